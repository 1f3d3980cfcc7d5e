"""Days that words name, reckoned from a day. Pure arithmetic; local days in Europe/Helsinki."""

import datetime as dt
from collections.abc import Callable, Mapping

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from search.engines.base import Days

AUTUMN_HOLIDAY_WEEK = 42
WINTER_HOLIDAY_WEEK = 9
"""ISO weeks of the schools' holidays in Etelä-Savo (week 8 in the south, 10 in the north and east of Finland)."""
_LAST_SCHOOL_WEEK = 22
"""The school year ends on Saturday of this ISO week (act on basic education 628/1998, § 23)."""
_SCHOOL_BEGINS = (8, 10)
_CHRISTMAS_HOLIDAY = (12, 20), (1, 6)
"""Month and day, about: municipalities decide the exact days."""
_DAY = dt.timedelta(days=1)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
"""First month and number of months."""


def days_named(key: str, today: dt.date) -> Days:
    """The days of a key of TIMES that are not over: those going on, from ``today``, else the next ones.

    Raises KeyError for another key.
    """
    if key in _WEEKDAYS:
        day = today + _DAY * ((_WEEKDAYS.index(key) - today.weekday()) % 7)
        return Days(day, day)
    if key in _MONTHS:
        return _next(today, lambda year: _months(year, _MONTHS.index(key) + 1, 1))
    if key in _SEASONS:
        return _next(today, lambda year: _months(year, *_SEASONS[key]))
    if key in _YEARLY:
        return _next(today, _YEARLY[key])
    return _NEAR[key](today)


def _next(today: dt.date, in_year: Callable[[int], Days]) -> Days:
    """The first of the yearly days that are not over; last year's may reach into this one."""
    named = next(days for year in range(today.year - 1, today.year + 3) if (days := in_year(year)).last >= today)
    return Days(max(named.first, today), named.last)


def _months(year: int, month: int, count: int) -> Days:
    first = dt.date(year, month, 1)
    return Days(first, first + relativedelta(months=count) - _DAY)


def _week(year: int, week: int) -> Days:
    return Days(dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7))


def _christmas_holiday(year: int) -> Days:
    first, last = _CHRISTMAS_HOLIDAY
    return Days(dt.date(year, *first), dt.date(year + 1, *last))


def _summer_holiday(year: int) -> Days:
    return Days(dt.date.fromisocalendar(year, _LAST_SCHOOL_WEEK, 7), dt.date(year, *_SCHOOL_BEGINS))


def _easter(year: int) -> Days:
    """Good Friday to Easter Monday."""
    sunday = easter(year)
    return Days(sunday - 2 * _DAY, sunday + _DAY)


def _midsummer(year: int) -> Days:
    """The Friday between 19 and 25 June, and Saturday."""
    eve = dt.date(year, 6, 19) + relativedelta(weekday=4)
    return Days(eve, eve + _DAY)


_YEARLY: Mapping[str, Callable[[int], Days]] = {
    "summer-holiday": _summer_holiday,
    "autumn-holiday": lambda year: _week(year, AUTUMN_HOLIDAY_WEEK),
    "winter-holiday": lambda year: _week(year, WINTER_HOLIDAY_WEEK),
    "christmas-holiday": _christmas_holiday,
    "christmas": lambda year: Days(dt.date(year, 12, 24), dt.date(year, 12, 26)),
    "easter": _easter,
    "may-day": lambda year: Days(dt.date(year, 4, 30), dt.date(year, 5, 1)),
    "midsummer": _midsummer,
}


def _rest_of_week(today: dt.date) -> Days:
    return Days(today, today + _DAY * (6 - today.weekday()))


def _next_week(today: dt.date) -> Days:
    monday = today + _DAY * (7 - today.weekday())
    return Days(monday, monday + 6 * _DAY)


def _weekend(today: dt.date) -> Days:
    """Saturday and Sunday of this week, or what is left of them."""
    sunday = today + _DAY * (6 - today.weekday())
    return Days(max(today, sunday - _DAY), sunday)


def _next_weekend(today: dt.date) -> Days:
    sunday = _next_week(today).last
    return Days(sunday - _DAY, sunday)


def _next_month(today: dt.date) -> Days:
    following = today.replace(day=1) + relativedelta(months=1)
    return _months(following.year, following.month, 1)


_NEAR: Mapping[str, Callable[[dt.date], Days]] = {
    "today": lambda today: Days(today, today),
    "tomorrow": lambda today: Days(today + _DAY, today + _DAY),
    "day-after-tomorrow": lambda today: Days(today + 2 * _DAY, today + 2 * _DAY),
    "week": _rest_of_week,
    "next-week": _next_week,
    "weekend": _weekend,
    "next-weekend": _next_weekend,
    "month": lambda today: Days(today, _months(today.year, today.month, 1).last),
    "next-month": _next_month,
}
KEYS = frozenset({*_WEEKDAYS, *_MONTHS, *_SEASONS, *_YEARLY, *_NEAR})
"""Every key that is understood."""
