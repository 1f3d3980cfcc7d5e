"""Confidential places, e.g. shelters: only the municipality may be stored, in history too."""

from collections.abc import Callable, Collection, Iterable
from copy import deepcopy
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState
from wagtail.models import Page, Revision

from portal.content.signals import place_hidden

CONFIDENTIAL_MESSAGE = _("The place is confidential: leave this empty, so that it is stored nowhere.")

Content = dict[str, Any]
"""A revision's content: the page's fields by name, as JSON."""


def scrub_copies(page: Page, scrub: Callable[[Content], None], *, points: Collection[str] = ()) -> int:
    """Take what may not be stored out of every revision of a page, and of all else that keeps a copy; returns how many revisions changed.

    To be called in the transaction that stores the page. Revisions keep their ids, dates and authors.

    :param scrub: changes the content it is given. :param points: see ``place_hidden``.
    """
    _forget_forms(page)
    place_hidden.send(sender=type(page), page=page, points=frozenset(points))
    changed = 0
    # Updated in the table: saving a revision would make Wagtail think of it as a new one.
    for pk, before in Revision.objects.for_instance(page).values_list("pk", "content").iterator():
        after = deepcopy(before)
        scrub(after)
        if after != before:
            changed += Revision.objects.filter(pk=pk).update(content=after)
    return changed


def _forget_forms(page: Page) -> None:
    """Wagtail keeps what is typed for a day, to draw the preview beside the form: of this page, and of forms for new ones of its type."""
    FormState.objects.for_instance(page).delete()
    FormState.objects.filter(content_type=page.cached_content_type, object_id="").delete()


def empty(values: Content, names: Iterable[str]) -> None:
    """Empty the named fields that are there and not empty: texts become "", numbers None."""
    for name in names:
        if values.get(name) not in ("", None):
            values[name] = "" if isinstance(values[name], str) else None
