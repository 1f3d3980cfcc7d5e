"""Request parameters of the result page. Anything unknown or malformed is left out: a mistyped address still answers."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from portal.browse.list_filters import VIEW
from portal.browse.map.panel import MAP, MAP_SIZE
from portal.listings.kinds import Kind
from portal.regions.distance import Coordinates
from search.documents import YES
from search.engines.base import Days, Sort
from search.page.when import OWN_DAYS, WHEN, day_of, days_of
from search.query.words import LONGEST_QUERY
from search.service import DEEPEST, FACETS, SearchRequest

PAGE_SIZE = 20
_SIZES = {"": PAGE_SIZE, MAP: MAP_SIZE}
"""By view."""
SWITCHES = ("online", "free")
"""Facets that are on or off; the page's own form writes them as "only=online", addresses may also say "online=1"."""
ONLY = "only"
INTENTS = ("place", "age", "time", "online", "free")
"""What a query may be understood to mean; "not=place" says that it was not meant so."""
RADII = (5, 10, 25, 50, 100)
"""Kilometres that the page offers."""
SORTS = (Sort.RELEVANCE, Sort.NEXT, Sort.DISTANCE)
_MOST_VALUES = 20
_LONGEST_PLACE = 100
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,100}")
_CODE = re.compile(r"[0-9]{3}")
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_POINT = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,15})?),(-?[0-9]{1,3}(?:\.[0-9]{1,15})?)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Stands for a query of nothing but control characters, which no page may hold: something was asked, not everything."""
_KINDS = frozenset(kind.value for kind in Kind)


class Parameters(Protocol):
    """What is needed of Django's QueryDict."""

    def get(self, key: str, /) -> str | None:
        """The last value."""

    def getlist(self, key: str, /) -> list[str]:
        """All values."""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The parameters that are understood. ``filters``: parameter -> values as given, only for those given.

    ``exact``: the words are right as typed. ``without``: kinds of INTENTS that were not meant. ``near``: where the reader
    is, as typed, or "61.69,27.27" (WGS 84 degrees, two decimals: about a kilometre). ``radius``: one of RADII, 0 for any
    distance. ``when``: a key of WHEN. ``first`` and ``last``: local days of the reader's own choice, when ``when`` is empty.
    ``view``: MAP for the map of the same results, or empty.
    """

    q: str
    filters: Mapping[str, tuple[str, ...]]
    page: int
    exact: bool = False
    without: tuple[str, ...] = ()
    near: str = ""
    radius: int = 0
    sort: Sort = Sort.RELEVANCE
    when: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    view: str = ""

    @classmethod
    def read(cls, parameters: Parameters) -> "SearchForm":
        """Understand what can be understood."""
        given = (parameters.get("q") or "").strip()
        q = _clean(given)[:LONGEST_QUERY] or (_UNREADABLE if given else "")
        filters = {name: values for name in FACETS if (values := _values(name, parameters))}
        page = parameters.get("page") or ""
        number = int(page) if _PAGE.fullmatch(page) else 1
        view = MAP if parameters.get(VIEW) == MAP else ""
        when = parameters.get("when") or OWN_DAYS
        first, last = (day_of(parameters.get("from")), day_of(parameters.get("to"))) if when == OWN_DAYS else (None, None)
        if first and last and last < first:
            first, last = last, first
        radius = parameters.get("radius") or ""
        return cls(
            q,
            filters,
            min(number, DEEPEST // _SIZES[view]),
            exact=parameters.get("exact") == YES,
            without=tuple(kind for kind in INTENTS if kind in parameters.getlist("not")[:_MOST_VALUES]),
            near=_near(parameters.get("near") or ""),
            radius=next((each for each in RADII if str(each) == radius), 0),
            sort=next((each for each in SORTS if each == parameters.get("sort")), Sort.RELEVANCE),
            when=when if when in WHEN else "",
            first=first,
            last=last,
            view=view,
        )

    @property
    def size(self) -> int:
        """Results on a page: a map has more."""
        return _SIZES[self.view]

    @property
    def near_point(self) -> Coordinates | None:
        """``near`` when it is a point and not a name."""
        return point_of(self.near)

    def to_request(self, lang: str, *, today: dt.date, near: Coordinates | None = None) -> SearchRequest:
        """For a reader of ``lang``; ``near``: where ``self.near`` is, when that is known. ``today``: the local day."""
        filters = {name: frozenset(values) for name, values in self.filters.items()}
        return SearchRequest(
            q=self.q,
            lang=lang,
            filters=filters,
            page=self.page,
            limit=self.size,
            sort=Sort.RELEVANCE if self.sort is Sort.DISTANCE and near is None else self.sort,
            exact=self.exact,
            without=frozenset(self.without),
            near=near,
            radius_km=float(self.radius) if self.radius and near is not None else None,
            days=self.days(today),
        )

    def days(self, today: dt.date) -> Days | None:
        """The days asked for, seen from the local day ``today``."""
        return days_of(self.when, self.first, self.last, today)

    @property
    def unfiltered(self) -> "SearchForm":
        """The same words, seen the same way, with nothing chosen."""
        return SearchForm(self.q, {}, 1, exact=self.exact, without=self.without, view=self.view)

    def address(self, page: int = 1, *, without: tuple[str, str] | None = None) -> str:
        """Relative address of the same search on another page, or without one (parameter, value); "?" for everything."""
        pairs = [pair for pair in (*self._words(), *self.pairs()) if pair != without]
        if self.view:
            pairs.append((VIEW, self.view))
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}"

    def pairs(self) -> list[tuple[str, str]]:
        """(parameter, value) of everything in force that stays when the words change."""
        own = [(name, value) for name, values in self.filters.items() for value in values]
        return [*own, *self.choices()]

    def choices(self) -> list[tuple[str, str]]:
        """(parameter, value) of place, time and order."""
        return [(name, value) for name, value in self._choices() if value]

    def _words(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield "q", self.q
            yield from [("exact", YES)] if self.exact else []
            yield from (("not", kind) for kind in self.without)

    def _choices(self) -> Iterator[tuple[str, str]]:
        yield "near", self.near
        yield "radius", str(self.radius) if self.radius and self.near else ""
        yield "when", self.when
        yield "from", self.first.isoformat() if self.first else ""
        yield "to", self.last.isoformat() if self.last else ""
        yield "sort", "" if self.sort is Sort.RELEVANCE else self.sort.value


def point_of(text: str) -> Coordinates | None:
    """ "61.6888, 27.2723" as WGS 84 degrees with two decimals (about a kilometre); None for anything else."""
    found = _POINT.fullmatch(text.replace(" ", ""))
    if not found:
        return None
    point = Coordinates(round(float(found[1]), 2), round(float(found[2]), 2))
    return point if abs(point.lat) <= 90 and abs(point.lon) <= 180 else None


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text).strip()


def _near(given: str) -> str:
    """A point with two decimals, whatever it was given with; else a name."""
    text = _clean(given)[:_LONGEST_PLACE]
    point = point_of(text)
    if point:
        return f"{point.lat:.2f},{point.lon:.2f}"
    return "" if _POINT.fullmatch(text.replace(" ", "")) else text


def _values(name: str, parameters: Parameters) -> tuple[str, ...]:
    given = parameters.getlist(name)[:_MOST_VALUES]
    if name in SWITCHES:
        return (YES,) if YES in given or name in parameters.getlist(ONLY)[:_MOST_VALUES] else ()
    pattern = _CODE if name == "municipality" else _SLUG
    values = dict.fromkeys(value for value in given if pattern.fullmatch(value))
    return tuple(value for value in values if name != "kind" or value in _KINDS)
