"""Listings whose next date is another one than the search engine knows: a date has begun or ended since it got them."""

import datetime as dt
from uuid import UUID

from django.db.models import Max, Q

from portal.catalogue.models import CatalogueEntry, Occurrence


def with_another_next_date(now: dt.datetime) -> set[UUID]:
    """Listings of which a date of today has begun or ended by ``now`` (aware) since their rows' latest version.

    What changes at midnight is told by the catalogue itself, which lays out everybody's dates then. Two queries.
    """
    dates = Occurrence.objects.filter(Q(start__lte=now) | Q(end__lte=now)).order_by()
    passed: dict[UUID, dt.datetime] = {}
    last = dates.values_list("listing_id").annotate(begun=Max("start", filter=Q(start__lte=now)), over=Max("end", filter=Q(end__lte=now)))
    for listing_id, start, end in last:
        passed[listing_id] = max(moment for moment in (start, end) if moment is not None)
    versions = (
        CatalogueEntry.objects.filter(removed=False, pending=False).order_by().values_list("listing_id").annotate(latest=Max("version"))
    )
    return {
        listing_id
        for listing_id, version in versions.iterator(chunk_size=2000)
        if listing_id in passed and version < int(passed[listing_id].timestamp() * 1_000_000)
    }
