"""Occurrences by hand-made cases: what a family would find on the wall calendar."""

import datetime as dt
import time
from typing import Any
from uuid import UUID

import pytest
from dateutil.rrule import WEEKLY, rrule

from portal.listings.calendar_fi import holiday_name, is_holiday
from portal.listings.kinds import EventStatus
from portal.listings.schedule import (
    HELSINKI,
    Dates,
    Monthly,
    Occurrence,
    Rule,
    Schedule,
    ScheduleException,
    Season,
    Weekly,
)

NINE, ELEVEN = dt.time(9), dt.time(11)
WEDNESDAYS = Weekly(weekdays=(3,), start=NINE, end=ELEVEN)
ALSO_ON_HOLIDAYS: dict[str, Any] = {"closed_on_holidays": False}


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, *, fold: int = 0) -> dt.datetime:
    """A moment on the Finnish wall clock."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=HELSINKI, fold=fold)


def exception(kind: str, date: dt.date, **fields: Any) -> ScheduleException:
    return ScheduleException.model_validate({"kind": kind, "date": date, **fields})


def found(schedule: Schedule, first: dt.date, last: dt.date) -> list[Occurrence]:
    """Occurrences from the first day's midnight to the midnight after the last."""
    start, end = (dt.datetime.combine(day, dt.time(), HELSINKI) for day in (first, last + dt.timedelta(days=1)))
    return list(schedule.occurrences(start, end))


def days(rule: Rule, first: dt.date, last: dt.date, **fields: Any) -> list[str]:
    return [o.start.strftime("%Y-%m-%d") for o in found(Schedule(rules=(rule,), **fields), first, last)]


def local(occurrence: Occurrence) -> tuple[str, str | None]:
    end = None if occurrence.end is None else occurrence.end.isoformat("T", "minutes")
    return occurrence.start.isoformat("T", "minutes"), end


# Bad input


@pytest.mark.parametrize("window", [(dt.datetime(2026, 1, 1), at(2026, 2, 1)), (at(2026, 1, 1), dt.datetime(2026, 2, 1))])
def test_a_window_without_time_zone_is_refused(window: tuple[dt.datetime, dt.datetime]) -> None:
    with pytest.raises(ValueError, match="time zone"):
        Schedule(rules=(WEDNESDAYS,)).occurrences(*window)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        Schedule(rules=(WEDNESDAYS,)).occurrences(at(2026, 2, 1), at(2026, 1, 1))


def test_naive_moments_and_negative_counts_are_refused() -> None:
    schedule = Schedule(rules=(WEDNESDAYS,))
    with pytest.raises(ValueError, match="time zone"):
        schedule.is_open(dt.datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="time zone"):
        schedule.next_occurrences(dt.datetime(2026, 1, 1), 1)
    with pytest.raises(ValueError, match="negative"):
        schedule.next_occurrences(at(2026, 1, 1), -1)


def test_an_absurd_window_ends_and_holds_only_what_is_bounded() -> None:
    monthly = Schedule(rules=(Monthly(weekdays=(1,), nth=(1,)),), **ALSO_ON_HOLIDAYS)
    everything = list(monthly.occurrences(dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)))
    assert len(everything) == 131 * 12
    assert (everything[0].start.year, everything[-1].start.year) == (1970, 2100)


def test_absurd_dates_and_intervals_give_nothing_and_do_not_fail() -> None:
    rules = (
        Weekly(weekdays=(1,), interval=10**9, anchor=dt.date.min, start=NINE),
        Monthly(weekdays=(1,), nth=(5,), interval=10**9, anchor=dt.date.max),
        Dates(dates=(dt.date.min, dt.date.max)),
    )
    schedule = Schedule(
        rules=rules,
        exceptions=(
            exception("extra", dt.date.max),
            exception("moved", dt.date.max, new_date=dt.date.min),
            exception("closed", dt.date.min, last=dt.date.max),
        ),
        as_of=dt.date.max,
    )
    assert list(schedule.occurrences(at(2026, 1, 1), at(2027, 1, 1))) == []
    assert schedule.is_open(dt.datetime.max.replace(tzinfo=dt.UTC)) is None
    assert schedule.next_occurrences(dt.datetime.max.replace(tzinfo=dt.UTC), 5) == ()
    assert schedule.next_occurrences(dt.datetime.min.replace(tzinfo=dt.UTC), 5) == ()


def test_many_days_to_the_end_of_the_calendar_are_cut_at_the_bound() -> None:
    (occurrence,) = found(
        Schedule(rules=(Dates(dates=(dt.date(2026, 1, 1),), last=dt.date.max),)), dt.date(2026, 5, 1), dt.date(2026, 5, 1)
    )
    assert occurrence.last_day == dt.date(2100, 12, 31)


# Weeks and months


def test_every_second_week_counts_from_its_anchor_and_not_before_it() -> None:
    rule = Weekly(weekdays=(1, 5), interval=2, anchor=dt.date(2026, 9, 9), start=NINE, end=ELEVEN)
    assert days(rule, dt.date(2026, 8, 1), dt.date(2026, 9, 30)) == ["2026-09-07", "2026-09-11", "2026-09-21", "2026-09-25"]


def test_even_weeks_cross_the_year_of_53_weeks_where_a_plain_interval_does_not() -> None:
    rule = Weekly(weekdays=(3,), parity="even", start=dt.time(16), end=dt.time(18))
    first, last = dt.date(2026, 12, 14), dt.date(2027, 1, 31)
    assert dt.date(2026, 12, 30).isocalendar().week == 53
    assert days(rule, first, last, **ALSO_ON_HOLIDAYS) == ["2026-12-23", "2027-01-13", "2027-01-27"]
    plain = rrule(WEEKLY, interval=2, dtstart=dt.datetime(2026, 12, 23, 16, tzinfo=HELSINKI), count=2)
    assert plain[1] == dt.datetime(2027, 1, 6, 16, tzinfo=HELSINKI)


def test_odd_weeks_give_two_weeks_in_a_row_at_week_53() -> None:
    rule = Weekly(weekdays=(4,), parity="odd", start=NINE)
    expected = ["2026-12-17", "2026-12-31", "2027-01-07", "2027-01-21"]
    assert days(rule, dt.date(2026, 12, 14), dt.date(2027, 1, 31), **ALSO_ON_HOLIDAYS) == expected


def test_nth_and_last_weekdays() -> None:
    first_and_last = Monthly(weekdays=(2,), nth=(1, -1), start=NINE)
    assert days(first_and_last, dt.date(2026, 2, 1), dt.date(2026, 3, 31)) == ["2026-02-03", "2026-02-24", "2026-03-03", "2026-03-31"]
    fifth = Monthly(weekdays=(5,), nth=(5,), start=NINE)
    assert days(fifth, dt.date(2026, 1, 1), dt.date(2026, 5, 31), **ALSO_ON_HOLIDAYS) == ["2026-01-30", "2026-05-29"]


def test_a_fourth_weekday_that_is_also_the_last_comes_once() -> None:
    assert days(Monthly(weekdays=(2,), nth=(4, -1)), dt.date(2026, 2, 1), dt.date(2026, 2, 28)) == ["2026-02-24"]


def test_every_third_month_over_the_year_end() -> None:
    rule = Monthly(weekdays=(1,), nth=(1,), interval=3, anchor=dt.date(2026, 11, 30), start=NINE)
    assert days(rule, dt.date(2026, 1, 1), dt.date(2027, 6, 1)) == ["2026-11-02", "2027-02-01", "2027-05-03"]


# The clock


def test_wall_clock_times_stay_when_the_clocks_change() -> None:
    rule = Weekly(weekdays=(7,), start=dt.time(10), end=dt.time(12))
    spring = found(Schedule(rules=(rule,), **ALSO_ON_HOLIDAYS), dt.date(2026, 3, 22), dt.date(2026, 3, 29))
    assert [local(o) for o in spring] == [
        ("2026-03-22T10:00+02:00", "2026-03-22T12:00+02:00"),
        ("2026-03-29T10:00+03:00", "2026-03-29T12:00+03:00"),
    ]
    autumn = found(Schedule(rules=(rule,), **ALSO_ON_HOLIDAYS), dt.date(2026, 10, 18), dt.date(2026, 10, 25))
    assert [o.start.isoformat() for o in autumn] == ["2026-10-18T10:00:00+03:00", "2026-10-25T10:00:00+02:00"]


@pytest.mark.parametrize(
    ("day", "start", "end", "expected"),
    [
        (dt.date(2026, 3, 29), dt.time(2, 30), dt.time(4, 30), ("2026-03-29T02:30+02:00", "2026-03-29T04:30+03:00", 60)),
        (dt.date(2026, 3, 29), dt.time(3, 30), dt.time(5), ("2026-03-29T04:30+03:00", "2026-03-29T05:00+03:00", 30)),
        (dt.date(2026, 3, 29), dt.time(3, 30), dt.time(4), ("2026-03-29T04:30+03:00", "2026-03-29T05:00+03:00", 30)),
        (dt.date(2027, 3, 28), dt.time(2, 30), dt.time(3, 30), ("2027-03-28T02:30+02:00", "2027-03-28T04:30+03:00", 60)),
        (dt.date(2026, 10, 25), dt.time(2, 30), dt.time(4, 30), ("2026-10-25T02:30+03:00", "2026-10-25T04:30+02:00", 180)),
        (dt.date(2026, 10, 25), dt.time(3, 30), dt.time(3, 45), ("2026-10-25T03:30+03:00", "2026-10-25T03:45+03:00", 15)),
        (dt.date(2027, 10, 31), dt.time(3, 30), dt.time(4), ("2027-10-31T03:30+03:00", "2027-10-31T04:00+02:00", 90)),
    ],
)
def test_times_in_the_missing_and_the_double_hour(day: dt.date, start: dt.time, end: dt.time, expected: tuple[str, str, int]) -> None:
    (occurrence,) = found(Schedule(rules=(Dates(dates=(day,), start=start, end=end),)), day, day)
    assert occurrence.end is not None
    minutes = (occurrence.end.astimezone(dt.UTC) - occurrence.start.astimezone(dt.UTC)).seconds // 60
    assert (*local(occurrence), minutes) == expected
    assert occurrence.key == f"{day}T{start:%H:%M}"


def test_a_night_over_the_clock_change_is_one_hour_longer() -> None:
    rule = Weekly(weekdays=(6,), start=dt.time(22), end=dt.time(6))
    (occurrence,) = found(Schedule(rules=(rule,), **ALSO_ON_HOLIDAYS), dt.date(2026, 10, 24), dt.date(2026, 10, 24))
    assert local(occurrence) == ("2026-10-24T22:00+03:00", "2026-10-25T06:00+02:00")
    assert occurrence.end is not None
    assert occurrence.end.astimezone(dt.UTC) - occurrence.start.astimezone(dt.UTC) == dt.timedelta(hours=9)


def test_past_midnight_over_the_year_end_is_found_from_both_sides() -> None:
    schedule = Schedule(rules=(Weekly(weekdays=(4,), start=dt.time(22), end=dt.time(2)),), **ALSO_ON_HOLIDAYS)
    for day in (dt.date(2026, 12, 31), dt.date(2027, 1, 1)):
        (occurrence,) = found(schedule, day, day)
        assert local(occurrence) == ("2026-12-31T22:00+02:00", "2027-01-01T02:00+02:00")
    assert schedule.is_open(at(2027, 1, 1, 1, 59)) is True
    assert schedule.is_open(at(2027, 1, 1, 2, 0)) is False


def test_a_full_day_from_nine_to_nine_is_found_just_before_its_end() -> None:
    schedule = Schedule(rules=(Weekly(weekdays=(1,), start=NINE, end=NINE),))
    assert schedule.is_open(at(2026, 11, 24, 8, 59)) is True


def test_an_open_end_lasts_to_the_end_of_its_day_and_nobody_knows_longer() -> None:
    schedule = Schedule(rules=(Dates(dates=(dt.date(2026, 11, 25),), start=dt.time(18)),))
    assert [o.end for o in schedule.occurrences(at(2026, 11, 25, 20), at(2026, 11, 25, 21))] == [None]
    assert list(schedule.occurrences(at(2026, 11, 26), at(2026, 11, 27))) == []
    assert [schedule.is_open(at(2026, 11, day, hour)) for day, hour in ((25, 17), (25, 19), (26, 0))] == [False, None, False]


def test_all_day_is_from_midnight_to_midnight_even_on_a_day_of_23_hours() -> None:
    (occurrence,) = found(Schedule(rules=(Dates(dates=(dt.date(2026, 3, 29),)),)), dt.date(2026, 3, 29), dt.date(2026, 3, 29))
    assert occurrence.all_day
    assert occurrence.key == "2026-03-29"
    assert local(occurrence) == ("2026-03-29T00:00+02:00", "2026-03-30T00:00+03:00")


def test_several_days_are_one_occurrence() -> None:
    week = Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 12))
    (occurrence,) = found(Schedule(rules=(week,)), dt.date(2026, 7, 10), dt.date(2026, 7, 10))
    assert (occurrence.start, occurrence.end, occurrence.last_day) == (at(2026, 7, 6), at(2026, 7, 13), dt.date(2026, 7, 12))
    timed = Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 7), start=dt.time(18), end=dt.time(12))
    assert [local(o)[1] for o in found(Schedule(rules=(timed,)), dt.date(2026, 7, 7), dt.date(2026, 7, 7))] == ["2026-07-07T12:00+03:00"]
    open_end = Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 7), start=dt.time(18))
    assert [o.end for o in found(Schedule(rules=(open_end,)), dt.date(2026, 7, 7), dt.date(2026, 7, 7))] == [at(2026, 7, 8)]


# Seasons and holidays


def test_seasons_leave_a_gap_and_include_both_ends() -> None:
    autumn = Season(start=dt.date(2026, 9, 2), end=dt.date(2026, 9, 16))
    spring = Season(start=dt.date(2027, 1, 13))
    seen = days(WEDNESDAYS, dt.date(2026, 8, 1), dt.date(2027, 1, 20), seasons=(autumn, spring))
    assert seen == ["2026-09-02", "2026-09-09", "2026-09-16", "2027-01-13", "2027-01-20"]


def test_listed_dates_ignore_seasons() -> None:
    listed = Dates(dates=(dt.date(2026, 7, 1),), start=NINE)
    assert days(listed, dt.date(2026, 7, 1), dt.date(2026, 7, 2), seasons=(Season(start=dt.date(2026, 9, 1)),)) == ["2026-07-01"]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2026, 4, 3), "Pitkäperjantai"),
        (dt.date(2026, 4, 6), "Toinen pääsiäispäivä"),
        (dt.date(2027, 3, 29), "Toinen pääsiäispäivä"),
        (dt.date(2026, 5, 1), "Vappu"),
        (dt.date(2026, 6, 19), "Juhannusaatto"),
        (dt.date(2026, 12, 24), "Jouluaatto"),
        (dt.date(2027, 1, 6), "Loppiainen"),
    ],
)
def test_holidays_close_what_repeats_unless_told_otherwise(day: dt.date, name: str) -> None:
    weekly = Weekly(weekdays=(day.isoweekday(),), start=NINE)
    assert holiday_name(day) == name
    assert days(weekly, day, day) == []
    assert days(weekly, day, day, closed_on_holidays=False) == [day.isoformat()]
    assert days(Dates(dates=(day,), start=NINE), day, day) == [day.isoformat()]
    assert Schedule(round_the_clock=True).is_open(dt.datetime.combine(day, NINE, HELSINKI)) is True


@pytest.mark.parametrize("day", [dt.date(2026, 4, 2), dt.date(2026, 4, 30), dt.date(2026, 12, 31), dt.date(2026, 11, 22)])
def test_maundy_thursday_other_eves_and_sundays_are_ordinary(day: dt.date) -> None:
    assert not is_holiday(day)
    assert holiday_name(day) == ""


def test_holidays_have_names_in_three_languages() -> None:
    names = {language: holiday_name(dt.date(2026, 6, 19), language) for language in ("fi", "sv", "en")}
    assert names == {"fi": "Juhannusaatto", "sv": "Midsommarafton", "en": "Midsummer Eve"}


# Exceptions


def test_closed_disappears_for_its_whole_range() -> None:
    closed = exception("closed", dt.date(2026, 11, 18), last=dt.date(2026, 12, 1))
    assert days(WEDNESDAYS, dt.date(2026, 11, 9), dt.date(2026, 12, 6), exceptions=(closed,)) == ["2026-11-11", "2026-12-02"]


def test_cancelled_stays_and_says_so() -> None:
    schedule = Schedule(rules=(WEDNESDAYS,), exceptions=(exception("cancelled", dt.date(2026, 11, 25), note="Ill"),))
    (occurrence,) = found(schedule, dt.date(2026, 11, 23), dt.date(2026, 11, 29))
    assert (occurrence.status, occurrence.note, occurrence.key) == (EventStatus.CANCELLED, "Ill", "2026-11-25T09:00")
    assert schedule.is_open(at(2026, 11, 25, 10)) is False


def test_only_the_named_one_of_two_in_a_day_is_cancelled() -> None:
    evening = Weekly(weekdays=(3,), start=dt.time(17), end=dt.time(19))
    cancelled = exception("cancelled", dt.date(2026, 11, 25), at=dt.time(17))
    schedule = Schedule(rules=(evening, WEDNESDAYS), exceptions=(cancelled,))
    statuses = [(o.start.hour, o.status) for o in found(schedule, dt.date(2026, 11, 25), dt.date(2026, 11, 25))]
    assert statuses == [(9, EventStatus.SCHEDULED), (17, EventStatus.CANCELLED)]


def test_moved_across_a_month_is_found_where_it_went_and_keeps_its_id() -> None:
    moved = exception("moved", dt.date(2026, 11, 25), new_date=dt.date(2026, 12, 3))
    schedule = Schedule(rules=(WEDNESDAYS,), exceptions=(moved,))
    assert found(schedule, dt.date(2026, 11, 25), dt.date(2026, 11, 25)) == []
    (occurrence,) = found(schedule, dt.date(2026, 12, 3), dt.date(2026, 12, 3))
    assert local(occurrence) == ("2026-12-03T09:00+02:00", "2026-12-03T11:00+02:00")
    assert (occurrence.status, occurrence.moved_from) == (EventStatus.MOVED, at(2026, 11, 25, 9))
    (original,) = found(Schedule(rules=(WEDNESDAYS,)), dt.date(2026, 11, 25), dt.date(2026, 11, 25))
    assert occurrence.key == original.key


def test_moved_to_another_time_keeps_its_length_unless_an_end_is_given() -> None:
    day = dt.date(2026, 11, 25)
    for fields, end in (({}, 16), ({"end": dt.time(17)}, 17)):
        moved = exception("moved", day, start=dt.time(14), **fields)
        (occurrence,) = found(Schedule(rules=(WEDNESDAYS,), exceptions=(moved,)), day, day)
        assert (occurrence.start, occurrence.end) == (at(2026, 11, 25, 14), at(2026, 11, 25, end))


def test_moved_off_a_holiday_is_believed_and_goes_before_a_closed_week() -> None:
    moved = exception("moved", dt.date(2027, 1, 6), new_date=dt.date(2027, 1, 7))
    closed = exception("closed", dt.date(2027, 1, 4), last=dt.date(2027, 1, 10))
    assert days(WEDNESDAYS, dt.date(2027, 1, 4), dt.date(2027, 1, 10), exceptions=(closed, moved)) == ["2027-01-07"]


def test_several_days_move_together() -> None:
    camp = Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 8))
    moved = exception("moved", dt.date(2026, 7, 6), new_date=dt.date(2026, 8, 3))
    (occurrence,) = found(Schedule(rules=(camp,), exceptions=(moved,)), dt.date(2026, 8, 5), dt.date(2026, 8, 5))
    assert (occurrence.start, occurrence.last_day) == (at(2026, 8, 3), dt.date(2026, 8, 5))


def test_an_exception_about_a_day_without_occurrence_changes_nothing() -> None:
    moved = exception("moved", dt.date(2026, 11, 24), new_date=dt.date(2026, 11, 26))
    assert days(WEDNESDAYS, dt.date(2026, 11, 23), dt.date(2026, 11, 29), exceptions=(moved,)) == ["2026-11-25"]


def test_extra_is_held_on_a_holiday_out_of_season_and_in_a_closed_week() -> None:
    extra = exception("extra", dt.date(2026, 6, 19), start=NINE, end=ELEVEN, note="Midsummer breakfast")
    closed = exception("closed", dt.date(2026, 6, 15), last=dt.date(2026, 6, 21))
    schedule = Schedule(rules=(WEDNESDAYS,), seasons=(Season(start=dt.date(2026, 9, 1)),), exceptions=(closed, extra))
    (occurrence,) = found(schedule, dt.date(2026, 6, 1), dt.date(2026, 6, 30))
    assert (local(occurrence)[0], occurrence.note) == ("2026-06-19T09:00+03:00", "Midsummer breakfast")


def test_extra_at_the_hour_of_a_moved_one_has_an_id_of_its_own() -> None:
    day = dt.date(2026, 11, 25)
    changes = (exception("moved", day, new_date=dt.date(2026, 11, 26)), exception("extra", day, start=NINE, end=ELEVEN))
    both = found(Schedule(rules=(WEDNESDAYS,), exceptions=changes), day, dt.date(2026, 11, 26))
    assert [o.key for o in both] == ["2026-11-25T09:00+", "2026-11-25T09:00"]


def test_extra_at_the_hour_of_a_cancelled_one_is_held_after_all() -> None:
    day = dt.date(2026, 11, 25)
    changes = (exception("cancelled", day), exception("extra", day, start=NINE, end=ELEVEN))
    assert [o.status for o in found(Schedule(rules=(WEDNESDAYS,), exceptions=changes), day, day)] == [EventStatus.SCHEDULED]


def test_two_rules_with_the_same_start_give_one_occurrence_the_longer() -> None:
    longer = Weekly(weekdays=(1, 3), start=NINE, end=dt.time(15))
    seen = found(Schedule(rules=(WEDNESDAYS, longer)), dt.date(2026, 11, 25), dt.date(2026, 11, 25))
    assert [local(o)[1] for o in seen] == ["2026-11-25T15:00+02:00"]


# Trust


@pytest.mark.parametrize(("as_of", "last"), [(dt.date(2025, 12, 2), "2026-12-02"), (dt.date(2025, 12, 1), "2026-11-25")])
def test_times_are_not_asserted_later_than_12_months_after_they_were_known(as_of: dt.date, last: str) -> None:
    assert days(WEDNESDAYS, dt.date(2026, 11, 1), dt.date(2027, 3, 1), as_of=as_of)[-1] == last


def test_leap_day_is_trusted_to_the_end_of_february() -> None:
    schedule = Schedule(rules=(WEDNESDAYS,), as_of=dt.date(2024, 2, 29))
    assert [schedule.trusted_on(dt.date(2025, month, day)) for month, day in ((2, 28), (3, 1))] == [True, False]


def test_times_to_be_checked_are_never_occurrences() -> None:
    schedule = Schedule(rules=(WEDNESDAYS,), exceptions=(exception("extra", dt.date(2026, 11, 26)),), check=True)
    assert found(schedule, dt.date(2026, 11, 1), dt.date(2026, 11, 30)) == []
    assert schedule.is_open(at(2026, 11, 25, 10)) is None
    assert not schedule.trusted_on(dt.date(2026, 11, 25))


def test_old_round_the_clock_times_are_not_asserted_either() -> None:
    schedule = Schedule(round_the_clock=True, as_of=dt.date(2022, 5, 1))
    assert [schedule.is_open(at(2023, 5, day, 12)) for day in (1, 2)] == [True, None]


def test_nobody_knows_when_only_words_are_known() -> None:
    assert Schedule(text="Tuesday mornings").is_open(at(2026, 11, 24, 9)) is None
    assert Schedule(by_appointment=True).is_open(at(2026, 11, 24, 9)) is None
    assert Schedule().is_open(at(2026, 11, 24, 9)) is None


def test_round_the_clock_has_no_occurrences_and_closes_only_when_told() -> None:
    closed = exception("closed", dt.date(2026, 12, 24), last=dt.date(2026, 12, 26))
    schedule = Schedule(round_the_clock=True, exceptions=(closed,), seasons=(Season(end=dt.date(2026, 12, 30)),))
    assert found(schedule, dt.date(2026, 12, 1), dt.date(2026, 12, 31)) == []
    assert [schedule.is_open(at(2026, 12, day, 3)) for day in (23, 25, 27, 31)] == [True, False, True, False]


# Next, ids, cost


def test_next_occurrences_begin_at_or_after_the_moment_and_show_cancelled_ones() -> None:
    schedule = Schedule(rules=(WEDNESDAYS,), exceptions=(exception("cancelled", dt.date(2026, 12, 2)),))
    upcoming = schedule.next_occurrences(at(2026, 11, 25, 9), 2)
    assert [(o.start.day, o.status) for o in upcoming] == [(25, EventStatus.SCHEDULED), (2, EventStatus.CANCELLED)]
    assert [o.start.day for o in schedule.next_occurrences(at(2026, 11, 25, 9, 1), 1)] == [2]
    assert schedule.next_occurrences(at(2026, 11, 25, 9), 0) == ()


def test_the_double_hour_is_told_apart() -> None:
    schedule = Schedule(rules=(Dates(dates=(dt.date(2026, 10, 25),), start=dt.time(3, 30), end=dt.time(4)),))
    assert schedule.next_occurrences(at(2026, 10, 25, 3, 20, fold=1), 1) == ()
    assert len(schedule.next_occurrences(at(2026, 10, 25, 3, 20), 1)) == 1
    assert schedule.is_open(at(2026, 10, 25, 3, 40, fold=1)) is True


def test_the_id_is_the_same_on_every_machine_and_differs_by_point() -> None:
    listing = UUID("6f7c2f9e-90a4-4f0c-8e0f-2b2d7d0f6a11")
    (occurrence,) = found(Schedule(rules=(WEDNESDAYS,)), dt.date(2026, 11, 25), dt.date(2026, 11, 25))
    assert occurrence.uid(listing) == UUID("4d10f3b6-27eb-5c82-aa21-a13f40346e2f")
    assert len({occurrence.uid(listing), occurrence.uid(listing, "a"), occurrence.uid(listing, "b")}) == 3
    later = occurrence.model_copy(update={"status": EventStatus.CANCELLED, "note": "Ill"})
    assert later.uid(listing) == occurrence.uid(listing)


def test_keys_are_unique_and_order_is_by_start() -> None:
    schedule = Schedule(
        rules=(
            Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=NINE, end=ELEVEN),
            Weekly(weekdays=(1, 3), start=dt.time(8), end=dt.time(20)),
            Monthly(weekdays=(2,), nth=(1, 3), start=NINE),
            Dates(dates=(dt.date(2026, 10, 25), dt.date(2026, 5, 5))),
        ),
        exceptions=(exception("moved", dt.date(2026, 5, 5), new_date=dt.date(2026, 5, 20)), exception("extra", dt.date(2026, 5, 5))),
    )
    seen = found(schedule, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert len({o.key for o in seen}) == len(seen)
    starts = [o.start.astimezone(dt.UTC) for o in seen]
    assert starts == sorted(starts)


def test_eighteen_months_of_every_day_cost_little() -> None:
    schedule = Schedule(rules=(Weekly(weekdays=tuple(range(1, 8)), start=NINE, end=ELEVEN),))
    took = []
    for _ in range(5):
        started = time.process_time()
        found(schedule, dt.date(2026, 1, 1), dt.date(2027, 6, 30))
        took.append(time.process_time() - started)
    # Measured 3-4 ms of processor time on a small shared machine; the bound leaves room for a slower one.
    assert min(took) < 0.025
