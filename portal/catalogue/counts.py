"""How many there are: facet counts beside a list, and what a municipality has. Each function costs one query."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When
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
    """Counts of every facet and switch, each without its own filter, and the total: one query, a union of aggregates."""
    parts = [_constant(_entries(filters, now), "total")]
    parts += [_facet(_entries(filters, now, name), name, facet) for name, facet in FACETS.items()]
    parts += [_constant(_entries(filters, now, name).filter(condition), name) for name, condition in SWITCHES.items()]
    totals: dict[str, dict[str, int]] = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        totals[name][value] = number
    everywhere = totals["municipality"].pop(ANYWHERE, 0)
    for code in totals["municipality"]:
        totals["municipality"][code] += everywhere
    return Counts(
        total=totals["total"].get("", 0),
        values={name: totals[name] for name in FACETS},
        switches={name: totals[name].get("", 0) for name in SWITCHES},
    )


def _entries(filters: Filters, now: dt.datetime, leave_out: str = "") -> QuerySet[CatalogueEntry]:
    # Facets are the same in every language, so the Finnish entries count each listing once.
    return CatalogueEntry.objects.filter(conditions(filters, now=now, leave_out=leave_out), removed=False, is_primary=True)


def _facet(entries: QuerySet[CatalogueEntry], name: str, facet: str) -> Any:
    rows = EntryFacet.objects.filter(name=facet, entry__in=entries.values("pk"))
    if name == "municipality":
        # What serves everybody is added to every municipality afterwards; it must not be counted twice.
        everywhere = EntryFacet.objects.filter(entry=OuterRef("entry"), name=facet, value=ANYWHERE)
        rows = rows.filter(Q(value=ANYWHERE) | ~Exists(everywhere))
    counted = rows.annotate(label=Value(name, output_field=CharField())).values("label", "value").annotate(n=Count("pk"))
    return counted.values_list("label", "value", "n")


def _constant(entries: QuerySet[CatalogueEntry], name: str) -> Any:
    named = entries.annotate(label=Value(name, output_field=CharField()), value=Value("", output_field=CharField()))
    return named.values("label", "value").annotate(n=Count("pk")).values_list("label", "value", "n")


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
