"""Opening hours as schema.org tells them: a weekly pattern, and single days that differ from it.

Only times that may be asserted are told: maintained here, or confirmed within the past 12 months and not marked to be checked.
"""

import datetime as dt
from itertools import groupby
from typing import Any

from portal.listings.kinds import EventStatus
from portal.listings.schedule import HELSINKI, Schedule, Weekly

LOOK_AHEAD = dt.timedelta(weeks=12)
"""How far single days are told."""
_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ALL_DAY = ("00:00", "23:59")
_CLOSED = ("00:00", "00:00")
"""Closed the whole day, as search engines read it."""

Hours = tuple[str, str]
"""Opens and closes on the wall clock, HH:MM; closes is empty when it is not known, and earlier than opens past midnight."""


def opening_hours(schedule: Schedule | None, today: dt.date) -> dict[str, list[dict[str, Any]]]:
    """``openingHoursSpecification`` for the weekly pattern and ``specialOpeningHoursSpecification`` for other days.

    Either is left out when there is nothing to tell; both when the times are unknown, only words or not trusted on ``today``.
    """
    if schedule is None or not schedule.trusted_on(today):
        return {}
    if schedule.round_the_clock:
        pattern = [_specification(_ALL_DAY, weekdays=range(1, 8))]
        return {"openingHoursSpecification": pattern} if not (schedule.seasons or schedule.exceptions) else {}
    told = {
        "openingHoursSpecification": _pattern(schedule, today),
        "specialOpeningHoursSpecification": _special_days(schedule, today),
    }
    return {name: values for name, values in told.items() if values}


def hours_available(schedule: Schedule | None, today: dt.date) -> dict[str, list[dict[str, Any]]]:
    """The same as ``hoursAvailable`` of a service or a contact point."""
    values = [one for told in opening_hours(schedule, today).values() for one in told]
    return {"hoursAvailable": values} if values else {}


def _pattern(schedule: Schedule, today: dt.date) -> list[dict[str, Any]]:
    """The plain weekly rules, once for each season that has not ended."""
    spans = [(season.start, season.end) for season in schedule.seasons if season.end is None or season.end >= today]
    if not schedule.seasons:
        spans = [(None, None)]
    until = None if schedule.as_of is None else schedule.trusted_until
    return [
        _specification(
            _hours(rule.start, rule.end), weekdays=rule.weekdays, first=start, last=min(filter(None, (end, until)), default=None)
        )
        for rule in _plain_rules(schedule)
        for start, end in spans
    ]


def _special_days(schedule: Schedule, today: dt.date) -> list[dict[str, Any]]:
    """Days of the coming weeks on which it is not open as the pattern says; days in a row with the same hours are one."""
    last = min(today + LOOK_AHEAD, schedule.trusted_until)
    actual = _actual(schedule, today, last)
    special: list[tuple[dt.date, tuple[Hours, ...]]] = []
    day = today
    while day <= last:
        hours = actual.get(day, ())
        if hours != _usual(schedule, day):
            special.append((day, hours or (_CLOSED,)))
        day += _DAY
    told = []
    for (hours, _), days in groupby(enumerate(special), key=lambda item: (item[1][1], item[1][0].toordinal() - item[0])):
        dates = [date for _, (date, _) in days]
        told += [_specification(one, first=dates[0], last=dates[-1]) for one in hours]
    return told


def _actual(schedule: Schedule, today: dt.date, last: dt.date) -> dict[dt.date, tuple[Hours, ...]]:
    window = (dt.datetime.combine(day, dt.time(), HELSINKI) for day in (today, last + _DAY))
    hours: dict[dt.date, tuple[Hours, ...]] = {}
    for one in schedule.occurrences(*window):
        if one.status is EventStatus.CANCELLED or one.start.date() < today:
            continue
        opens_closes = _ALL_DAY if one.all_day else (f"{one.start:%H:%M}", f"{one.end:%H:%M}" if one.end else "")
        hours[one.start.date()] = (*hours.get(one.start.date(), ()), opens_closes)
    return {day: tuple(sorted(set(found))) for day, found in hours.items()}


def _usual(schedule: Schedule, day: dt.date) -> tuple[Hours, ...]:
    if schedule.seasons and not any(season.holds_on(day) for season in schedule.seasons):
        return ()
    rules = (rule for rule in _plain_rules(schedule) if day.isoweekday() in rule.weekdays)
    return tuple(sorted({_hours(rule.start, rule.end) for rule in rules}))


def _plain_rules(schedule: Schedule) -> list[Weekly]:
    """Rules that schema.org can tell as a pattern: the same every week."""
    return [rule for rule in schedule.rules if isinstance(rule, Weekly) and rule.interval == 1 and rule.parity == "any"]


def _hours(start: dt.time | None, end: dt.time | None) -> Hours:
    return _ALL_DAY if start is None else (f"{start:%H:%M}", f"{end:%H:%M}" if end else "")


def _specification(hours: Hours, *, weekdays: Any = (), first: dt.date | None = None, last: dt.date | None = None) -> dict[str, Any]:
    told = {
        "dayOfWeek": [f"https://schema.org/{_WEEKDAYS[weekday - 1]}" for weekday in weekdays],
        "opens": hours[0],
        "closes": hours[1],
        "validFrom": first and first.isoformat(),
        "validThrough": last and last.isoformat(),
    }
    return {"@type": "OpeningHoursSpecification"} | {name: value for name, value in told.items() if value}
