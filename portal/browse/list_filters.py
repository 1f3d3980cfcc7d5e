"""The filters of a list in its address: reading them, and telling them with counts. Unknown values are left out."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from portal.browse.labels import Label
from portal.catalogue.counts import Counts
from portal.catalogue.filters import FACETS, Filters
from portal.listings.kinds import Kind

GROUPS: dict[str, Any] = {
    "municipality": gettext_lazy("Municipality"),
    "topic": gettext_lazy("Topic"),
    "age_band": gettext_lazy("Age"),
    "audience": gettext_lazy("For whom"),
    "life_situation": gettext_lazy("Situation"),
    "language": gettext_lazy("Language"),
}
VIEW = "view"
"""Parameter of another view of the same list."""
ONLY = "only"
"""Parameter of the switches; given once for each that is on."""
ORGANISATION = "organisation"
"""Parameter of a listing id: whoever maintains, provides or hosts. It is chosen on the organisation's own page."""
SWITCHES: dict[str, Any] = {
    "open_today": gettext_lazy("Open or on today"),
    "online": gettext_lazy("Online"),
    "free": gettext_lazy("Free of charge"),
}
_SLUG = re.compile(r"[a-z0-9-]{1,50}")
_CODE = re.compile(r"\d{3}")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_WITHOUT: dict[Kind, set[str]] = {
    Kind.ORGANISATION: {"open_today", "online", "free", "age_band", "audience", "life_situation", "language"},
    Kind.MATERIAL: {"open_today", "online", "free", "municipality", "language"},
    Kind.GUIDE: {"open_today", "online", "free", "municipality", "language"},
    Kind.MEETING_PLACE: {"online"},
    Kind.HELPLINE: {"municipality"},
}
"""Filters that ask what listings of a kind do not tell."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value one may choose, and how many there would be; ``count`` is None where it is not counted."""

    value: str
    label: str
    count: int | None
    selected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter with its options, as the component ``filter_group`` shows it. ``name`` is the parameter."""

    name: str
    label: str
    options: tuple[Option, ...]
    multiple: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Everything the filter form shows."""

    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    hidden: tuple[tuple[str, str], ...] = ()
    """Parameters that stay as they are when the form is sent."""

    @property
    def count(self) -> int:
        """How many filters are in force."""
        return len(self.chips)


def read_filters(query: QueryDict, kind: Kind) -> Filters:
    """The filters of an address. Malformed values and filters a kind does not have are left out."""
    without = _WITHOUT.get(kind, set())
    chosen: dict[str, Any] = {}
    for name in GROUPS.keys() - without:
        value = query.get(name, "")
        if (_CODE if name == "municipality" else _SLUG).fullmatch(value):
            chosen[name] = value
    only = set(query.getlist(ONLY))
    chosen |= {name: True for name in SWITCHES.keys() - without if name in only}
    if organisation := read_organisation(query):
        # As on the organisation's own page: fictional ones show what is theirs, too.
        chosen |= {"organisation": organisation, "with_examples": True}
    return Filters(kinds=(kind,), **chosen)


def read_organisation(query: QueryDict) -> UUID | None:
    """The organisation that an address names, as ``list_query`` writes it; None for anything else."""
    given = query.get(ORGANISATION, "")
    return UUID(given) if _ID.fullmatch(given) else None


def without_organisation(filters: Filters) -> Filters:
    """The filters without the organisation: there is none of that id, or it is taken away."""
    return replace(filters, organisation=None, with_examples=False)


def has_dropped(query: QueryDict, filters: Filters) -> bool:
    """Whether the address asks for a filter that ``read_filters`` left out: malformed, or one that the kind does not have.

    Empty values ask for nothing, nor do parameters that are no filters (of campaigns, say).
    """
    asked = [(name, value) for name in (*GROUPS, ORGANISATION) for value in query.getlist(name) if value]
    switched = [name for name in (*query.getlist(ONLY), *(name for name in SWITCHES if name in query)) if name]
    return any(str(getattr(filters, name)) != value for name, value in asked) or any(
        name not in SWITCHES or not getattr(filters, name) for name in switched
    )


def are_known(filters: Filters, labels: dict[str, list[Label]]) -> bool:
    """Whether every value chosen is one that there is: a well-formed value may be no topic at all."""
    chosen = [(name, value) for name in FACETS if (value := getattr(filters, name))]
    return all(any(label.value == value for label in labels.get(name, ())) for name, value in chosen)


def list_query(filters: Filters, page: int = 1, *, view: str = "") -> str:
    """The filters as a relative address: "?topic=…", or "?" for none, so that a link always leads to the list.

    :param view: another view of the list (``portal.browse.map``), or empty.
    """
    pairs = [(name, getattr(filters, name)) for name in GROUPS if getattr(filters, name)]
    pairs += [(ONLY, name) for name in SWITCHES if getattr(filters, name)]
    pairs += [(ORGANISATION, str(filters.organisation))] if filters.organisation else []
    pairs += [(VIEW, view)] if view else []
    pairs += [("page", str(page))] if page > 1 else []
    return "?" + urlencode(pairs)


def filter_form(
    filters: Filters, kind: Kind, labels: dict[str, list[Label]], counts: Counts, *, view: str = "", organisation: str = ""
) -> FilterForm:
    """The form's groups with counts. Values that would find nothing are left out unless chosen; a group of none too.

    :param view: as of ``list_query``; it stays when a filter is taken away. :param organisation: name of the one chosen.
    """
    without = _WITHOUT.get(kind, set())
    groups = [_group(name, filters, labels.get(name, []), counts.values.get(name, {})) for name in GROUPS if name not in without]
    groups.append(_switches(filters, counts, without))
    chips = _chips(filters, labels, view)
    if filters.organisation:
        chips += (Chip(label=organisation, remove_url=list_query(without_organisation(filters), view=view)),)
    hidden = ((ORGANISATION, str(filters.organisation)),) if filters.organisation else ()
    return FilterForm(groups=tuple(group for group in groups if group.options), chips=chips, hidden=hidden)


def _group(name: str, filters: Filters, labels: list[Label], counts: dict[str, int]) -> Group:
    chosen = getattr(filters, name)
    options = [
        Option(value=one.value, label=_named(one), count=counts.get(one.value, 0), selected=one.value == chosen)
        for one in labels
        # The example's municipality is the door to the examples, so it is offered although nothing real is there.
        if counts.get(one.value) or one.value == chosen or one.is_example
    ]
    if options:
        options.insert(0, Option(value="", label=gettext("All"), count=None, selected=not chosen))
    return Group(name=name, label=str(GROUPS[name]), options=tuple(options), is_open=bool(chosen))


def _switches(filters: Filters, counts: Counts, without: set[str]) -> Group:
    options = [
        Option(value=name, label=str(label), count=counts.switches.get(name), selected=getattr(filters, name))
        for name, label in SWITCHES.items()
        if name not in without and (getattr(filters, name) or counts.switches.get(name, 1))
    ]
    return Group(ONLY, gettext("Only these"), tuple(options), multiple=True, is_open=any(option.selected for option in options))


def _named(label: Label) -> str:
    return gettext("%(name)s (fictional example)") % {"name": label.label} if label.is_example else label.label


def _chips(filters: Filters, labels: dict[str, list[Label]], view: str) -> tuple[Chip, ...]:
    chips = []
    for name in FACETS:
        if value := getattr(filters, name):
            label = next((one.label for one in labels.get(name, []) if one.value == value), value)
            chips.append(Chip(label=label, remove_url=list_query(_without(filters, name), view=view)))
    on = [(name, label) for name, label in SWITCHES.items() if getattr(filters, name)]
    chips += [Chip(label=str(label), remove_url=list_query(_without(filters, name), view=view)) for name, label in on]
    return tuple(chips)


def _without(filters: Filters, name: str) -> Filters:
    empty: Any = {field.name: field.default for field in fields(Filters) if field.name == name}
    return replace(filters, **empty)
