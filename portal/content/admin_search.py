"""The admin's search of pages, pictures and documents: Wagtail's own, in the database. Families' search is another (``search``)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Avg, F
from django.db.models.functions import Length
from modelsearch.backends import database
from modelsearch.utils import get_content_type_pk

_SAMPLE = 100
"""The latest titles, whose average length stands for that of all."""


def SearchBackend(params: dict[str, Any]) -> Any:
    """Wagtail's backend for the database in use, but what it costs to save a record does not grow with the number of records."""
    backend = database.SearchBackend(params)
    if hasattr(backend.index_class, "_refresh_title_norms"):  # SQLite without full-text search has no index
        backend.index_class = _bounded(backend.index_class)
    return backend


def _bounded(index_class: Any) -> Any:
    """After each record Wagtail reads the length of every title there is, and looks through all rows for those that are new."""

    class BoundedIndex(index_class):
        def add_items(self, model: Any, objs: Sequence[Any]) -> None:
            super().add_items(model, objs)
            written = self.entries.filter(content_type_id=get_content_type_pk(model), object_id__in=[str(one.pk) for one in objs])
            latest = self.entries.order_by("-pk").annotate(length=Length("title")).filter(length__gt=0).values("length")[:_SAMPLE]
            average = latest.aggregate(average=Avg("length"))["average"]
            if average:
                written.annotate(length=Length("title")).filter(length__gt=0).update(title_norm=average / F("length"))

        def _refresh_title_norms(self, full: bool = False) -> None:
            if full:  # when the whole index is built anew
                super()._refresh_title_norms(full=True)

    return BoundedIndex
