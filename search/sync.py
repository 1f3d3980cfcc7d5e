"""The engine follows the catalogue, which is the outbox: rows are pending until an engine has their version.

Nothing is lost when the engine is down or the process dies: pending rows are taken up by the next publication, by
``manage.py search_sync`` or by a rebuild.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from pydantic import ValidationError

from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.writer import settle
from portal.listings.kinds import EventStatus
from portal.listings.listing import Listing
from portal.localisation.languages import language_codes
from search.documents import SearchDocument, documents_of
from search.engines import get_engine
from search.engines.base import Engine, IndexNotBuiltError, IndexWriter

logger = logging.getLogger(__name__)
BATCH = 100
"""Listings read, analysed and written at a time: bounds memory, and how long other writers wait."""

_NOT_TAKING_PLACE = [EventStatus.CANCELLED.value, EventStatus.POSTPONED.value]

Row = tuple[int, UUID, int]
"""A catalogue row: primary key, listing id, version."""


def drain(engine: Engine | None = None) -> int:
    """Bring the engine up to date with every pending row; the number of rows it now has.

    Without an index a whole one is built. Raises EngineError when the engine cannot take them: the rest stays pending.
    """
    engine = engine or get_engine()
    drained = 0
    unreadable: set[int] = set()
    while CatalogueEntry.objects.filter(pending=True).exclude(pk__in=unreadable).exists():
        try:
            drained += _drain_batch(engine, unreadable)
        except IndexNotBuiltError:
            return rebuild(engine)
    return drained


def rebuild(engine: Engine | None = None, progress: Callable[[int], object] = lambda listings: None) -> int:
    """Build the index anew from the catalogue and switch to it; the number of listings in it.

    The old index answers and follows publications until the switch, and stays when this is interrupted. ``progress`` is
    told the number of listings after every batch, tombstones among them. Raises EngineError.
    """
    engine = engine or get_engine()
    with engine.rebuilding() as rebuild_:
        written: dict[UUID, frozenset[Row]] = {}
        for batch in _batches(_rows_by_listing()):
            written.update(_write(rebuild_.writer, batch))
            progress(len(batch))
        with rebuild_.switch():
            now = _rows_by_listing()
            changed = {listing_id for listing_id in now.keys() | written.keys() if now.get(listing_id) != written.get(listing_id)}
            for batch in _batches(changed):
                written.update(_write(rebuild_.writer, batch))
    _settle({row for rows in written.values() for row in rows}, only_pending=True)
    return listing_count()


def listing_count() -> int:
    """Number of public listings."""
    return CatalogueEntry.objects.filter(removed=False).values("listing_id").distinct().count()


def _drain_batch(engine: Engine, unreadable: set[int]) -> int:
    with engine.writing() as writer:  # read inside: nobody can overtake us with a newer version
        rows = CatalogueEntry.objects.filter(pending=True).exclude(pk__in=unreadable).order_by("pk")
        pending = dict(rows.values_list("pk", "listing_id")[:BATCH])
        written = _write(writer, set(pending.values()))
    settled = [row for members in written.values() for row in members if row[0] in pending]
    _settle(settled)
    unreadable |= pending.keys() - {pk for pk, _listing_id, _version in settled}
    return len(settled)


def _write(writer: IndexWriter, listing_ids: Collection[UUID]) -> dict[UUID, frozenset[Row]]:
    """Write the listings as they are now; the rows that were written, those of removed versions included.

    A row that this code cannot read is left out and stays pending: it must not keep all others from being found.
    """
    rows: dict[UUID, set[Row]] = {listing_id: set() for listing_id in listing_ids}
    versions: dict[UUID, list[Listing]] = defaultdict(list)
    for entry in CatalogueEntry.objects.filter(listing_id__in=listing_ids):
        try:
            listing = None if entry.removed else entry.listing
        except ValidationError as error:
            logger.error("Catalogue entry %s cannot be read (%s faults); run catalogue_rebuild", entry.pk, error.error_count())
            continue
        rows[entry.listing_id].add((entry.pk, entry.listing_id, entry.version))
        if listing:
            versions[entry.listing_id].append(listing)
    writer.replace(listing_ids, _documents(versions))
    return {listing_id: frozenset(members) for listing_id, members in rows.items()}


def _documents(versions: dict[UUID, list[Listing]]) -> Iterator[SearchDocument]:
    starts = _next_starts(versions)
    readers = language_codes()
    for listing_id, listings in versions.items():
        yield from documents_of(listings, readers, starts.get(listing_id))


def _next_starts(listing_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Seconds since the epoch of each listing's next date that takes place."""
    upcoming = Occurrence.objects.filter(listing_id__in=list(listing_ids), start__gte=timezone.now())
    firsts = upcoming.exclude(status__in=_NOT_TAKING_PLACE).values_list("listing_id").annotate(first=Min("start"))
    return {listing_id: int(first.timestamp()) for listing_id, first in firsts.order_by()}


def _rows_by_listing() -> dict[UUID, frozenset[Row]]:
    rows: dict[UUID, set[Row]] = defaultdict(set)
    for row in CatalogueEntry.objects.order_by().values_list("pk", "listing_id", "version"):
        rows[row[1]].add(row)
    return {listing_id: frozenset(members) for listing_id, members in rows.items()}


@transaction.atomic
def _settle(rows: Iterable[Row], *, only_pending: bool = False) -> None:
    if only_pending:
        pending = set(CatalogueEntry.objects.filter(pending=True).values_list("pk", flat=True))
        rows = [row for row in rows if row[0] in pending]
    for pk, _listing_id, version in rows:
        settle(pk, version)


def _batches(listing_ids: Collection[UUID]) -> Iterator[Sequence[UUID]]:
    ordered = sorted(listing_ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
