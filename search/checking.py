"""Does the index hold what the catalogue says? Drift is named and repaired."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.writer import index_later
from search.engines import get_engine
from search.engines.base import Engine, IndexNotBuiltError, IndexUnusableError
from search.sync import drain, rebuild, remove


class Fault(StrEnum):
    """MISSING: public, but not in the index. OUTDATED: in the index in an older version. AHEAD: in the index in a version that the
    catalogue does not have. SUPERFLUOUS: in the index, but not public."""

    MISSING = "missing"
    OUTDATED = "outdated"
    AHEAD = "ahead"
    SUPERFLUOUS = "superfluous"


@dataclass(frozen=True, slots=True)
class Drift:
    """A listing of which the index holds something else than the catalogue. ``version``: the one in the index, 0 without.
    ``title``: empty when it is not public."""

    fault: Fault
    listing_id: UUID
    version: int
    title: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a repair found, and what is still wrong after it. ``rebuilt``: there was no usable index, and a whole one was built."""

    found: tuple[Drift, ...]
    left: tuple[Drift, ...]
    rebuilt: bool = False

    def __str__(self) -> str:
        """One line for a log."""
        if self.rebuilt:
            return "there was no usable index: built anew"
        told = told_of(self.found)
        return f"{told}; {len(self.left)} could not be repaired" if self.left else told


def compare(engine: Engine | None = None) -> list[Drift]:
    """Every listing of which the index holds something else, by title. Rows that are pending are no drift: the engine will get them.

    Publishing may go on meanwhile. Raises EngineError.
    """
    engine = engine or get_engine()
    known = _versions()  # first: what is published after this is found below, and is neither missing nor superfluous
    stamps = engine.stamps()
    waiting = set(CatalogueEntry.objects.filter(pending=True).values_list("listing_id", flat=True))
    drifts = [
        Drift(Fault.OUTDATED if listing_id in stamps else Fault.MISSING, listing_id, stamps.get(listing_id, 0), title)
        for listing_id, (version, title) in known.items()
        if listing_id not in waiting and stamps.get(listing_id, -1) < version
    ]
    ahead = _ahead(stamps, known) - waiting
    drifts += [Drift(Fault.AHEAD, listing_id, stamps[listing_id], known[listing_id][1]) for listing_id in ahead]
    absent = stamps.keys() - known.keys() - waiting
    drifts += [Drift(Fault.SUPERFLUOUS, listing_id, stamps[listing_id], "") for listing_id in absent - _existing(absent)]
    return sorted(drifts, key=lambda drift: (drift.title, drift.listing_id))


def repair(engine: Engine | None = None) -> Outcome:
    """Give the engine what it has missed, then compare and put right what is wrong. Raises EngineError when it cannot be reached."""
    engine = engine or get_engine()
    try:
        drain(engine)
        found = compare(engine)
    except (IndexNotBuiltError, IndexUnusableError):
        rebuild(engine)
        return Outcome((), (), rebuilt=True)
    if not found:
        return Outcome((), ())
    superfluous = {drift.listing_id: drift.version for drift in found if drift.fault is Fault.SUPERFLUOUS}
    remove(engine, superfluous)
    index_later(drift.listing_id for drift in found if drift.fault is not Fault.SUPERFLUOUS)
    drain(engine)
    return Outcome(tuple(found), tuple(compare(engine)))


def told_of(drifts: Iterable[Drift]) -> str:
    """ "2 missing, 1 outdated", or "no drift"."""
    counts = Counter(drift.fault for drift in drifts)
    return ", ".join(f"{counts[fault]} {fault}" for fault in Fault if counts[fault]) or "no drift"


def _ahead(stamps: Mapping[UUID, int], known: Mapping[UUID, tuple[int, str]]) -> set[UUID]:
    """Listings whose version in the index the catalogue does not have: its database was restored. Not what was published just now."""
    ahead = {listing_id for listing_id in stamps.keys() & known.keys() if stamps[listing_id] > known[listing_id][0]}
    latest = _versions() if ahead else {}
    return {listing_id for listing_id in ahead & latest.keys() if stamps[listing_id] > latest[listing_id][0]}


def _versions() -> dict[UUID, tuple[int, str]]:
    """Public listings -> greatest version of their rows, and a title."""
    versions: dict[UUID, tuple[int, str]] = {}
    rows = CatalogueEntry.objects.filter(removed=False).order_by().values_list("listing_id", "version", "title")
    for listing_id, version, title in rows.iterator(chunk_size=2000):
        known = versions.get(listing_id, (0, title))
        versions[listing_id] = (max(version, known[0]), known[1])
    return versions


def _existing(listing_ids: Iterable[UUID]) -> set[UUID]:
    """Those that the catalogue knows by now."""
    wanted = sorted(listing_ids)
    rows = CatalogueEntry.objects.all()
    chunks = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    return {found for chunk in chunks for found in rows.filter(listing_id__in=chunk).values_list("listing_id", flat=True)}
