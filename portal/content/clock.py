"""Moments, days and times of day as words in the active language; all in Europe/Helsinki.

The shapes of dates and times are translatable patterns (Django's ``date`` filter), so each language writes them its own
way: "Wed 25 Nov 9:00–11:00", "ke 25.11. klo 9–11", "ons 25.11 kl. 9–11".
"""

import datetime as dt
from typing import Protocol

from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.formats import date_format as localised_date
from django.utils.translation import gettext, pgettext

from portal.listings.schedule import HELSINKI
from portal.localisation.languages import kept_in_each_language

NIGHT = dt.timedelta(hours=12)
"""A time that ends the next day within this is a night ("20–2"); a longer one names both days."""


class Happening(Protocol):
    """An occurrence as a value of a schedule or as a row of the catalogue; its moments are aware, in any zone."""

    @property
    def start(self) -> dt.datetime: ...
    @property
    def end(self) -> dt.datetime | None: ...
    @property
    def all_day(self) -> bool: ...
    @property
    def status(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def moved_from(self) -> dt.datetime | None: ...


def helsinki(at: dt.datetime) -> dt.datetime:
    """``at`` on the Finnish wall clock.

    Raises:
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        msg = "a moment needs a time zone"
        raise ValueError(msg)
    return at.astimezone(HELSINKI)


def hour(time: dt.time) -> str:
    """A time of day: "9" or "16.30" in Finnish, "9:00" in English."""
    if time.minute:
        # Translators: pattern of Django's date filter for a time with minutes; Finnish "G.i".
        return time_format(time, pgettext("time of day with minutes", "G:i"))
    # Translators: pattern of Django's date filter for a whole hour; Finnish "G".
    return time_format(time, pgettext("time of day, whole hour", "G:i"))


def _end_hour(time: dt.time) -> str:
    # Translators: midnight as the end of a time, "klo 18–24".
    return pgettext("midnight as an end", "24:00") if time == dt.time() else hour(time)


@kept_in_each_language
def clock(time: dt.time, *, ends: bool = False) -> str:
    """One time of day with its word: "klo 9"; midnight is 24 where something ``ends``."""
    # Translators: one time of day, "klo 9".
    return pgettext("time of day", "%(time)s") % {"time": _end_hour(time) if ends else hour(time)}


@kept_in_each_language
def hours(start: dt.time | None, end: dt.time | None) -> str:
    """From start to end: "klo 9–11", "klo 18 alkaen" without an end, "all day" without both."""
    if start is None:
        return gettext("all day")
    if end is None:
        # Translators: the end is not known, "klo 18 alkaen".
        return pgettext("time of day", "from %(start)s") % {"start": hour(start)}
    # Translators: from one time of day to another, "klo 9–11".
    return pgettext("time of day", "%(start)s–%(end)s") % {"start": hour(start), "end": _end_hour(end)}


@kept_in_each_language
def date(day: dt.date, *, year: bool, weekday: bool = True) -> str:
    """A day: "ke 25.11." or, with its ``year``, "ke 25.11.2026"."""
    # Translators: patterns of Django's date filter; Finnish "D j.n.", "D j.n.Y", "j.n." and "j.n.Y".
    if weekday:
        return format_date(day, pgettext("date", "D j M Y") if year else pgettext("date", "D j M"))
    return format_date(day, pgettext("date", "j M Y") if year else pgettext("date", "j M"))


def dates(first: dt.date | None, last: dt.date | None) -> str:
    """From day to day, both included, with years, without weekdays: "1.9.–30.11.2026"; either end may be open."""
    if first is not None and last is not None:
        if first == last:
            return date(first, year=True)
        ends = {
            "first": date(first, year=first.year != last.year, weekday=False),
            "last": date(last, year=True, weekday=False),
        }
        # Translators: from date to date without weekdays, Finnish "1.9.–30.11.2026".
        return pgettext("dates", "%(first)s – %(last)s") % ends
    if first is not None:
        return pgettext("dates", "from %(first)s") % {"first": date(first, year=True, weekday=False)}
    if last is not None:
        return pgettext("dates", "until %(last)s") % {"last": date(last, year=True, weekday=False)}
    return ""


def partial_date_in_words(written: str) -> str:
    """A source's date, as exact as it is known: "2025", "helmikuu 2026", "1.2.2026". What is no such date stays as it is written.

    :param written: year, year and month, or a day, as ``content.blocks.source.PARTIAL_DATE`` wants them: "2026", "2026-02", "2026-02-01".
    """
    numbers = written.split("-")
    try:
        year, month, of_month = map(int, [*numbers, *["1"] * (3 - len(numbers))])
        day = dt.date(year, month, of_month)
    except ValueError:
        return written
    if len(numbers) == 1:
        return written
    # "helmikuu 2026", "February 2026": as Django knows each language to write it.
    return localised_date(day, "YEAR_MONTH_FORMAT") if len(numbers) == 2 else date(day, year=True, weekday=False)


def day_in_words(day: dt.date, today: dt.date) -> str:
    """Today and tomorrow by name, other days by date; the year when it is not ``today``'s."""
    if day == today:
        return gettext("today")
    written = date(day, year=day.year != today.year)
    if day == today + dt.timedelta(days=1):
        return gettext("tomorrow %(date)s") % {"date": written}
    return written


def occurrence_in_words(occurrence: Happening, now: dt.datetime) -> str:
    """When it is, seen from ``now``: "tänään klo 16.30–18.30", "huomenna ke 25.11. klo 9–11", "ke 6.1.2027 klo 18 alkaen".

    Several days name the first and the last. Whether it is cancelled or moved is told by ``status_in_words``.

    Raises:
        ValueError: ``now`` has no time zone.
    """
    end = None if occurrence.end is None else helsinki(occurrence.end)
    return _occurrence(helsinki(occurrence.start), end, occurrence.all_day, helsinki(now).date())


@kept_in_each_language
def _occurrence(start: dt.datetime, end: dt.datetime | None, all_day: bool, today: dt.date) -> str:
    first = start.date()
    last = first if end is None else max(first, (end - dt.timedelta(microseconds=1)).date())
    if all_day:
        if first == last:
            return _day_and_time(day_in_words(first, today), gettext("all day"))
        return _from_to(day_in_words(first, today), day_in_words(last, today))
    if end is not None and last > first and end - start > NIGHT:
        ends = _day_and_time(day_in_words(last, today), clock(end.time(), ends=True))
        return _from_to(_day_and_time(day_in_words(first, today), clock(start.time())), ends)
    return _day_and_time(day_in_words(first, today), hours(start.time(), None if end is None else end.time()))


def past_in_words(occurrence: Happening) -> str:
    """When it was, with the year and without the weekday: "19.2.2026 klo 16.30–18.30", "1.9.–3.9.2026"."""
    start = helsinki(occurrence.start)
    end = None if occurrence.end is None else helsinki(occurrence.end)
    first = start.date()
    last = first if end is None else max(first, (end - dt.timedelta(microseconds=1)).date())
    if last > first and (occurrence.all_day or (end is not None and end - start > NIGHT)):
        return dates(first, last)
    day = date(first, year=True, weekday=False)
    return day if occurrence.all_day else _day_and_time(day, hours(start.time(), None if end is None else end.time()))


def _day_and_time(day: str, time: str) -> str:
    # Translators: a day and its time, "ke 25.11. klo 9–11".
    return pgettext("day and time", "%(day)s %(time)s") % {"day": day, "time": time}


def _from_to(first: str, last: str) -> str:
    # Translators: from a day (and time) to another, "ke 25.11. klo 18 – pe 27.11. klo 12".
    return pgettext("several days", "%(first)s – %(last)s") % {"first": first, "last": last}
