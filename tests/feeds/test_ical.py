"""Calendar files say what the schedule says: read by an independent library, date by date, over the changes of the clock."""

import datetime as dt
import random
from typing import Any
from uuid import UUID

import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # ships no types
from icalendar import Calendar

from portal.feeds.ical import Words, calendar, one_date
from portal.feeds.series import schedule_events
from portal.listings.kinds import EventStatus
from portal.listings.schedule import (
    HELSINKI,
    Dates,
    ExceptionKind,
    Monthly,
    Occurrence,
    Rule,
    Schedule,
    ScheduleException,
    Season,
    Weekly,
)

LISTING = UUID("11111111-2222-4333-8444-555555555555")
CHANGED = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
START = dt.datetime(2026, 10, 1, tzinfo=HELSINKI)
END = dt.datetime(2028, 4, 1, tzinfo=HELSINKI)
WORDS = Words("Perhekahvila; aamu, ilta", "Peruttu: Perhekahvila", CHANGED, "Tervetuloa", "Katu 1, Mikkeli", "https://example.org/a/")

Told = list[tuple[dt.datetime, dt.datetime | None, bool]]


def read(schedule: Schedule, words: Words = WORDS) -> Any:
    """The calendar, parsed; the library's types know no property's own."""
    return Calendar.from_ical(calendar("Kalenteri", schedule_events(LISTING, schedule, words, start=START, end=END), today=START.date()))


def moment(value: dt.date | dt.datetime) -> dt.datetime:
    at = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time(), HELSINKI)
    return at.astimezone(dt.UTC)


def by_the_library(made: Any) -> Told:
    """Start, end and whether it is cancelled, as a calendar program would show it."""
    events = recurring_ical_events.of(made).between(START - dt.timedelta(days=400), END + dt.timedelta(days=400))
    return sorted(
        (
            moment(event["DTSTART"].dt),
            moment(event["DTEND"].dt) if "DTEND" in event else None,
            event["STATUS"] == "CANCELLED",
        )
        for event in events
    )


def by_us(schedule: Schedule) -> Told:
    return sorted(
        (one.start.astimezone(dt.UTC), one.end and one.end.astimezone(dt.UTC), one.status is EventStatus.CANCELLED)
        for one in schedule.occurrences(START, END)
    )


def drawn(seed: int) -> Schedule:
    """Rules, seasons and exceptions by the seed; at hours that no change of the clock touches."""
    chance = random.Random(seed)  # noqa: S311 (reproducible cases, no secrets)
    rules: list[Rule] = []
    for _ in range(chance.randint(1, 3)):
        start = dt.time(chance.choice([8, 9, 13, 17]), chance.choice([0, 30]))
        end = dt.time(start.hour + chance.choice([1, 2, 3]), start.minute)
        times: dict[str, Any] = {"start": start, "end": end} if chance.random() < 0.8 else {}
        weekdays = tuple(chance.sample(range(1, 8), chance.randint(1, 3)))
        anchor = dt.date(2026, 8, 1) + dt.timedelta(days=chance.randrange(90))
        match chance.randrange(4):
            case 0:
                rules.append(Weekly(weekdays=weekdays, interval=chance.choice([1, 2, 3]), anchor=anchor, **times))
            case 1:
                rules.append(Weekly(weekdays=weekdays, parity=chance.choice(["odd", "even"]), **times))
            case 2:
                nth = tuple(chance.sample([1, 2, 3, 4, 5, -1], 2))
                rules.append(Monthly(weekdays=weekdays, nth=nth, interval=chance.choice([1, 2]), anchor=anchor, **times))
            case _:
                rules.append(Dates(dates=tuple(START.date() + dt.timedelta(days=chance.randrange(400)) for _ in range(3)), **times))
    seasons = (
        Season(start=dt.date(2026, 8, 10), end=dt.date(2026, 12, 18)),
        Season(start=dt.date(2027, 1, 7), end=dt.date(2027, 5, 28)),
    )
    plain = Schedule(rules=tuple(rules), seasons=chance.choice([(), seasons]), closed_on_holidays=chance.random() < 0.5)
    days = sorted({one.start.date() for one in plain.occurrences(START, END)})
    chosen = chance.sample(days, min(4, len(days)))
    moved: Any = {"new_date": chosen[-1] + dt.timedelta(days=1), "start": dt.time(11), "end": dt.time(12, 15)}
    kinds: list[tuple[ExceptionKind, Any]] = [
        (ExceptionKind.CANCELLED, {"note": "Sairastapaus"}),
        (ExceptionKind.CLOSED, {}),
        (ExceptionKind.MOVED, moved),
        (ExceptionKind.EXTRA, {"start": dt.time(6), "end": dt.time(7)}),
    ]
    exceptions = [ScheduleException(kind=kind, date=day, **more) for day, (kind, more) in zip(chosen, kinds, strict=False)]
    return plain.model_copy(update={"exceptions": tuple(exceptions)})


@pytest.mark.parametrize("seed", range(40))
def test_a_calendar_program_finds_the_same_dates(seed: int) -> None:
    schedule = drawn(seed)
    assert by_us(schedule)
    assert by_the_library(read(schedule)) == by_us(schedule)


def test_over_the_change_of_the_clock_the_wall_clock_stays() -> None:
    made = read(Schedule(rules=(Weekly(weekdays=(7,), start=dt.time(9), end=dt.time(10)),), closed_on_holidays=False))
    found = {start.date(): start.hour for start, _, _ in by_the_library(made)}
    assert found[dt.date(2026, 10, 18)] == 6  # summer time, in UTC
    assert found[dt.date(2026, 10, 25)] == 7  # the day on which the clocks changed
    assert found[dt.date(2027, 3, 21)] == 7
    assert found[dt.date(2027, 3, 28)] == 6
    assert [zone["TZID"] for zone in made.walk("VTIMEZONE")] == ["Europe/Helsinki"]


def test_a_weekly_group_is_one_series_by_its_rule() -> None:
    schedule = Schedule(
        rules=(Weekly(weekdays=(2,), start=dt.time(9), end=dt.time(11)),),
        seasons=(Season(start=dt.date(2026, 9, 1), end=dt.date(2026, 12, 15)),),
        exceptions=(ScheduleException(kind=ExceptionKind.CLOSED, date=dt.date(2026, 10, 20)),),
    )
    (event,) = read(schedule).walk("VEVENT")
    assert event["RRULE"].to_ical().decode() == "FREQ=WEEKLY;UNTIL=20261215T070000Z;INTERVAL=1;BYDAY=TU;WKST=MO"
    assert event["EXDATE"].dts[0].dt.date() == dt.date(2026, 10, 20)
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"


def test_what_is_told_is_told_of_every_date() -> None:
    schedule = Schedule(rules=(Dates(dates=(dt.date(2026, 10, 5), dt.date(2026, 11, 5)), start=dt.time(18)),))
    for event in read(schedule).walk("VEVENT"):
        assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (WORDS.summary, WORDS.location)
        assert (str(event["URL"]), event["STATUS"], "DTEND" in event) == (WORDS.url, "CONFIRMED", False)
        assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == CHANGED


def test_identifiers_stay_and_the_sequence_grows_with_a_change() -> None:
    schedule = Schedule(rules=(Weekly(weekdays=(2,), start=dt.time(9)), Dates(dates=(dt.date(2026, 10, 5),))))
    later = Words(WORDS.summary, WORDS.summary_off, CHANGED + dt.timedelta(minutes=1))
    changed = schedule.model_copy(update={"rules": (Weekly(weekdays=(3,), start=dt.time(10)), schedule.rules[1])})
    before, after = read(schedule).walk("VEVENT"), read(changed, later).walk("VEVENT")
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert len({event["UID"] for event in before}) == 2
    assert [event["SEQUENCE"] + 1 for event in before] == [event["SEQUENCE"] for event in after]


def test_a_listing_that_is_off_is_cancelled_everywhere() -> None:
    off = Words("Retki", "Peruttu: Retki", CHANGED, is_off=True, is_private=True)
    for event in read(Schedule(rules=(Weekly(weekdays=(2,)), Dates(dates=(dt.date(2026, 10, 5),)))), off).walk("VEVENT"):
        assert (event["STATUS"], str(event["SUMMARY"]), event["CLASS"]) == ("CANCELLED", "Peruttu: Retki", "PRIVATE")


def test_times_to_be_checked_give_no_date() -> None:
    assert read(Schedule(rules=(Weekly(weekdays=(2,)),), check=True)).walk("VEVENT") == []


def test_a_line_break_in_a_text_adds_no_property() -> None:
    words = Words("A\r\nATTENDEE:mailto:b@example.org", "x", CHANGED)
    one = Occurrence(key="2026-10-05", start=START, end=None)
    text = calendar("K\r\nX-EVIL:1", [one_date(one, "u", words)], today=START.date()).decode()
    assert "\r\nATTENDEE" not in text
    assert "\r\nX-EVIL" not in text
