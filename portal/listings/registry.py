"""Which page types are findable: each gives Listings, every other page type is named as not findable."""

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from portal.listings.listing import Listing


class Findable(Protocol):
    """A page that can be told as a Listing."""

    def to_listing(self, lang: str) -> Listing:
        """The page in language ``lang``."""

    def listing_languages(self) -> tuple[str, ...]:
        """Languages with real text, the default first."""


FindableType = TypeVar("FindableType", bound=type[Any])

_findable: dict[str, type[Any]] = {}


def findable(page_type: FindableType) -> FindableType:
    """Class decorator: register a page type whose pages families can find.

    :raises TypeError: when the class cannot give a Listing.
    """
    if not callable(getattr(page_type, "to_listing", None)):
        msg = f"{page_type.__name__} is registered as findable but has no to_listing()"
        raise TypeError(msg)
    _findable[page_type.__name__] = page_type
    return page_type


def findable_types() -> Iterator[type[Any]]:
    """Every findable page type, in the order of registration."""
    yield from _findable.values()


def is_findable(page: object) -> bool:
    """Whether the page is of a findable type."""
    return isinstance(page, tuple(_findable.values()))
