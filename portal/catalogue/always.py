"""What is said to be open round the clock, and whether it is on a day."""

import datetime as dt
from collections.abc import Iterable

from portal.listings.listing import Listing
from portal.listings.schedule import Schedule

Always = tuple[Schedule, ...]
"""The schedules of a listing that say so."""


def always_schedules(listing: Listing) -> Always:
    """Of the listing itself and of its delivery points."""
    schedules = (listing.schedule, *(point.schedule for point in listing.delivery_points))
    return tuple(one for one in schedules if one is not None and one.round_the_clock)


def is_always_open(schedules: Iterable[Schedule], now: dt.datetime) -> bool:
    """Whether one of them is open on the day of ``now`` (aware), by times that may be trusted: seasons and closings end it by the day."""
    return any(one.is_open(now) for one in schedules)
