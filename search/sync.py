"""The engine follows the catalogue, which is the outbox: rows are pending until an engine has their version.

Nothing is lost when the engine is down or the process dies: pending rows are taken up by the next publication, by
``manage.py search_sync`` or by a rebuild. It is right for both kinds of engine (see ``Engine.writing``): with exclusive
writers because rows are read inside the writer's block, and where versions decide because an older reading is passed over,
a writer that was overtaken by a switch does not settle its rows, and a rebuild looks once more after the switch.
"""

import gc
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.writer import index_later, settle_all
from search.engines import get_engine
from search.engines.base import Engine, IndexChangedError, IndexNotBuiltError, IndexWriter
from search.making import making
from search.reading import Batch, Made, Reader

logger = logging.getLogger(__name__)
BATCH = 100
"""Listings read, analysed and written at a time: bounds memory, and how long other writers wait."""
_CATCH_UPS = 5
"""How often a rebuild looks again for what changed meanwhile, until there is no more than a batch: others wait for the last look."""
_ATTEMPTS = 3
"""How often a batch is written again because another index came into use meanwhile."""

State = tuple[int, int]
"""What the catalogue holds of a listing: number of rows, sum of their versions. Another one after every change."""


@dataclass(frozen=True, slots=True)
class _Written:
    """``states``: of the listings written, as they were read. ``receipts``: primary keys -> versions of the rows that the
    engine has now, those of removed versions included. ``versions``: of the listings, as the engine knows them."""

    states: Mapping[UUID, State]
    receipts: Mapping[int, int]
    versions: Mapping[UUID, int]


def drain(engine: Engine | None = None, *, most: int | None = None) -> int:
    """Bring the engine up to date with every pending row, the latest changes first; the number of rows it now has.

    ``most``: stop after about so many rows, those that cannot be taken over among them, and leave the rest to the next run.
    Without an index a whole one is built, unless there are more than ``most`` listings. Raises EngineError when the engine
    cannot take them: the rest stays pending.
    """
    engine = engine or get_engine()
    drained = 0
    left: set[int] = set()
    while (most is None or drained + len(left) < most) and _pending(left).exists():
        try:
            drained += _drain_batch(engine, left)
        except IndexNotBuiltError:
            if most is not None and listing_count() > most:
                raise
            return rebuild(engine)
    return drained


def rebuild(
    engine: Engine | None = None, progress: Callable[[int], object] = lambda listings: None, *, processes: int | None = None
) -> int:
    """Build the index anew from the catalogue and switch to it; the number of listings in it.

    The old index answers and follows publications until the switch, and stays when this is interrupted. ``progress`` is
    told the number of listings after every batch, tombstones among them. ``processes``: see ``making``. Raises EngineError.
    """
    engine = engine or get_engine()
    states: dict[UUID, State] = {}
    versions: dict[UUID, int] = {}
    receipts: dict[int, int] = {}

    def write(writer: IndexWriter, made: Iterable[tuple[Batch, Made]], tell: Callable[[int], object]) -> None:
        for batch, documents in made:
            written = _written(writer, batch, documents, versions)
            states.update(written.states)
            versions.update(written.versions)
            receipts.update(written.receipts)
            tell(len(batch.rows))

    reader, listings = Reader(), _states()
    with (
        rare_garbage_collection(),
        making(reader, len(listings), processes) as in_processes,
        engine.rebuilding(_document_count()) as rebuild_,
    ):
        write(rebuild_.writer, in_processes.of(map(reader.read, _batches(listings))), progress)
        for _attempt in range(_CATCH_UPS):
            changed = _changed(states)
            if len(changed) <= BATCH:
                break
            write(rebuild_.writer, _read_now(changed), lambda listings: None)
        with rebuild_.switch():
            write(rebuild_.writer, _read_now(_changed(states)), lambda listings: None)
    overtaken = _changed(states)  # written meanwhile, and by an engine without exclusive writers perhaps to the old index
    settle_all(_still_pending(receipts))
    if overtaken:
        _write_again(engine, overtaken, versions)
    return listing_count()


def _read_now(listing_ids: Iterable[UUID]) -> Iterator[tuple[Batch, Made]]:
    for listings in _batches(listing_ids):
        batch = Reader().read(listings)
        yield batch, Reader().make(batch)


def listing_count() -> int:
    """Number of public listings."""
    return CatalogueEntry.objects.filter(removed=False).values("listing_id").distinct().count()


def _document_count() -> int:
    return CatalogueEntry.objects.filter(removed=False).count()


def remove(engine: Engine, versions: Mapping[UUID, int]) -> None:
    """Delete listings from the index unless it holds newer versions of them."""
    for batch in _batches(versions):
        with engine.writing() as writer:
            writer.replace({listing_id: versions[listing_id] for listing_id in batch}, [])


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Documents are hundreds of thousands of small objects without cycles; looking for cycles takes a sixth of the time."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def _drain_batch(engine: Engine, left: set[int]) -> int:
    """Number of rows that the engine has now. ``left``: told of those that are left to another run: unreadable ones, and those that
    another transaction is changing at this moment."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with engine.writing() as writer:  # read inside: nobody can overtake us with a newer version
                pending = dict(_pending(left).order_by("-version", "pk").values_list("pk", "listing_id")[:BATCH])
                written = _write(writer, {*pending.values(), *writer.scattered()})
            break
        except IndexChangedError:
            if attempt == _ATTEMPTS:
                raise
    missed = settle_all(written.receipts) | (pending.keys() - written.receipts.keys())
    left |= missed
    return len(pending.keys() - missed)


def _pending(left: Collection[int]) -> QuerySet[CatalogueEntry]:
    return CatalogueEntry.objects.filter(pending=True).exclude(pk__in=left)


def _write(writer: IndexWriter, listing_ids: Collection[UUID]) -> _Written:
    """Write the listings as they are now, by names read after their rows: see Reader."""
    batch = Reader().read(listing_ids)
    return _written(writer, batch, Reader().make(batch), {})


def _written(writer: IndexWriter, batch: Batch, made: Made, known: Mapping[UUID, int]) -> _Written:
    """Write documents. ``known``: versions already written, for listings of which no row is left.

    A row that this code cannot read is left out and stays pending: it must not keep all others from being found.
    """
    for pk, faults in made.unreadable.items():
        logger.error("Catalogue entry %s cannot be read (%s faults); run catalogue_rebuild", pk, faults)
    versions = {listing_id: max((row.version for row in rows), default=known.get(listing_id, 0)) for listing_id, rows in batch.rows.items()}
    writer.replace(versions, made.documents)
    return _Written(
        {listing_id: (len(rows), sum(row.version for row in rows)) for listing_id, rows in batch.rows.items()},
        {row.pk: row.version for rows in batch.rows.values() for row in rows if row.pk not in made.unreadable},
        versions,
    )


def _write_again(engine: Engine, listing_ids: Collection[UUID], versions: Mapping[UUID, int]) -> None:
    """Into the index in use, whatever has become of them. They are new versions, so that no late receipt counts for them."""
    public = set(CatalogueEntry.objects.filter(removed=False).values_list("listing_id", flat=True))
    remove(engine, {listing_id: versions.get(listing_id, 0) for listing_id in listing_ids if listing_id not in public})
    index_later(public.intersection(listing_ids))
    drain(engine)


def _states() -> dict[UUID, State]:
    states: dict[UUID, State] = {}
    rows = CatalogueEntry.objects.order_by().values_list("listing_id", "version")
    for listing_id, version in rows.iterator(chunk_size=2000):
        count, total = states.get(listing_id, (0, 0))
        states[listing_id] = (count + 1, total + version)
    return states


def _changed(written: Mapping[UUID, State]) -> set[UUID]:
    """Listings of which the catalogue now holds something else than was written."""
    now = _states()
    absent = (0, 0)
    return {one for one in now.keys() | written.keys() if now.get(one, absent) != written.get(one, absent)}


def _still_pending(receipts: Mapping[int, int]) -> dict[int, int]:
    pending = CatalogueEntry.objects.filter(pending=True).values_list("pk", flat=True)
    return {pk: receipts[pk] for pk in pending if pk in receipts}


def _batches(listing_ids: Iterable[UUID]) -> Iterator[Sequence[UUID]]:
    ordered = sorted(listing_ids)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
