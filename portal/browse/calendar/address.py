"""The calendar's address: which days, in which shape, of what. Everything that is chosen stands in it, and nowhere else."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from portal.browse.answers import plural_label
from portal.browse.labels import Label
from portal.browse.list_filters import GROUPS, ORGANISATION, Chip, FilterForm, Group, Option, read_filters
from portal.catalogue.filters import Filters
from portal.listings.kinds import Kind
from portal.listings.schedule import FIRST_DAY, LAST_DAY

VIEW, DATE, KIND = "view", "date", "kind"
"""Parameters beside those of the lists (municipality and age band)."""
KINDS = (Kind.EVENT, Kind.PEER_GROUP, Kind.MEETING_PLACE)
"""What has dates to go to."""
_CHOOSABLE = ("municipality", "age_band")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Shape(StrEnum):
    """How days are shown; the values stand in addresses."""

    WEEK = "week"
    DAY = "day"
    LIST = "list"


SHAPES = {Shape.WEEK: gettext_lazy("Week"), Shape.DAY: gettext_lazy("Day"), Shape.LIST: gettext_lazy("List")}
LENGTHS = {Shape.WEEK: 7, Shape.DAY: 1, Shape.LIST: 14}
"""Days."""


class NoSuchDayError(ValueError):
    """The address names a day that does not exist, or is no date at all."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address asks for. ``day`` is None for the present day."""

    shape: Shape = Shape.WEEK
    day: dt.date | None = None
    kind: Kind | None = None
    municipality: str = ""
    age_band: str = ""
    organisation: UUID | None = None
    """Listing id."""

    @property
    def filters(self) -> Filters:
        """Which listings. Examples are left to the caller."""
        return Filters(
            kinds=(self.kind,) if self.kind else KINDS,
            municipality=self.municipality,
            age_band=self.age_band,
            organisation=self.organisation,
        )

    @property
    def is_plain(self) -> bool:
        """Whether nothing is chosen but the shape."""
        return replace(self, shape=Shape.WEEK) == Address()

    def days(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """First and last day shown: from today on when no day is given; the week of a given day begins on Monday."""
        first = self.day or today
        if self.shape is Shape.WEEK and self.day:
            first -= dt.timedelta(days=first.weekday())
        return first, first + dt.timedelta(days=LENGTHS[self.shape] - 1)

    def query(self, **changes: object) -> str:
        """As a relative address with changes: "?view=day&date=…", or "?" for nothing."""
        changed = replace(self, **changes)  # type: ignore[arg-type]  # names and types are the fields'
        return "?" + urlencode(changed.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Parameters with their values; what is not chosen is left out."""
        given = {
            VIEW: "" if self.shape is Shape.WEEK else self.shape.value,
            DATE: self.day.isoformat() if self.day else "",
            **{name: getattr(self, name) for name in _CHOOSABLE},
            KIND: self.kind.value if self.kind else "",
            ORGANISATION: str(self.organisation or ""),
        }
        return [(name, value) for name, value in given.items() if value]

    def subscription(self) -> str:
        """The query of a file or a feed with the same choices: no shape, no day; empty for everything."""
        pairs = replace(self, shape=Shape.WEEK, day=None).pairs()
        return f"?{urlencode(pairs)}" if pairs else ""


def read_address(query: QueryDict, *, kinds: tuple[Kind, ...] = KINDS, shape: Shape = Shape.WEEK) -> Address:
    """What an address asks for. Unknown filters and shapes are left out.

    :param kinds: those that may be asked for. :param shape: when none is given.
    :raises NoSuchDayError: for a date that is none.
    """
    given = query.get(VIEW, "")
    filters = read_filters(query, Kind.EVENT)
    kind = query.get(KIND, "")
    return Address(
        shape=Shape(given) if given in set(Shape) else shape,
        day=_day(query.get(DATE, "")),
        kind=Kind(kind) if kind in {one.value for one in kinds} else None,
        municipality=filters.municipality,
        age_band=filters.age_band,
        organisation=_uuid(query.get(ORGANISATION, "")),
    )


def has_dropped(query: QueryDict, address: Address) -> bool:
    """Whether something in the address was not understood."""
    known = dict(address.pairs()) | {VIEW: query.get(VIEW, "") if query.get(VIEW) in set(Shape) else ""}
    asked = [(name, value) for name in (VIEW, *_CHOOSABLE, KIND, ORGANISATION) for value in query.getlist(name) if value]
    return any(known.get(name, "") != value for name, value in asked)


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    if not _DATE.fullmatch(text):
        raise NoSuchDayError(text)
    try:
        return min(max(dt.date.fromisoformat(text), FIRST_DAY), LAST_DAY)
    except ValueError as error:
        raise NoSuchDayError(text) from error


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def filter_form(address: Address, labels: dict[str, list[Label]], *, organisation: str = "") -> FilterForm:
    """The filters of the calendar as the lists show theirs, without counts: what happens changes with every day.

    :param organisation: name of the organisation chosen; it can be taken away, and is chosen on its own page.
    """
    groups = [_group(name, str(GROUPS[name]), _named(labels.get(name, [])), getattr(address, name)) for name in _CHOOSABLE]
    kinds = [(kind.value, plural_label(kind)) for kind in KINDS]
    groups.append(_group(KIND, gettext("What"), kinds, address.kind.value if address.kind else ""))
    chips = _chips(address, groups)
    if organisation:
        chips += (Chip(label=organisation, remove_url=address.query(organisation=None)),)
    return FilterForm(groups=tuple(groups), chips=chips)


def _named(labels: list[Label]) -> list[tuple[str, str]]:
    return [(one.value, gettext("%(name)s (fictional example)") % {"name": one.label} if one.is_example else one.label) for one in labels]


def _group(name: str, label: str, values: list[tuple[str, str]], chosen: str) -> Group:
    options = [Option(value="", label=gettext("All"), count=None, selected=not chosen)]
    options += [Option(value=value, label=words, count=None, selected=value == chosen) for value, words in values]
    return Group(name=name, label=label, options=tuple(options), is_open=bool(chosen))


def _chips(address: Address, groups: list[Group]) -> tuple[Chip, ...]:
    empty: dict[str, str | None] = {**dict.fromkeys(_CHOOSABLE, ""), KIND: None}
    return tuple(
        Chip(label=option.label, remove_url=address.query(**{group.name: empty[group.name]}))
        for group in groups
        for option in group.options
        if option.selected and option.value
    )
