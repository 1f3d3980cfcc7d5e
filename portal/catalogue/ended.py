"""Events that are over: their dates are told in the past tense, after what is to come, and no municipality counts them."""

import datetime as dt

from portal.listings.kinds import EventStatus
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI, Dates, ExceptionKind, Occurrence, Schedule


def last_when_over(schedule: Schedule, now: dt.datetime) -> Occurrence | None:
    """The last date that took place (of none, the last of all) when every date is over at ``now``; else None.

    None also when the times have no last date, or are marked to be checked. What is past needs no fresh source, so
    ``as_of`` does not matter. An open end counts to the end of its day.

    :param now: aware.
    """
    days = _days(schedule)
    if not days or schedule.check or max(days) > now.astimezone(HELSINKI).date():
        return None
    every = _dates_of(schedule, days)
    if not every or any(_end(one) > now for one in every):
        return None
    return next((one for one in reversed(every) if one.status is not EventStatus.CANCELLED), every[-1])


def over_from(schedule: Schedule | None) -> dt.datetime | None:
    """The moment from which ``last_when_over`` gives a date; None when it never will."""
    days = [] if schedule is None or schedule.check else _days(schedule)
    every = _dates_of(schedule, days) if schedule is not None and days else []
    if not every:
        return None
    # The day may be that of a date that was moved forward, which is not among the dates any more.
    return max(dt.datetime.combine(max(days), dt.time(), HELSINKI), *map(_end, every))


def is_over(listing: Listing, now: dt.datetime) -> bool:
    """Whether its last date is over at ``now`` (aware)."""
    return listing.schedule is not None and last_when_over(listing.schedule, now) is not None


def _dates_of(schedule: Schedule, days: list[dt.date]) -> list[Occurrence]:
    """Every date of a schedule whose first and last days are among ``days``."""
    start = dt.datetime.combine(min(days), dt.time(), HELSINKI)
    # A date may go on past midnight, so the window ends a day after the last one.
    end = dt.datetime.combine(max(days), dt.time(), HELSINKI) + dt.timedelta(days=2)
    return list(schedule.model_copy(update={"as_of": None}).occurrences(start, end))


def _days(schedule: Schedule) -> list[dt.date]:
    """First and last days of everything that is dated; empty when something repeats without end."""
    if schedule.round_the_clock or not all(isinstance(rule, Dates) for rule in schedule.rules):
        return []
    dated = [rule for rule in schedule.rules if isinstance(rule, Dates)]
    days = [day for rule in dated for day in (*rule.dates, *([rule.last] if rule.last else []))]
    days += [one.new_date for one in schedule.exceptions if one.kind is ExceptionKind.MOVED and one.new_date]
    return days + [one.date for one in schedule.exceptions if one.kind is ExceptionKind.EXTRA]


def _end(one: Occurrence) -> dt.datetime:
    if one.end is not None:
        return one.end
    return dt.datetime.combine(one.start.astimezone(HELSINKI).date() + dt.timedelta(days=1), dt.time(), HELSINKI)
