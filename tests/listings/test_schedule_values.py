"""What the values of a schedule refuse, and why."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError

from portal.listings.schedule import Dates, Fault, Monthly, Occurrence, Schedule, ScheduleException, Season, Weekly

DAY = dt.date(2026, 11, 25)
NINE, ELEVEN = dt.time(9), dt.time(11)


@pytest.mark.parametrize(
    ("value", "fields", "fault"),
    [
        (Weekly, {"weekdays": ()}, Fault.WEEKDAYS),
        (Weekly, {"weekdays": (0,)}, Fault.WEEKDAYS),
        (Weekly, {"weekdays": (1, 8)}, Fault.WEEKDAYS),
        (Weekly, {"weekdays": (1,), "interval": 0}, Fault.INTERVAL),
        (Weekly, {"weekdays": (1,), "interval": -2}, Fault.INTERVAL),
        (Weekly, {"weekdays": (1,), "interval": 2}, Fault.ANCHOR_MISSING),
        (Weekly, {"weekdays": (1,), "interval": 2, "anchor": DAY, "parity": "odd"}, Fault.INTERVAL_WITH_PARITY),
        (Weekly, {"weekdays": (1,), "end": ELEVEN}, Fault.END_WITHOUT_START),
        (Weekly, {"weekdays": (1,), "start": dt.time(9, tzinfo=dt.UTC)}, Fault.TIME_ZONE),
        (Monthly, {"weekdays": (9,), "nth": (1,)}, Fault.WEEKDAYS),
        (Monthly, {"weekdays": (1,), "nth": ()}, Fault.NTH),
        (Monthly, {"weekdays": (1,), "nth": (0,)}, Fault.NTH),
        (Monthly, {"weekdays": (1,), "nth": (6,)}, Fault.NTH),
        (Monthly, {"weekdays": (1,), "nth": (-2,)}, Fault.NTH),
        (Monthly, {"weekdays": (1,), "nth": (1,), "interval": 3}, Fault.ANCHOR_MISSING),
        (Monthly, {"weekdays": (1,), "nth": (1,), "end": ELEVEN}, Fault.END_WITHOUT_START),
        (Dates, {"dates": ()}, Fault.DATES_MISSING),
        (Dates, {"dates": (DAY,), "end": ELEVEN}, Fault.END_WITHOUT_START),
        (Dates, {"dates": (DAY,), "last": dt.date(2026, 11, 24)}, Fault.LAST_BEFORE_DATE),
        (Dates, {"dates": (DAY, dt.date(2026, 12, 2)), "last": dt.date(2026, 12, 3)}, Fault.LAST_OF_MANY),
        (Season, {"start": DAY, "end": dt.date(2026, 11, 24)}, Fault.SEASON_BACKWARDS),
        (ScheduleException, {"kind": "moved", "date": DAY}, Fault.MOVED_NOWHERE),
        (ScheduleException, {"kind": "moved", "date": DAY, "end": ELEVEN}, Fault.END_WITHOUT_START),
        (ScheduleException, {"kind": "moved", "date": DAY, "new_date": DAY, "last": DAY}, Fault.LAST_NOT_ALLOWED),
        (ScheduleException, {"kind": "extra", "date": DAY, "last": DAY}, Fault.LAST_NOT_ALLOWED),
        (ScheduleException, {"kind": "extra", "date": DAY, "new_date": DAY}, Fault.NEW_DATE_NOT_ALLOWED),
        (ScheduleException, {"kind": "extra", "date": DAY, "at": NINE}, Fault.AT_NOT_ALLOWED),
        (ScheduleException, {"kind": "closed", "date": DAY, "new_date": DAY}, Fault.NEW_DATE_NOT_ALLOWED),
        (ScheduleException, {"kind": "closed", "date": DAY, "last": dt.date(2026, 11, 1)}, Fault.LAST_BEFORE_DATE),
        (ScheduleException, {"kind": "cancelled", "date": DAY, "start": NINE}, Fault.TIMES_NOT_ALLOWED),
    ],
)
def test_nonsense_is_refused_with_its_reason(value: type[Any], fields: dict[str, Any], fault: Fault) -> None:
    with pytest.raises(ValidationError) as refused:
        value(**fields)
    assert [error["type"] for error in refused.value.errors()] == [fault]


def test_unknown_fields_and_kinds_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Weekly.model_validate({"weekdays": [1], "every": 2})
    with pytest.raises(ValidationError, match="'closed', 'cancelled', 'moved' or 'extra'"):
        ScheduleException.model_validate({"kind": "paused", "date": "2026-11-25"})


def test_an_occurrence_without_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="needs a time zone"):
        Occurrence(key="2026-11-25T09:00", start=dt.datetime(2026, 11, 25, 9), end=None)


def test_equal_content_is_equal_whatever_the_order_it_was_given_in() -> None:
    assert Weekly(weekdays=(5, 1, 5)) == Weekly(weekdays=(1, 5))
    assert Monthly(weekdays=(2,), nth=(-1, 3, 1)).nth == (1, 3, -1)
    assert Dates(dates=(dt.date(2026, 12, 2), DAY, DAY)).dates == (DAY, dt.date(2026, 12, 2))


def test_a_schedule_survives_its_json() -> None:
    schedule = Schedule(
        rules=(
            Weekly(weekdays=(3,), parity="even", start=NINE, end=ELEVEN),
            Monthly(weekdays=(2,), nth=(1, -1), start=dt.time(16, 30)),
            Dates(dates=(DAY,), last=dt.date(2026, 11, 27)),
        ),
        seasons=(Season(start=dt.date(2026, 9, 1), name="autumn"),),
        exceptions=(ScheduleException.model_validate({"kind": "moved", "date": DAY, "at": NINE, "start": ELEVEN}),),
        as_of=DAY,
    )
    assert Schedule.model_validate_json(schedule.model_dump_json()) == schedule


def test_an_occurrence_comes_back_from_json_in_finnish_time() -> None:
    schedule = Schedule(rules=(Dates(dates=(dt.date(2026, 10, 25),), start=dt.time(3, 30), end=dt.time(4)),))
    (occurrence,) = schedule.occurrences(dt.datetime(2026, 10, 24, tzinfo=dt.UTC), dt.datetime(2026, 10, 26, tzinfo=dt.UTC))
    again = Occurrence.model_validate_json(occurrence.model_dump_json())
    assert again == occurrence
    assert again.start.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert str(again.start.tzinfo) == "Europe/Helsinki"
