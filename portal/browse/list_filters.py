"""The filters of a list in its address: reading them, and telling them with counts. Unknown values are left out."""

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

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
SWITCHES: dict[str, Any] = {
    "open_today": gettext_lazy("Open or on today"),
    "online": gettext_lazy("Online"),
    "free": gettext_lazy("Free of charge"),
}
YES = "1"
_SLUG = re.compile(r"[a-z0-9-]{1,50}")
_CODE = re.compile(r"\d{3}")

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
    """A value one may choose, and how many there would be."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One filter with its options. ``name`` is the parameter."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """A filter that is on or off. ``count`` is None where it is not counted."""

    name: str
    label: str
    on: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force and the query string without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Everything the filter form shows."""

    groups: tuple[Group, ...]
    switches: tuple[Switch, ...]
    chips: tuple[Chip, ...]

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
    for name in SWITCHES.keys() - without:
        if query.get(name) == YES:
            chosen[name] = True
    return Filters(kinds=(kind,), **chosen)


def query_string(filters: Filters, **extra: str) -> str:
    """The filters as a query string without "?"."""
    pairs = [(name, getattr(filters, name)) for name in GROUPS if getattr(filters, name)]
    pairs += [(name, YES) for name in SWITCHES if getattr(filters, name)]
    return urlencode([*pairs, *extra.items()])


def filter_form(filters: Filters, kind: Kind, labels: dict[str, list[Label]], counts: Counts) -> FilterForm:
    """The form's groups with counts. Values that would find nothing are left out unless chosen; a group of none too."""
    without = _WITHOUT.get(kind, set())
    groups = [_group(name, filters, labels.get(name, []), counts.values.get(name, {})) for name in GROUPS if name not in without]
    switches = [
        Switch(name=name, label=str(label), on=getattr(filters, name), count=counts.switches.get(name))
        for name, label in SWITCHES.items()
        if name not in without and (getattr(filters, name) or counts.switches.get(name, 1))
    ]
    return FilterForm(groups=tuple(group for group in groups if group.options), switches=tuple(switches), chips=_chips(filters, labels))


def _group(name: str, filters: Filters, labels: list[Label], counts: dict[str, int]) -> Group:
    chosen = getattr(filters, name)
    options = [
        Option(value=one.value, label=_named(one), count=counts.get(one.value, 0), selected=one.value == chosen)
        for one in labels
        # The example's municipality is the door to the examples, so it is offered although nothing real is there.
        if counts.get(one.value) or one.value == chosen or one.is_example
    ]
    return Group(name=name, label=str(GROUPS[name]), options=tuple(options), chosen=chosen)


def _named(label: Label) -> str:
    return gettext("%(name)s (fictional example)") % {"name": label.label} if label.is_example else label.label


def _chips(filters: Filters, labels: dict[str, list[Label]]) -> tuple[Chip, ...]:
    chips = []
    for name in FACETS:
        if value := getattr(filters, name):
            label = next((one.label for one in labels.get(name, []) if one.value == value), value)
            chips.append(Chip(label=label, without=query_string(replace(filters, **{name: ""}))))
    chips += [
        Chip(label=str(label), without=query_string(replace(filters, **{name: False}))) for name, label in SWITCHES.items() if getattr(filters, name)
    ]
    return tuple(chips)


