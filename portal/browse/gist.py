"""The little that municipality pages ask of many listings before they show a few of them."""

import datetime as dt
from dataclasses import dataclass

from portal.browse.of_entries import OfEntries
from portal.listings.kinds import DeliveryKind, Kind
from portal.listings.listing import Listing
from portal.regions.distance import Coordinates


@dataclass(frozen=True, slots=True)
class Gist:
    """``codes``: municipalities where it is, which are fewer than those it serves. ``point``: None when it is not known."""

    codes: frozenset[str]
    point: Coordinates | None
    is_historical: bool
    a_person_answers: bool
    """A group, or a service by anything but a web page."""


def _gist(listing: Listing, _now: dt.datetime) -> Gist:
    point = listing.place.point if listing.place else None
    return Gist(
        codes=frozenset(reference.code for reference in listing.locations),
        point=Coordinates(point.lat, point.lon) if point else None,
        is_historical=listing.is_historical,
        a_person_answers=listing.kind is Kind.PEER_GROUP or any(one.kind is not DeliveryKind.WEB for one in listing.delivery_points),
    )


gists: OfEntries[Gist] = OfEntries(_gist, lambda _listing, _now: float("inf"), most=20_000)
"""Some 200 bytes each."""
