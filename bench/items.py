"""Sets how many items a page shows, inside a transaction that is rolled back: query counts must not grow with items."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import transaction

from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.pagecache.changes import public_content_changed


@contextmanager
def exactly(count: int, **columns: Any) -> Iterator[None]:
    """While the block lasts exactly ``count`` public listings have these column values of the catalogue.

    Copies are made of one that has them; nothing is left behind.

    :raises ValueError: when none has them.
    """
    with transaction.atomic():
        chosen = CatalogueEntry.objects.filter(removed=False, **columns)
        primary = list(chosen.filter(is_primary=True).order_by("pk"))
        if not primary:
            raise ValueError(f"no public listing has {columns}")
        kept = primary[:count]
        chosen.exclude(listing_id__in=[entry.listing_id for entry in kept]).update(removed=True)
        for _ in range(count - len(kept)):
            _copy(primary[0])
        public_content_changed()
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _copy(original: CatalogueEntry) -> None:
    listing_id = uuid4()
    copy = CatalogueEntry.objects.get(pk=original.pk)
    copy.pk, copy.listing_id = None, listing_id
    copy.data = original.listing.model_copy(update={"id": listing_id}).model_dump_json()
    copy.save()
    for facet in EntryFacet.objects.filter(entry=original):
        facet.pk, facet.entry = None, copy
        facet.save()
    for date in Occurrence.objects.filter(listing_id=original.listing_id)[:3]:
        date.pk, date.uid, date.listing_id = None, uuid4(), listing_id
        date.save()
