"""Confidential places, e.g. shelters: only the municipality may be stored, in history too."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

CONFIDENTIAL_MESSAGE = _("The place is confidential: leave this empty, so that it is stored nowhere.")

Content = dict[str, Any]
"""A revision's content: the page's fields by name, as JSON."""


def scrub_revisions(page: Page, scrub: Callable[[Content], None]) -> int:
    """Take what may not be stored out of every revision of a page; returns how many revisions changed.

    To be called in the transaction that stores the page. Revisions keep their ids, dates and authors.

    :param scrub: changes the content it is given.
    """
    changed = 0
    # Updated in the table: saving a revision would make Wagtail think of it as a new one.
    for pk, before in Revision.objects.for_instance(page).values_list("pk", "content").iterator():
        after = deepcopy(before)
        scrub(after)
        if after != before:
            changed += Revision.objects.filter(pk=pk).update(content=after)
    return changed


def empty(values: Content, names: Iterable[str]) -> None:
    """Empty the named fields that are there and not empty: texts become "", numbers None."""
    for name in names:
        if values.get(name) not in ("", None):
            values[name] = "" if isinstance(values[name], str) else None
