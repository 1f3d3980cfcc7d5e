"""Who answers at this minute. Never says "open" of times that are not known to be valid."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from portal.browse.cards import Card, card_of, first_phone
from portal.browse.points import PointView, point_views
from portal.catalogue.models import CatalogueEntry
from portal.listings.listing import Listing


@dataclass(frozen=True, slots=True)
class Line:
    """A helpline with the point that matters now."""

    card: Card
    phone: str
    url: str
    point: PointView | None
    """The open point, else the first one that tells its times."""
    is_crisis: bool
    anonymous: bool | None
    by_source: str = ""
    """Round the clock according to an older source: its times in words with the year."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Helplines by what is known of this minute."""

    open: list[Line]
    """Known to be open now; crisis lines first."""
    always_by_source: list[Line]
    """Round the clock according to a source that is too old to be asserted; told with its year."""
    others: list[Line]
    """Closed now, or times not known."""


def answering(entries: Iterable[CatalogueEntry], *, now: dt.datetime) -> Answering:
    """Sort helplines by their state at ``now`` (aware)."""
    lines = [_line(entry.listing, now) for entry in entries]
    lines.sort(key=lambda line: (not line.is_crisis, line.card.title))
    is_open = [line for line in lines if line.card.open_now]
    by_source = [line for line in lines if not line.card.open_now and line.by_source]
    return Answering(open=is_open, always_by_source=by_source, others=[line for line in lines if line not in is_open and line not in by_source])


def _line(listing: Listing, now: dt.datetime) -> Line:
    views = point_views(listing, (), now=now)
    best = next((view for view in views if view.times and view.times.is_open), None)
    told = best or next((view for view in views if view.times), None)
    always = [point for point in listing.delivery_points if point.schedule and point.schedule.round_the_clock]
    old = next((view.times.old for view in views if view.times and view.times.old), "")
    return Line(
        card=card_of(listing, now=now),
        phone=(best.phone if best else "") or first_phone(listing),
        url=(best.url if best else "") or next((view.url for view in views if view.url), ""),
        point=told,
        is_crisis=listing.crisis,
        anonymous=listing.anonymous,
        by_source=old if always and best is None else "",
    )
