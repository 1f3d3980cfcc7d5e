"""Dates and times of day as people write them: without a year, with a weekday that must fit, to 24.00.

A date without a year is the next such date from today on. In a list or range a year said later covers the dates before it.
"""

import datetime as dt
import re
from enum import StrEnum

from portal.listings.expansion import FIRST_DAY, LAST_DAY
from portal.listings.rules import Season
from portal.listings.spoken_words import BETWEEN, HOURS, ONE_DATE, TIME, WEEKDAYS, WORD

_NUMBERS = re.compile(r"(?P<day>\d{1,2})\.\s?(?:(?P<month>\d{1,2})\b\.?\s?)?(?P<year>\d{4})?")
_YEARS = 9
"""A 29 February may be eight years away (1896 to 1904, 2096 to 2104)."""

Hours = tuple[dt.time | None, dt.time | None]
"""Start and end, as a rule has them."""


class Why(StrEnum):
    """Why a piece of what was said is refused."""

    UNKNOWN = "unknown"
    NO_DAY = "no_day"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    END_BEFORE_START = "end_before_start"
    TIME_OR_DATE = "time_or_date"
    BAD_DATE = "bad_date"
    WRONG_WEEKDAY = "wrong_weekday"
    ONCE_OR_WEEKLY = "once_or_weekly"
    FIRST_MISSING = "first_missing"
    FIRST_NOT_THAT_DAY = "first_not_that_day"
    BACKWARDS = "backwards"
    RANGE_WITHOUT_DAYS = "range_without_days"
    TWO_READINGS = "two_readings"
    MIXED_SEASONS = "mixed_seasons"


class RefusedError(ValueError):
    """A piece that is not understood, or makes no sense."""

    def __init__(self, piece: str, why: Why) -> None:
        super().__init__(f"{why}: {piece}")
        self.piece = piece.strip(" ,;")
        self.why = why


def hours(piece: str) -> tuple[Hours, ...]:
    """The times of day in a piece like "klo 10-12 ja 14-16"; one without an end has an open end.

    :raises RefusedError: no such time, an end that is not after the start, or what may as well be dates.
    """
    return tuple(_hours(match.group()) for match in HOURS.finditer(piece))


def _hours(piece: str) -> Hours:
    between = BETWEEN.fullmatch(piece)
    if between is None:
        return time_of_day(piece), None
    if not between["word"] and all(re.fullmatch(r"\d{1,2}\.1[0-2]", between[end]) for end in ("start", "end")):
        raise RefusedError(piece, Why.TIME_OR_DATE)  # "2.10-3.10" may be two dates without their last dots
    start, end = time_of_day(between["start"]), time_of_day(between["end"], ends=True)
    if end != dt.time() and end <= start:
        raise RefusedError(piece, Why.END_BEFORE_START)
    return start, end


def time_of_day(piece: str, *, ends: bool = False) -> dt.time:
    """A time like "17" or "klo 9.30"; as an end 24 is midnight, which a rule writes as 0.

    :raises RefusedError: the clock has no such time.
    """
    match = TIME.search(piece)
    hour, _, minute = re.sub("[.:]", ":", match.group() if match else "").partition(":")
    if ends and hour == "24" and not int(minute or 0):
        return dt.time()
    try:
        return dt.time(int(hour), int(minute or 0))
    except ValueError as error:
        raise RefusedError(piece, Why.BAD_TIME) from error


def listed(piece: str, today: dt.date) -> tuple[dt.date, ...]:
    """The dates of a list.

    :raises RefusedError: the calendar has no such date, or it is another weekday.
    """
    pieces = [match.group() for match in ONE_DATE.finditer(piece)]
    days: list[dt.date] = []
    for index, one in enumerate(pieces):
        later = next((year for other in pieces[index:] if (year := _numbers(other)[2])), None)
        days.append(_day(one, later, max(days[-1], today) if days and later is None else today))
    return tuple(days)


def one(piece: str, today: dt.date) -> dt.date:
    """One date, the next such one when it has no year.

    :raises RefusedError: the calendar has no such date, or it is another weekday.
    """
    return listed(piece, today)[0]


def season(piece: str, today: dt.date) -> Season:
    """The days from "1.9.–15.12.2026". Without years it is the one that goes on or begins next.

    :raises RefusedError: a date that does not exist, or an end before the beginning.
    """
    first, _, last = piece.partition("-")
    (day, month, year), (_, last_month, last_year) = _numbers(first), _numbers(last)
    if year is not None:
        begins = _day(first, year, today, month or last_month)
        ends = _day(last, last_year, begins)
    else:
        ends = _day(last, last_year, today)
        # The beginning is in the same year as the end, or in the one before when the season goes over New Year.
        over = (month or last_month or 0, day) > (ends.month, ends.day)
        begins = _day(first, ends.year - over, today, month or last_month)
    if ends < begins:
        raise RefusedError(piece, Why.BACKWARDS)
    return Season(start=begins, end=ends)


def _numbers(piece: str) -> tuple[int, int | None, int | None]:
    match = _NUMBERS.search(piece)
    if match is None:  # the phrase's own pattern has found a date here
        raise RefusedError(piece, Why.BAD_DATE)
    return int(match["day"]), int(match["month"]) if match["month"] else None, int(match["year"]) if match["year"] else None


def _day(piece: str, year: int | None, since: dt.date, month: int | None = None) -> dt.date:
    """The date; without a year the first such one from ``since`` on."""
    day, own_month, _ = _numbers(piece)
    found = None
    for candidate in [year] if year is not None else range(since.year, since.year + _YEARS):
        try:
            found = dt.date(candidate, own_month or month or 0, day)
        except ValueError:
            continue
        if year is not None or found >= since:
            break
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise RefusedError(piece, Why.BAD_DATE)
    weekday = WORD.match(piece.strip())
    if weekday is not None and WEEKDAYS[weekday.group().lower()] != found.isoweekday():
        raise RefusedError(piece, Why.WRONG_WEEKDAY)
    return found
