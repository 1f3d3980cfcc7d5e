"""A schedule as iCalendar series: rules where a calendar program comes to the same dates by them, single dates for the rest.

What a schedule means is asked of ``Schedule.occurrences`` alone; a rule is written down only for the dates that it gave.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid5

from icalendar import Event

from portal.feeds.ical import Words, changed_date, one_date, repeated
from portal.listings.kinds import EventStatus
from portal.listings.schedule import HELSINKI, Monthly, Occurrence, Schedule, Season, Weekly

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedule_events(listing_id: UUID, schedule: Schedule, words: Words, *, start: dt.datetime, end: dt.datetime) -> list[Event]:
    """Every date of the schedule that overlaps [start, end), as series and single dates.

    :param start: and :param end: aware. A rule without an end ends at ``end``: nobody knows the year after.
    """
    found = {one.key: one for one in schedule.occurrences(start, end)}
    events: list[Event] = []
    for name, rule, season in _repeating(schedule, start.astimezone(HELSINKI).date(), end.astimezone(HELSINKI).date()):
        # as_of as well: no date beyond what may be trusted is one that the rule gave.
        bare = Schedule(rules=(rule,), seasons=(season,), closed_on_holidays=False, as_of=schedule.as_of)
        planned = list(bare.occurrences(start, end))
        given = [one for one in planned if one.key in found and _is_by_the_plan(one, found[one.key])]
        if len(given) < 2:
            continue
        changes = [(found.pop(one.key), one) for one in given]
        first, last, kept = given[0], given[-1], {one.key for one in given}
        left_out = [one for one in planned if first.start < one.start < last.start and one.key not in kept]
        uid = uuid5(listing_id, f"series/{name}")
        events.append(repeated(uid, first, _rrule(rule, last), left_out, words))
        events += [changed_date(uid, now, planned, words) for now, planned in changes if now != planned]
    return events + [one_date(one, one.uid(listing_id), words) for one in found.values()]


def _is_by_the_plan(planned: Occurrence, found: Occurrence) -> bool:
    """Whether the date is the rule's own: at its time, or moved from it."""
    return found.status is EventStatus.MOVED or (found.start, found.end) == (planned.start, planned.end)


def _repeating(schedule: Schedule, first: dt.date, last: dt.date) -> Iterator[tuple[str, Weekly | Monthly, Season]]:
    """Rules with their seasons, each with a name that stays the same while rules and seasons keep their places.

    Odd and even weeks are every second week within a year of ISO 8601 only: a year of 53 weeks is followed by week 1.
    """
    for number, rule in enumerate(schedule.rules):
        if not isinstance(rule, Weekly | Monthly):
            continue
        for place, season in enumerate(schedule.seasons or (Season(),)):
            if isinstance(rule, Monthly) or rule.parity == "any":
                yield f"{number}/{place}", rule, season
                continue
            for year in range(first.isocalendar().year, last.isocalendar().year + 1):
                begins, ends = dt.date.fromisocalendar(year, 1, 1), dt.date.fromisocalendar(year + 1, 1, 1) - dt.timedelta(days=1)
                begins, ends = max(begins, season.start or begins), min(ends, season.end or ends)
                if begins <= ends:
                    yield f"{number}/{place}/{year}", rule, Season(start=begins, end=ends)


def _rrule(rule: Weekly | Monthly, last: Occurrence) -> dict[str, Any]:
    """The rule as RFC 5545 has it, to the last of its dates."""
    days = [_DAYS[day - 1] for day in rule.weekdays]
    until: dt.date = last.start.date() if last.all_day else last.start.astimezone(dt.UTC)
    if isinstance(rule, Monthly):
        days = [f"{nth}{day}" for nth in rule.nth for day in days]
        return {"freq": "MONTHLY", "interval": rule.interval, "byday": days, "until": until}
    interval = rule.interval if rule.parity == "any" else 2
    return {"freq": "WEEKLY", "interval": interval, "byday": days, "wkst": "MO", "until": until}
