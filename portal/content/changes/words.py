"""Field and block values in words, the way an editor sees them: labels instead of codes, addresses of links, nothing for what is empty."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from bs4 import BeautifulSoup
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

BREAKS = ("p", "h2", "h3", "h4", "li", "br", "hr", "blockquote")
"""Elements after which a new line begins."""


def plain(value: Any) -> str:
    """A plain value: yes or no, dates and times in the active language, everything else as text. Empty for None."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return formats.date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "SHORT_DATETIME_FORMAT")
    if isinstance(value, dt.date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    if isinstance(value, dt.time):
        return formats.time_format(value, "TIME_FORMAT")
    return str(value)


def rich_text(html: str, *, names_targets: bool = True) -> str:
    """Rich text as lines; where a link leads stands behind its words, because a changed address must be seen.

    :param names_targets: whether pages and documents that are linked are named; their names may be nobody else's to see.
    """
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        attributes = {name: str(value) for name, value in link.attrs.items()}
        target = _target(attributes) if names_targets else attributes.get("href", "")
        if target or names_targets:
            link.append(f" ({target})")
    for element in soup.find_all(BREAKS):
        element.append("\n")
    lines = (line.strip() for line in soup.get_text().splitlines())
    return "\n".join(line for line in lines if line)


def own_words(stream: Any) -> str:
    """The words of running content as lines, and nothing of what it refers to: no name of a page, a picture or a document. So it
    can be shown and kept wherever the content itself may be."""
    return "\n".join(line for child in stream for line in _words_of(child.block_type, child.value) if line)


def _words_of(block_type: str, value: Any) -> Iterator[str]:
    if value is None:
        return
    if block_type == "text":
        yield rich_text(value.source, names_targets=False)
    elif block_type == "notice":
        yield rich_text(value["text"].source, names_targets=False)
    elif block_type == "image":
        yield "" if value.decorative else str(value.contextual_alt_text or "")
    else:
        yield from (str(value.get(name) or "") for name in ("heading", "empty_text"))


def block_value(block: Any, value: Any) -> str:
    """A block's value as lines; empty when it says nothing."""
    if value is None:
        return ""
    if isinstance(block, ImageBlock):
        return str(getattr(value, "contextual_alt_text", "") or "")
    if isinstance(block, blocks.RichTextBlock):
        return rich_text(value.source if isinstance(value, RichText) else str(value))
    if isinstance(block, blocks.StructBlock):
        return "\n".join(_labelled((child.label, block_value(child, value.get(name))) for name, child in block.child_blocks.items()))
    if isinstance(block, blocks.StreamBlock):
        return "\n".join(_labelled((child.block.label, block_value(child.block, child.value)) for child in value))
    if isinstance(block, blocks.ListBlock):
        said = [text for text in (block_value(block.child_block, one) for one in value) if text]
        return ("\n" if any("\n" in text for text in said) else ", ").join(said)
    if isinstance(block, blocks.BooleanBlock):
        return _("yes") if value else ""
    if isinstance(block, (blocks.ChoiceBlock, blocks.MultipleChoiceBlock)):
        return _choices(block, value)
    return plain(value)


def _labelled(pairs: Iterable[tuple[Any, str]]) -> Iterator[str]:
    """ "Label: value", a value of several lines indented under its label."""
    for label, text in pairs:
        if "\n" in text:
            yield f"{label}:\n" + "\n".join(f"  {line}" for line in text.splitlines())
        elif text:
            yield f"{label}: {text}"


def _choices(block: Any, value: Any) -> str:
    labels = dict(_flat(block.field.choices))
    chosen = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(str(labels.get(one, one)) for one in chosen if one not in ("", None))


def _flat(choices: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield value, label


def _target(attributes: dict[str, str]) -> str:
    """Where a link leads: an address, or the name of a page or document here."""
    if attributes.get("linktype") == "page":
        return _named(Page.objects.filter(pk=attributes.get("id")).first())
    if attributes.get("linktype") == "document":
        return _named(get_document_model().objects.filter(pk=attributes.get("id")).first())
    return attributes.get("href", "")


def _named(target: Any) -> str:
    return str(target) if target is not None else _("no longer there")
