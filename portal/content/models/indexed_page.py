"""What Wagtail writes down of a page beside the page itself: what it refers to, and what the admin's search finds."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from modelsearch import index
from wagtail.models import COMMENTS_RELATION_NAME, Page, ReferenceIndex

_BOOKKEEPING = frozenset(
    {COMMENTS_RELATION_NAME, "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "live_revision"}
)
"""Columns that a draft changes: neither of the indexes tells them. Only comments refer to somebody, to who wrote them."""


class IndexedPage(Page):
    """A page that is put into Wagtail's two indexes once when it is saved, in the same transaction.

    By itself Wagtail does so when a draft is saved, though the stored page is as it was, and once more for each language version,
    reading the page anew every time.
    """

    search_auto_update = False  # by save(); with a page Django deletes the entries that point to it

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, with the children; then put into the indexes what is stored now."""
        changed = kwargs.get("update_fields")
        with _no_reference_index():
            result = super().save(*args, **kwargs)
        if changed is None:
            _index(self)
        elif self._is_told(changed):
            _index(type(self)._default_manager.get(pk=self.pk))  # what else is in memory may be a draft
        return result

    def _is_told(self, changed: Collection[str]) -> bool:
        """Whether an index tells any of these columns."""
        if not _BOOKKEEPING.issuperset(changed):
            return True
        return COMMENTS_RELATION_NAME in changed and bool(getattr(self, COMMENTS_RELATION_NAME).all())


def _index(page: IndexedPage) -> None:
    ReferenceIndex.create_or_update_for_object(page)
    index.insert_or_update_object(page)


@contextmanager
def _no_reference_index() -> Iterator[None]:
    """Wagtail's own switch may be turned once only: it forgets that it was off before."""
    from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled  # needs models

    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
    else:
        with disable_reference_index_auto_update():
            yield
