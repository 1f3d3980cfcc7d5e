"""A guide on paper: every listing's address, number and times written out, for paper has no links."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from portal.browse.cards import Card, card_of
from portal.browse.points import PointView, point_views
from portal.listings.listing import Listing, Part, Section


@dataclass(frozen=True, slots=True)
class PrintedListing:
    """A listing as it is printed."""

    listing: Listing
    card: Card
    points: list[PointView]


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section with the listings it shows."""

    section: Section
    listings: list[PrintedListing]


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A chapter."""

    number: int
    part: Part
    sections: list[PrintedSection]


def printed_guide(listing: Listing, found: list[list[Listing]], *, now: dt.datetime, lang: str) -> dict[str, Any]:
    """The context of a guide's print.

    :param found: for every section, first the guide's own and then part by part, the listings it shows.
    :param now: the moment the print speaks of (aware).
    """
    shown = iter(found)

    def sections(of: tuple[Section, ...]) -> list[PrintedSection]:
        return [PrintedSection(section, [_printed(one, now) for one in next(shown)]) for section in of]

    introduction = sections(listing.sections)
    parts = [PrintedPart(number, part, sections(part.sections)) for number, part in enumerate(listing.parts, 1)]
    return {"introduction": introduction, "parts": parts, "text_lang": listing.lang, "is_foreign": listing.lang != lang}


def _printed(listing: Listing, now: dt.datetime) -> PrintedListing:
    # No dates from the catalogue: paper tells the rule, which is true for a season, not the next date.
    return PrintedListing(listing=listing, card=card_of(listing, now=now), points=point_views(listing, (), now=now))
