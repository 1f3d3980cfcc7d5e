"""Text with its changes marked as ``ins`` and ``del``: told by the elements themselves, not by colour alone."""

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.compare import diff_text

AROUND = 200
"""Characters of unchanged text kept on each side of a change."""


def marked(before: str, after: str) -> SafeString:
    """Both texts in one, word by word; long unchanged stretches are shortened."""
    changes = diff_text(before, after).changes
    last = len(changes) - 1
    return _joined(
        _mark(change, _shortened(text, first=index == 0, last=index == last) if change == "equal" else text)
        for index, (change, text) in enumerate(changes)
    )


def added(text: str) -> SafeString:
    """A text that is new."""
    return _mark("addition", text)


def removed(text: str) -> SafeString:
    """A text that goes."""
    return _mark("deletion", text)


def _mark(change: str, text: str) -> SafeString:
    if change == "addition":
        return format_html("<ins>{}</ins>", text)
    if change == "deletion":
        return format_html("<del>{}</del>", text)
    return escape(text)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 (each part was escaped by _mark)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Only what stands next to a change."""
    before, after = ("" if first else text[:AROUND]), ("" if last else text[-AROUND:])
    return text if len(text) <= len(before) + len(after) + 20 else f"{before} … {after}"
