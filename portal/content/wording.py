"""Schedules in words, in the active language: sentences a family would say, never rules.

Pure functions: what they say depends on the schedule, the moment given and the language, never on the clock.
Sentences begin in lower case; a template that needs a capital uses ``capfirst``.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from django.utils.translation import gettext, ngettext, pgettext

from portal.content.clock import Happening, clock, date, dates, day_in_words, helsinki, hours, occurrence_in_words
from portal.content.weekdays import monthly_days, weekly_days
from portal.listings.kinds import EventStatus
from portal.listings.schedule import Dates, ExceptionKind, Monthly, Occurrence, Rule, Schedule, ScheduleException, Season, Weekly
from portal.listings.value import Value
from portal.localisation.languages import kept_in_each_language

__all__ = [
    "OpenState",
    "OpenStateKind",
    "occurrence_in_words",
    "old_times_in_words",
    "open_state",
    "schedule_in_words",
    "status_in_words",
]

_NEXT_OPENING = dt.timedelta(days=60)
"""How far ahead "closed, opens ..." looks; later than that a family needs a date list, not a state."""
SAME_DAY = dt.timedelta(hours=12)
"""What closes within this is told without its day."""
_LONGEST_STAY_OPEN = 14
"""How many occurrences that follow each other without a gap are joined into one closing time."""


def status_in_words(occurrence: Happening) -> str:
    """Empty for what goes as planned, else "cancelled" or "moved, was ..." with the editor's note."""
    status = EventStatus(occurrence.status)
    if status is EventStatus.CANCELLED:
        told = gettext("cancelled")
    elif status is EventStatus.POSTPONED:
        told = gettext("postponed")
    elif status is EventStatus.MOVED and occurrence.moved_from is not None:
        was = helsinki(occurrence.moved_from)
        day = date(was.date(), year=was.year != helsinki(occurrence.start).year)
        original = day if occurrence.all_day else f"{day} {clock(was.time())}"
        told = gettext("moved, was %(original)s") % {"original": original}
    elif status is EventStatus.MOVED:
        told = gettext("moved")
    else:
        return occurrence.note
    return f"{told}: {occurrence.note}" if occurrence.note else told


def schedule_in_words(schedule: Schedule, today: dt.date | None = None) -> list[str]:
    """What the schedule says, a sentence for each rule, season and exception, then its own text.

    ``today`` leaves out seasons and exceptions that are over. Whether the times may still be asserted is the caller's
    to ask (``Schedule.trusted_on``); old ones are told by ``old_times_in_words``.
    """
    said = [gettext("round the clock")] if schedule.round_the_clock else [_rule(rule) for rule in schedule.rules]
    if schedule.by_appointment:
        said.append(gettext("by appointment"))
    said += [_season(season) for season in schedule.seasons if not _over(season.end, today) and (season.start or season.end)]
    repeats = any(not isinstance(rule, Dates) for rule in schedule.rules)
    if repeats and schedule.closed_on_holidays and not schedule.round_the_clock:
        said.append(gettext("not on public holidays"))
    said += [_exception(e) for e in schedule.exceptions if not _over(e.new_date or e.last or e.date, today)]
    if schedule.text:
        said.append(schedule.text)
    return said


def old_times_in_words(schedule: Schedule) -> str:
    """Times that may not be asserted any more, with the year they were known: "... keskiviikko klo 16–18 (2022)".

    The schedule's own text if it has one, else its rules in words. A text that names a year itself keeps to that one: it
    is nearer to the times than the date of the source. Empty if nothing is known.
    """
    told = schedule.text or "; ".join(_always(schedule))
    year = "" if schedule.as_of is None else str(schedule.as_of.year)
    if not told or not year or re.search(rf"(?<!\d){year}(?!\d)|\((?:19|20)\d\d\)\s*$", told):
        return told
    return f"{told} ({year})"


def _always(schedule: Schedule) -> Iterator[str]:
    if schedule.round_the_clock:
        yield gettext("round the clock")
    else:
        yield from map(_rule, schedule.rules)
    if schedule.by_appointment:
        yield gettext("by appointment")


class OpenStateKind(StrEnum):
    """What is known of being open at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    ALWAYS = "always"


class OpenState(Value):
    """Open or not at one moment, and the same in words. ``changes`` is when it closes or opens next, if known."""

    state: OpenStateKind
    text: str
    changes: dt.datetime | None = None


def open_state(schedule: Schedule, at: dt.datetime) -> OpenState:
    """Whether it is open at ``at``: "auki nyt, sulkeutuu klo 16", "suljettu, aukeaa huomenna ke 25.11. klo 9".

    Raises:
        ValueError: ``at`` has no time zone.
    """
    at = helsinki(at)
    is_open = schedule.is_open(at)
    if is_open is None:
        return OpenState(state=OpenStateKind.UNKNOWN, text=_unknown(schedule, at))
    if schedule.round_the_clock and is_open:
        return OpenState(state=OpenStateKind.ALWAYS, text=gettext("open round the clock"))
    if is_open:
        closes = _closing(schedule, at)
        return OpenState(state=OpenStateKind.OPEN, text=_open_until(closes, at), changes=closes)
    opens = _opening(schedule, at)
    if opens is None:
        return OpenState(state=OpenStateKind.CLOSED, text=gettext("closed"))
    when = day_in_words(opens.start.date(), at.date())
    if not opens.all_day:
        when = f"{when} {clock(opens.start.time())}"
    return OpenState(state=OpenStateKind.CLOSED, text=gettext("closed, opens %(when)s") % {"when": when}, changes=opens.start)


def _unknown(schedule: Schedule, at: dt.datetime) -> str:
    if schedule.trusted_on(at.date()):
        for occurrence in _held(schedule, at, at + dt.timedelta(microseconds=1)):
            # Only an open end is unknown while it goes on.
            return gettext("began today, %(time)s") % {"time": hours(occurrence.start.time(), None)}
        if schedule.by_appointment:
            return gettext("by appointment")
    return gettext("opening times not known")


def _open_until(closes: dt.datetime, at: dt.datetime) -> str:
    last_day = (closes - dt.timedelta(microseconds=1)).date()
    if closes.time() == dt.time() and last_day == at.date():
        return gettext("open now, until midnight")
    if closes.date() == at.date() or closes - at < SAME_DAY:
        return gettext("open now, closes %(when)s") % {"when": clock(closes.time(), ends=True)}
    when = f"{day_in_words(last_day, at.date())} {clock(closes.time(), ends=True)}"
    return gettext("open now, closes %(when)s") % {"when": when}


def _closing(schedule: Schedule, at: dt.datetime) -> dt.datetime:
    """When it closes; occurrences that follow each other without a gap are one."""
    closes = at
    for _ in range(_LONGEST_STAY_OPEN):
        ends = [o.end for o in _held(schedule, closes, closes + dt.timedelta(microseconds=1)) if o.end is not None]
        if not ends:
            break
        closes = max(ends, key=lambda end: end.astimezone(dt.UTC))
    return closes


def _opening(schedule: Schedule, at: dt.datetime) -> Occurrence | None:
    return next((o for o in _held(schedule, at, at + _NEXT_OPENING) if o.start.astimezone(dt.UTC) > at), None)


def _held(schedule: Schedule, start: dt.datetime, end: dt.datetime) -> Iterator[Occurrence]:
    return (o for o in schedule.occurrences(start, end) if o.status is not EventStatus.CANCELLED)


def _over(last: dt.date | None, today: dt.date | None) -> bool:
    return last is not None and today is not None and last < today


@kept_in_each_language
def _rule(rule: Rule) -> str:
    if isinstance(rule, Dates):
        return _listed(rule)
    return pgettext("day and time", "%(day)s %(time)s") % {"day": _repeated(rule), "time": hours(rule.start, rule.end)}


def _repeated(rule: Weekly | Monthly) -> str:
    if isinstance(rule, Weekly):
        days = weekly_days(rule.weekdays)
        if rule.parity == "even":
            return gettext("%(days)s of even weeks") % {"days": days}
        if rule.parity == "odd":
            return gettext("%(days)s of odd weeks") % {"days": days}
        if rule.interval == 2:
            return gettext("every other week %(days)s") % {"days": days}
        if rule.interval > 2:
            words = ngettext("every %(n)d week %(days)s", "every %(n)d weeks %(days)s", rule.interval)
            return words % {"n": rule.interval, "days": days}
        return days
    days = monthly_days(rule.nth, rule.weekdays)
    if rule.interval == 1:
        return gettext("on the %(days)s of the month") % {"days": days}
    if rule.interval == 2:
        return gettext("on the %(days)s of every other month") % {"days": days}
    words = ngettext("on the %(days)s of every %(n)d month", "on the %(days)s, every %(n)d months", rule.interval)
    return words % {"n": rule.interval, "days": days}


def _listed(rule: Dates) -> str:
    if rule.last is not None and rule.last > rule.dates[0]:
        first, last = date(rule.dates[0], year=rule.dates[0].year != rule.last.year), date(rule.last, year=True)
        if rule.start is not None:
            first = f"{first} {clock(rule.start)}"
        if rule.end is not None:
            last = f"{last} {clock(rule.end, ends=True)}"
        return pgettext("several days", "%(first)s – %(last)s") % {"first": first, "last": last}
    days = ", ".join(date(day, year=_last_of_its_year(rule.dates, index)) for index, day in enumerate(rule.dates))
    if rule.start is None:
        return days
    return pgettext("day and time", "%(day)s %(time)s") % {"day": days, "time": hours(rule.start, rule.end)}


def _last_of_its_year(listed: Sequence[dt.date], index: int) -> bool:
    return index + 1 == len(listed) or listed[index + 1].year != listed[index].year


def _season(season: Season) -> str:
    when = dates(season.start, season.end)
    if season.name:
        return pgettext("season with its name", "%(name)s: %(dates)s") % {"name": season.name, "dates": when}
    return gettext("season %(dates)s") % {"dates": when}


def _exception(exception: ScheduleException) -> str:
    when = dates(exception.date, exception.last or exception.date)
    if exception.at is not None:
        when = f"{when} {clock(exception.at)}"
    if exception.kind is ExceptionKind.CLOSED:
        told = gettext("closed %(dates)s") % {"dates": when}
    elif exception.kind is ExceptionKind.CANCELLED:
        told = gettext("cancelled %(dates)s") % {"dates": when}
    elif exception.kind is ExceptionKind.MOVED:
        new = [] if exception.new_date is None else [date(exception.new_date, year=True)]
        if exception.start is not None:
            new.append(clock(exception.start) if exception.end is None else hours(exception.start, exception.end))
        told = gettext("%(date)s moved: now %(new)s") % {"date": when, "new": " ".join(new)}
    else:
        told = gettext("also %(date)s %(time)s") % {"date": when, "time": hours(exception.start, exception.end)}
    return f"{told} ({exception.note})" if exception.note else told
