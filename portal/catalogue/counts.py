"""How many there are: facet counts beside a list, and what a municipality has; from memory, so that each function costs one query."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from portal.catalogue.filters import FACETS, Filters
from portal.catalogue.memory import memory
from portal.catalogue.models import ANYWHERE
from portal.catalogue.rows import Rows

SWITCHES = ("online", "free")
"""Filters that are on or off and are counted."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a list: how many it has, and how many it would have with one filter changed (disjunctive counts)."""

    total: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    """Filter name -> value -> count. A municipality's count includes what serves the whole country."""
    switches: dict[str, int] = field(default_factory=dict)


def facet_counts(filters: Filters, *, now: dt.datetime, seen: bool = False) -> Counts:
    """Counts of every facet and switch, each without its own filter, and the total.

    They are shared by all requests: not to be changed. :param seen: of the same page as a question just before; see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        return rows.remembered(("counts", filters), lambda: _counts(rows, filters, now), at=now if filters.open_today else None)


def _counts(rows: Rows, filters: Filters, now: dt.datetime) -> Counts:
    all_of_them = rows.matching(filters, now)

    def besides(name: str) -> int:
        return rows.matching(filters, now, name) if getattr(filters, name) else all_of_them

    return Counts(
        total=all_of_them.bit_count(),
        values={name: _values(rows, facet, besides(name)) for name, facet in FACETS.items()},
        switches={name: (besides(name) & rows.switches[name]).bit_count() for name in SWITCHES},
    )


def _values(rows: Rows, facet: str, found: int) -> dict[str, int]:
    """Value -> how many of ``found`` have it; values of none are left out. A municipality has what serves the whole country, too."""
    everywhere = rows.values[facet].get(ANYWHERE, 0) & found
    own = {value: (having & found & ~everywhere).bit_count() for value, having in rows.values[facet].items() if value != ANYWHERE}
    return {value: number + everywhere.bit_count() for value, number in own.items() if number}


@dataclass(frozen=True, slots=True)
class KindCount:
    """Listings of one kind in a municipality."""

    kind: str
    current: int
    old: int


def counts_in_municipality(code: str, *, examples: bool = False, now: dt.datetime | None = None, seen: bool = False) -> list[KindCount]:
    """What is in or serves this municipality by name, kind by kind; what serves the whole country is not counted.

    Events that are over are left out. :param now: aware; the present moment by default.
    :param examples: whether fictional examples count as current (only in their own municipality). :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        here = rows.one_of("municipality", [code]) & ~rows.at(now or timezone.now()).over
        if not examples:
            here &= ~rows.switches["example"]
        kinds = {kind: here & of_kind for kind, of_kind in sorted(rows.values["kind"].items())}
        valid = rows.valid
    return [KindCount(kind, (found & valid).bit_count(), (found & ~valid).bit_count()) for kind, found in kinds.items() if found]


def current_by_municipality(*, now: dt.datetime | None = None) -> dict[str, dict[str, int]]:
    """Municipality code -> kind -> how many current listings are there or serve it by name; events that are over are left out."""
    with memory.rows() as rows:
        current = rows.switches["current"] & ~rows.at(now or timezone.now()).over
        kinds = {kind: of_kind & current for kind, of_kind in rows.values["kind"].items()}
        found = {
            code: {kind: number for kind, of_kind in kinds.items() if (number := (here & of_kind).bit_count())}
            for code, here in rows.values["municipality"].items()
        }
    return {code: numbers for code, numbers in found.items() if numbers}
