"""Until when what is said of a listing's times is true: words that are kept drawn end with the first moment at which they may be others.

A page says whether something is open, which dates come next, and names days as today and tomorrow. All of it follows from the schedule,
the dates and the day, so the moment can be told beforehand; only where nobody can tell is it the end of the minute, which is when the
page cache draws everything anew (docs/decisions/0013).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from portal.catalogue.ended import over_from
from portal.catalogue.models import Occurrence
from portal.catalogue.moment import end_of_day
from portal.content.wording import SAME_DAY, OpenStateKind, open_state
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI, Schedule

_MINUTE = 60


def true_until(listing: Listing, rows: Sequence[Occurrence], now: dt.datetime) -> float:
    """Until when a card or a page that is drawn at ``now`` (aware) says what is so, as Unix time; that moment itself excluded.

    ``rows``: the dates that it tells of.
    """
    at = now.timestamp()
    return min([end_of_day(now), *(moment for moment in _moments(listing, rows, now) if moment > at)])


def _moments(listing: Listing, rows: Iterable[Occurrence], now: dt.datetime) -> Iterator[float]:
    over = over_from(listing.schedule) if listing.kind is Kind.EVENT else None
    yield from (moment.timestamp() for moment in (over, *(end for row in rows for end in (row.start, row.end))) if moment is not None)
    opens = [listing.schedule] if listing.kind is Kind.MEETING_PLACE else []
    for schedule in (*opens, *(point.schedule for point in listing.delivery_points)):
        if schedule is not None and not listing.is_historical:
            yield from _changes(schedule, now)


def _changes(schedule: Schedule, now: dt.datetime) -> Iterator[float]:
    """When ``open_state`` says something else, as far as it does so before the day ends."""
    is_trusted = schedule.trusted_on(now.astimezone(HELSINKI).date())
    if schedule.round_the_clock or not is_trusted or not (schedule.rules or schedule.exceptions):
        return  # by the day
    state = open_state(schedule, now)
    if state.changes is None:
        # Closed for longer than it looks ahead, or an open end goes on.
        yield (now.timestamp() // _MINUTE + 1) * _MINUTE
        return
    yield state.changes.timestamp()
    if state.state is OpenStateKind.OPEN:
        yield (state.changes - SAME_DAY).timestamp()
        # Of many times without a gap between them it tells where a number of them ends: each one's end moves that on.
        yield from (one.end.timestamp() for one in schedule.occurrences(now, now + dt.timedelta(microseconds=1)) if one.end is not None)
