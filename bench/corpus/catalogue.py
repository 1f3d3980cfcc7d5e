"""The synthetic portal in the catalogue: rows in bulk, as publishing would have written them one by one."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction

from bench.corpus.documents import DATES, VERSION
from bench.corpus.listings import towns
from portal.catalogue.facets import facet_values
from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.writer import entry_values, occurrence_rows
from portal.listings.listing import Listing
from portal.pagecache.changes import public_content_changed
from portal.regions.models import Municipality

_BATCH = 1000
_NO_PAGE = 10**9
"""Page ids of synthetic rows begin here: no page has them."""


def write(listings: Sequence[Sequence[Listing]], first: int, now: dt.datetime, *, pending: bool = False) -> int:
    """Write listings, the first of which is number ``first``, with their facets and next dates; the number of entries.

    Each listing is given as its language versions. ``now``: aware, where dates begin. ``pending``: whether engines are still to
    take them over, as after a publication.
    """
    _municipalities()
    with transaction.atomic():
        public_content_changed()
        return sum(_write(listings[start : start + _BATCH], first + start, now, pending) for start in range(0, len(listings), _BATCH))


def _write(listings: Sequence[Sequence[Listing]], first: int, now: dt.datetime, pending: bool) -> int:
    entries = [
        CatalogueEntry(
            listing_id=listing.id,
            lang=listing.lang,
            version=VERSION,
            pending=pending,
            **entry_values(_NO_PAGE + first + number, listing),
        )
        for number, versions in enumerate(listings)
        for listing in versions
    ]
    CatalogueEntry.objects.bulk_create(entries)
    flat = [listing for versions in listings for listing in versions]
    facets = (
        EntryFacet(entry=entry, name=name, value=value)
        for entry, listing in zip(entries, flat, strict=True)
        for name, values in facet_values(listing).items()
        for value in values
    )
    EntryFacet.objects.bulk_create(list(facets))
    Occurrence.objects.bulk_create([row for versions in listings for row in _dates(versions[0], now)])
    return len(entries)


def _dates(listing: Listing, now: dt.datetime) -> Iterator[Occurrence]:
    return islice(occurrence_rows(listing, now), DATES)


def _municipalities() -> None:
    """The invented ones get names, so that filters and chips have words for them."""
    known = set(Municipality.objects.values_list("code", flat=True))
    Municipality.objects.bulk_create(
        Municipality(code=town.code, slug=f"synteettinen-{town.code}", names={"fi": town.name}, latitude=town.lat, longitude=town.lon)
        for town in towns()
        if town.code not in known
    )
