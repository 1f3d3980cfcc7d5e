"""The same rules, expanded by an independent library (recurring-ical-events over RFC 5545 text)."""

import datetime as dt
import random

import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # ships no types
from icalendar import Calendar

from portal.listings.schedule import HELSINKI, ExceptionKind, Monthly, Schedule, ScheduleException, Season, Weekly

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WINDOW = (dt.datetime(2026, 1, 1, tzinfo=HELSINKI), dt.datetime(2027, 12, 31, tzinfo=HELSINKI))

Times = list[tuple[dt.datetime, dt.datetime]]


def rrule(rule: Weekly | Monthly, until: dt.date) -> str:
    last = dt.datetime.combine(until, dt.time(23, 59, 59), HELSINKI).astimezone(dt.UTC)
    names = [BYDAY[weekday - 1] for weekday in rule.weekdays]
    if isinstance(rule, Monthly):
        names = [f"{nth}{name}" for nth in rule.nth for name in names]
    frequency = "WEEKLY;WKST=MO" if isinstance(rule, Weekly) else "MONTHLY"
    return f"FREQ={frequency};INTERVAL={rule.interval};BYDAY={','.join(names)};UNTIL={last:%Y%m%dT%H%M%SZ}"


def by_the_library(rule: Weekly | Monthly, season: Season, closed: list[dt.date]) -> Times:
    """Expand the rule as a calendar application would. The season begins at the rule's first occurrence, as DTSTART must."""
    assert season.start is not None
    assert season.end is not None
    assert rule.start is not None
    assert rule.end is not None
    start = dt.datetime.combine(season.start, rule.start)
    end = dt.datetime.combine(season.start, rule.end)
    if rule.end <= rule.start:
        end += dt.timedelta(days=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//test//",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20260101T000000Z",
        f"DTSTART;TZID=Europe/Helsinki:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Helsinki:{end:%Y%m%dT%H%M%S}",
        f"RRULE:{rrule(rule, season.end)}",
        *(f"EXDATE;TZID=Europe/Helsinki:{dt.datetime.combine(day, rule.start):%Y%m%dT%H%M%S}" for day in closed),
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    calendar = Calendar.from_ical("\r\n".join(lines))
    events = recurring_ical_events.of(calendar).between(*WINDOW)
    return sorted((event["DTSTART"].dt.astimezone(dt.UTC), event["DTEND"].dt.astimezone(dt.UTC)) for event in events)


def by_us(rule: Weekly | Monthly, season: Season, closed: list[dt.date]) -> Times:
    exceptions = tuple(ScheduleException(kind=ExceptionKind.CLOSED, date=day) for day in closed)
    schedule = Schedule(rules=(rule,), seasons=(season,), exceptions=exceptions, closed_on_holidays=False)
    ours = []
    for occurrence in schedule.occurrences(*WINDOW):
        assert occurrence.end is not None
        ours.append((occurrence.start.astimezone(dt.UTC), occurrence.end.astimezone(dt.UTC)))
    return ours


def drawn(seed: int) -> tuple[Weekly | Monthly, Season, list[dt.date]]:
    """A rule, its season (begun at an occurrence) and some of its days closed, drawn by the seed."""
    chance = random.Random(seed)  # noqa: S311 (reproducible cases, no secrets)
    weekdays = tuple(chance.sample(range(1, 8), chance.randint(1, 3)))
    # The clocks change between 03:00 and 04:00: those hours are told by hand in test_schedule.py, because the library
    # adds an event's length on the wall clock and we do on the clock of the day.
    start = dt.time(chance.choice([0, 5, 9, 16, 22]), chance.choice([0, 15, 30]))
    end = dt.time((start.hour + chance.choice([1, 3])) % 24, start.minute)
    anchor = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(120))
    interval = chance.choice([1, 2, 3, 5])
    rule: Weekly | Monthly
    if chance.random() < 0.5:
        rule = Weekly(weekdays=weekdays, interval=interval, anchor=anchor, start=start, end=end)
    else:
        nth = tuple(chance.sample([1, 2, 3, 4, -1], chance.randint(1, 2)))
        rule = Monthly(weekdays=weekdays, nth=nth, interval=interval, anchor=anchor, start=start, end=end)
    season = Season(start=anchor, end=anchor + dt.timedelta(days=chance.randrange(300, 600)))
    days = [o.start.date() for o in Schedule(rules=(rule,), seasons=(season,), closed_on_holidays=False).occurrences(*WINDOW)]
    closed = sorted(chance.sample(days, min(3, len(days) // 2)))
    return rule, Season(start=days[0], end=season.end), [day for day in closed if day != days[0]]


@pytest.mark.parametrize("seed", range(60))
def test_an_independent_library_finds_the_same_times(seed: int) -> None:
    rule, season, closed = drawn(seed)
    ours = by_us(rule, season, closed)
    assert ours == by_the_library(rule, season, closed)
    assert ours


@pytest.mark.parametrize("weekday", range(1, 8))
@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, -1])
def test_every_nth_weekday_of_the_month(weekday: int, nth: int) -> None:
    plain = Monthly(weekdays=(weekday,), nth=(nth,), start=dt.time(17), end=dt.time(19))
    first = next(Schedule(rules=(plain,), closed_on_holidays=False).occurrences(*WINDOW)).start.date()
    season = Season(start=first, end=dt.date(2027, 12, 30))
    assert by_us(plain, season, []) == by_the_library(plain, season, [])
