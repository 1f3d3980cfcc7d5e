"""Request parameters of the result page. Anything unknown or malformed is left out: a mistyped address still answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from portal.listings.kinds import Kind
from search.documents import YES
from search.query.words import LONGEST_QUERY
from search.service import DEEPEST, FACETS, SearchRequest

PAGE_SIZE = 20
SWITCHES = ("online", "free")
"""Facets that are on or off; the page's own form writes them as "only=online", addresses may also say "online=1"."""
ONLY = "only"
_MOST_VALUES = 20
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,100}")
_CODE = re.compile(r"[0-9]{3}")
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
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
    """The parameters that are understood. ``filters``: parameter -> values as given, only for those given."""

    q: str
    filters: Mapping[str, tuple[str, ...]]
    page: int

    @classmethod
    def read(cls, parameters: Parameters) -> "SearchForm":
        """Understand what can be understood."""
        given = (parameters.get("q") or "").strip()
        q = _CONTROL.sub(" ", given).strip()[:LONGEST_QUERY] or (_UNREADABLE if given else "")
        filters = {name: values for name in FACETS if (values := _values(name, parameters))}
        page = parameters.get("page") or ""
        number = int(page) if _PAGE.fullmatch(page) else 1
        return cls(q, filters, min(number, DEEPEST // PAGE_SIZE))

    def to_request(self, lang: str) -> SearchRequest:
        """For a reader of ``lang``."""
        filters = {name: frozenset(values) for name, values in self.filters.items()}
        return SearchRequest(q=self.q, lang=lang, filters=filters, page=self.page, limit=PAGE_SIZE)

    def address(self, page: int = 1, *, without: tuple[str, str] | None = None) -> str:
        """Relative address of the same search on another page, or without one (parameter, value); "?" for everything."""
        pairs = [("q", self.q)] if self.q else []
        pairs += [pair for pair in self.pairs() if pair != without]
        if page > 1:
            pairs.append(("page", str(page)))
        return f"?{urlencode(pairs)}"

    def pairs(self) -> list[tuple[str, str]]:
        """(parameter, value) of every filter in force."""
        return [(name, value) for name, values in self.filters.items() for value in values]


def _values(name: str, parameters: Parameters) -> tuple[str, ...]:
    given = parameters.getlist(name)[:_MOST_VALUES]
    if name in SWITCHES:
        return (YES,) if YES in given or name in parameters.getlist(ONLY)[:_MOST_VALUES] else ()
    pattern = _CODE if name == "municipality" else _SLUG
    values = dict.fromkeys(value for value in given if pattern.fullmatch(value))
    return tuple(value for value in values if name != "kind" or value in _KINDS)
