"""Pagination as links."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

PAGE = "page"
"""Parameter of the page's number."""
_LONGEST = 6
"""Digits of the highest page number that is read."""


@dataclass(frozen=True, slots=True)
class Pagination:
    """As the component ``pagination`` shows it; an address is empty at its end."""

    number: int
    total: int
    """How many pages there are."""
    previous_url: str
    next_url: str


def page_number(query: QueryDict) -> int:
    """The page asked for, from 1; anything malformed is the first."""
    given = query.get(PAGE, "1")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) <= _LONGEST else 1


def pagination(number: int, *, found: int, size: int, url: Callable[[int], str]) -> Pagination:
    """Where to go from page ``number`` of ``found`` things, ``size`` a page. ``url`` gives a page's address."""
    total = max(-(-found // size), 1)
    return Pagination(
        number=number,
        total=total,
        previous_url=url(number - 1) if number > 1 else "",
        next_url=url(number + 1) if number < total else "",
    )
