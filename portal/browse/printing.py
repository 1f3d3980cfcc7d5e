"""A guide on paper: every listing's address, number and times written out, for paper has no links."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from portal.browse.answers import contact_views
from portal.browse.cards import Card, card_of
from portal.browse.points import PointView, address_line, point_views
from portal.browse.times import may_assert, times_of
from portal.listings.listing import Listing, Part, Section


@dataclass(frozen=True, slots=True)
class PrintedListing:
    """A listing as it is printed."""

    listing: Listing
    card: Card
    points: list[PointView]
    contacts: list[PointView]
    address: str
    times: tuple[str, ...]
    """The rule in words, or the old times; never "open now"."""


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
    times = times_of(listing.schedule, now=now, opens=False, is_current=may_assert(listing))
    return PrintedListing(
        listing=listing,
        card=card_of(listing, now=now),
        points=point_views(listing, (), now=now),
        contacts=contact_views(listing),
        address=address_line(listing.place),
        times=tuple(capfirst(line) for line in ((times.old,) if times.old else times.sentences)) if times else (),
    )
