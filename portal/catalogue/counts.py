"""How many there are: facet counts beside a list, and what a municipality has. Each function costs one query."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, TextField, Value, When
from django.utils import timezone

from portal.catalogue.ended import is_over, no_date_to_come
from portal.catalogue.filters import FACETS, Filters
from portal.catalogue.models import ANYWHERE, CatalogueEntry, EntryFacet
from portal.catalogue.queries import conditions
from portal.listings.listing import Listing

SWITCHES = {"online": Q(is_online=True), "free": Q(is_free=True)}
"""Filters that are on or off, and what they ask."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Totals of a list: how many it has, and how many it would have with one filter changed (disjunctive counts)."""

    total: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    """Filter name -> value -> count. A municipality's count includes what serves the whole country."""
    switches: dict[str, int] = field(default_factory=dict)


def facet_counts(filters: Filters, *, now: dt.datetime) -> Counts:
    """Counts of every facet and switch, each without its own filter, and the total: one query, a union of aggregates.

    Facets that are not filtered by are counted together: building a query costs several times what running it does.
    """
    chosen = [name for name in (*FACETS, *SWITCHES) if getattr(filters, name)]
    free = [name for name in FACETS if name not in chosen]
    parts = [_numbers(_entries(filters, now), "total")]
    parts += [_values(_entries(filters, now), free)] if free else []
    for name in chosen:
        others = _entries(filters, now, name)
        parts.append(_values(others, [name]) if name in FACETS else _numbers(others, name))
    values: dict[str, dict[str, int]] = defaultdict(dict)
    numbers: dict[str, list[int]] = defaultdict(lambda: [0] * (1 + len(SWITCHES)))
    for part, value, *counted in parts[0].union(*parts[1:], all=True):
        if value:
            values[part][value] = counted[0]
        else:
            numbers[part] = counted
    everywhere = values["municipality"].pop(ANYWHERE, 0)
    for code in values["municipality"]:
        values["municipality"][code] += everywhere
    return Counts(
        total=numbers["total"][0],
        values={name: values[facet] for name, facet in FACETS.items()},
        switches={name: numbers[name if name in chosen else "total"][column] for column, name in enumerate(SWITCHES, 1)},
    )


def _entries(filters: Filters, now: dt.datetime, leave_out: str = "") -> QuerySet[CatalogueEntry]:
    # Facets are the same in every language, so the Finnish entries count each listing once.
    return CatalogueEntry.objects.filter(conditions(filters, now=now, leave_out=leave_out), removed=False, is_primary=True)


def _values(entries: QuerySet[CatalogueEntry], names: Sequence[str]) -> Any:
    """A row for each value of these filters' facets: facet, value, number, and zeros for the columns of ``_numbers``."""
    facets = [FACETS[name] for name in names]
    rows = EntryFacet.objects.filter(name__in=facets, entry__in=entries.values("pk"))
    if "municipality" in names:
        # What serves everybody is added to every municipality afterwards; it must not be counted twice.
        municipality = FACETS["municipality"]
        everywhere = EntryFacet.objects.filter(entry=OuterRef("entry"), name=municipality, value=ANYWHERE)
        rows = rows.filter(~Q(name=municipality) | Q(value=ANYWHERE) | ~Exists(everywhere))
    zeros = {f"no_{name}": Value(0, output_field=IntegerField()) for name in SWITCHES}
    return rows.values("name", "value").annotate(n=Count("pk"), **zeros).values_list("name", "value", "n", *zeros)


def _numbers(entries: QuerySet[CatalogueEntry], part: str) -> Any:
    """One row: ``part``, no value, how many there are, and how many with each of SWITCHES; none when there are none."""
    named = entries.annotate(part=Value(part, output_field=CharField()), value=Value("", output_field=CharField()))
    switches = {f"n_{name}": Count("pk", filter=condition) for name, condition in SWITCHES.items()}
    return named.values("part", "value").annotate(n=Count("pk"), **switches).values_list("part", "value", "n", *switches)


@dataclass(frozen=True, slots=True)
class KindCount:
    """Listings of one kind in a municipality."""

    kind: str
    current: int
    old: int


def counts_in_municipality(code: str, *, examples: bool = False, now: dt.datetime | None = None) -> list[KindCount]:
    """What is in or serves this municipality by name, kind by kind; what serves the whole country is not counted.

    Events that are over are left out. :param now: aware; the present moment by default.
    :param examples: whether fictional examples count as current (only in their own municipality).
    """
    here = EntryFacet.objects.filter(name="municipality", value=code, entry__removed=False, entry__is_primary=True)
    if not examples:
        here = here.filter(entry__is_example=False)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in _counted(here, "entry__kind", "entry__is_current", "entry__is_example", now=now or timezone.now()):
        found[row["entry__kind"]][0 if row["entry__is_current"] or row["entry__is_example"] else 1] += row["n"]
    return [KindCount(kind=kind, current=current, old=old) for kind, (current, old) in found.items()]


def current_by_municipality(*, now: dt.datetime | None = None) -> dict[str, dict[str, int]]:
    """Municipality code -> kind -> how many current listings are there or serve it by name; events that are over are left out."""
    here = EntryFacet.objects.filter(name="municipality", entry__removed=False, entry__is_primary=True, entry__is_current=True)
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _counted(here, "value", "entry__kind", now=now or timezone.now()):
        found[row["value"]][row["entry__kind"]] += row["n"]
    return {code: dict(kinds) for code, kinds in found.items()}


def _counted(facets: QuerySet[EntryFacet], *by: str, now: dt.datetime) -> list[dict[str, Any]]:
    """Facets counted by these columns, without events that are over.

    An event that may be over is a row of its own, with its data: whether it is, only its own times tell.
    """
    own = Case(When(no_date_to_come(now, "entry__"), then=F("entry__data")), default=Value(""), output_field=TextField())
    rows = facets.annotate(own=own).values(*by, "own").annotate(n=Count("pk")).order_by(*by)
    return [row for row in rows if not row["own"] or not is_over(Listing.model_validate_json(row["own"]), now)]
