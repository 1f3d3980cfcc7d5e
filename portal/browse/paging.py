"""Pagination as links."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

_AROUND = 2
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to go to; ``query`` without "?". ``gap``: pages are left out before it."""

    number: int
    query: str
    is_current: bool
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    """Links around the current page; ``previous`` and ``following`` are None at the ends."""

    page: int
    pages: int
    links: tuple[PageLink, ...]
    previous: PageLink | None
    following: PageLink | None


def page_number(query: QueryDict) -> int:
    """The page asked for, from 1; anything malformed is the first."""
    given = query.get("page", "1")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) <= _LONGEST else 1


def page_links(page: int, total: int, size: int, query: Callable[[int], str]) -> Pagination | None:
    """Links to the first, the last and the pages around; None when everything is on one page."""
    pages = -(-total // size)
    if pages <= 1:
        return None
    numbers = sorted({1, pages, *range(max(1, page - _AROUND), min(pages, page + _AROUND) + 1)})
    links = tuple(
        PageLink(number, query(number), number == page, gap=index > 0 and number - numbers[index - 1] > 1) for index, number in enumerate(numbers)
    )
    return Pagination(
        page=page,
        pages=pages,
        links=links,
        previous=PageLink(page - 1, query(page - 1), False) if page > 1 else None,
        following=PageLink(page + 1, query(page + 1), False) if page < pages else None,
    )
