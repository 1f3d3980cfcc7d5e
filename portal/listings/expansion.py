"""From rules to occurrences: a pure function of the schedule and the window asked for, never of today.

Days are counted, not stepped through a clock: a rule gives local days, each day gets its wall-clock times, and only
then Europe/Helsinki says which moments they are. Two wall-clock times are special (as in RFC 5545, section 3.3.5):
03:30 on the day the clocks go forward does not exist and means 04:30; on the day they go back it exists twice and
means the first.

Work is bounded: nothing exists before FIRST_DAY or after LAST_DAY, whatever window is asked for.
"""

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from portal.listings.calendar_fi import is_holiday
from portal.listings.kinds import EventStatus
from portal.listings.rules import (
    HELSINKI,
    Dates,
    ExceptionKind,
    Monthly,
    Occurrence,
    Rule,
    ScheduleException,
    Season,
    Weekly,
)

FIRST_DAY = dt.date(1970, 1, 1)
LAST_DAY = dt.date(2100, 12, 31)
"""The ``holidays`` library ends in 2100."""

_DAY = dt.timedelta(days=1)
_MIDNIGHT = dt.time()

Keyed = tuple[dt.datetime, dt.datetime, Occurrence]
"""Start and end in UTC (an open end as the end of its day), for comparing, and the occurrence."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be expanded. ``last_day``: no occurrence begins on a later local day."""

    rules: tuple[Rule, ...]
    seasons: tuple[Season, ...]
    exceptions: tuple[ScheduleException, ...]
    closed_on_holidays: bool
    last_day: dt.date = LAST_DAY


def in_season(seasons: tuple[Season, ...], day: dt.date) -> bool:
    """Whether ``day`` is in one of the seasons; without seasons every day is."""
    if not seasons:
        return True
    for season in seasons:  # noqa: SIM110 - a plain loop; with any() every day of a year costs three times as much
        if season.holds_on(day):
            return True
    return False


def exception_for(
    exceptions: Iterable[ScheduleException], kind: ExceptionKind, day: dt.date, start: dt.time | None
) -> ScheduleException | None:
    """The first exception of ``kind`` about the occurrence of ``day`` that begins at ``start`` (None = all day)."""
    for exception in exceptions:
        if exception.kind is kind and exception.covers(day, start):
            return exception
    return None


def expand(plan: Plan, start: dt.datetime, end: dt.datetime) -> Iterator[Occurrence]:
    """Occurrences of ``plan`` that overlap [start, end), ordered by start, then end.

    ``start`` and ``end`` are aware. Where two rules give the same start, one occurrence is given: one that takes
    place before one that does not, else the longer. Lazy: taking the first few costs only those.
    """
    # A weekly or monthly occurrence lasts at most 24 hours, so it began at the earliest on the day before.
    first = max(local_day(start) - _DAY, FIRST_DAY)
    last = min(local_day(end), plan.last_day, LAST_DAY)
    moved, moved_keys = _moved(plan)
    singles = sorted([*moved, *_extra(plan, moved_keys)], key=_by_time)
    streams = [_stream(rule, plan, first, last) for rule in plan.rules]
    after, before = _within(start), _within(end)
    for _, same_start in groupby(heapq.merge(singles, *streams, key=_by_time), key=itemgetter(0)):
        for begins, ends, occurrence in _without_doubles(list(same_start)):
            if begins < before and ends > after:
                yield occurrence


def local_day(at: dt.datetime) -> dt.date:
    """The day of ``at`` in Finland, within FIRST_DAY and LAST_DAY.

    Raises:
        ValueError: ``at`` has no time zone.
    """
    if at.tzinfo is None:
        msg = "a moment needs a time zone"
        raise ValueError(msg)
    if at.year < FIRST_DAY.year:
        return FIRST_DAY
    if at.year > LAST_DAY.year:
        return LAST_DAY
    return min(max(at.astimezone(HELSINKI).date(), FIRST_DAY), LAST_DAY)


def _within(at: dt.datetime) -> dt.datetime:
    """``at`` in UTC; far outside the bounds, where a conversion may overflow, the year's first or last moment will do."""
    if at.year < FIRST_DAY.year - 1:
        return dt.datetime(FIRST_DAY.year - 1, 1, 1, tzinfo=dt.UTC)
    if at.year > LAST_DAY.year + 1:
        return dt.datetime(LAST_DAY.year + 2, 1, 1, tzinfo=dt.UTC)
    return at.astimezone(dt.UTC)


def _stream(rule: Rule, plan: Plan, first: dt.date, last: dt.date) -> Iterator[Keyed]:
    """A rule's own occurrences that are neither closed nor moved, in order."""
    exceptions = [e for e in plan.exceptions if (e.date <= last and (e.last or e.date) >= first) or isinstance(rule, Dates)]
    from_day = min((e.date for e in exceptions), default=dt.date.max)
    closing = plan.closed_on_holidays and not isinstance(rule, Dates)
    for day in _days(rule, plan, first, last):
        status, note = EventStatus.SCHEDULED, ""
        if day >= from_day and (about := [e for e in exceptions if e.covers(day, rule.start)]):
            if exception_for(about, ExceptionKind.MOVED, day, rule.start):
                continue
            if cancelled := exception_for(about, ExceptionKind.CANCELLED, day, rule.start):
                status, note = EventStatus.CANCELLED, cancelled.note
            elif exception_for(about, ExceptionKind.CLOSED, day, rule.start):
                continue
        # An editor who moves an occurrence off a holiday is believed; nobody need cancel what a holiday closes.
        if closing and is_holiday(day):
            continue
        yield _keyed(day, rule.start, rule.end, _last_of(rule), status, note)


def _moved(plan: Plan) -> tuple[list[Keyed], set[str]]:
    """Moved occurrences at their new times, and the keys of all that were moved."""
    found: dict[str, Keyed] = {}
    for day in {e.date for e in plan.exceptions if e.kind is ExceptionKind.MOVED and FIRST_DAY <= e.date <= LAST_DAY}:
        for rule in plan.rules:
            exception = exception_for(plan.exceptions, ExceptionKind.MOVED, day, rule.start)
            if exception is None or day not in _days(rule, plan, day, day):
                continue
            original = _keyed(day, rule.start, rule.end, _last_of(rule))[2]
            if (moved := _move(original, rule, exception)) is not None:
                found[original.key] = moved
    return [keyed for keyed in found.values() if keyed[2].start.date() <= plan.last_day], set(found)


def _move(original: Occurrence, rule: Rule, exception: ScheduleException) -> Keyed | None:
    day = exception.new_date or exception.date
    if not FIRST_DAY <= day <= LAST_DAY:
        return None
    last = _last_of(rule)
    start, end = rule.start, rule.end
    if exception.start is not None:
        start, end = exception.start, exception.end
        if end is None and rule.start is not None and rule.end is not None:
            # Only the start changes: the length on the wall clock stays.
            end = (dt.datetime.combine(day, start) + _wall_length(rule.start, rule.end)).time()
    begins, ends, new = _keyed(day, start, end, None if last is None else day + (last - exception.date))
    changes = {"key": original.key, "status": EventStatus.MOVED, "note": exception.note, "moved_from": original.start}
    return begins, ends, new.model_copy(update=changes)


def _extra(plan: Plan, taken: set[str]) -> Iterator[Keyed]:
    for extra in plan.exceptions:
        if extra.kind is ExceptionKind.EXTRA and FIRST_DAY <= extra.date <= min(plan.last_day, LAST_DAY):
            begins, ends, occurrence = _keyed(extra.date, extra.start, extra.end, note=extra.note)
            if occurrence.key in taken:
                occurrence = occurrence.model_copy(update={"key": f"{occurrence.key}+"})
            yield begins, ends, occurrence


def _days(rule: Rule, plan: Plan, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Local days on which the rule holds, from ``first`` to ``last``, seasons included. A listed date may begin earlier."""
    if isinstance(rule, Dates):
        # Listed dates may span days, so they are not cut at ``first``: there are only as many as were listed.
        yield from (day for day in rule.dates if FIRST_DAY <= day <= last)
        return
    days = _weekly(rule, first, last) if isinstance(rule, Weekly) else _monthly(rule, first, last)
    yield from (day for day in days if in_season(plan.seasons, day))


def _weekly(rule: Weekly, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    # Day 1 of the proleptic calendar is a Monday, so whole weeks since then are weeks from Monday to Sunday.
    week = (first.toordinal() - 1) // 7
    if rule.anchor is not None:
        anchor = (rule.anchor.toordinal() - 1) // 7
        week = max(week, anchor)
        week += (anchor - week) % rule.interval
    while (monday := week * 7 + 1) <= last.toordinal():
        if rule.parity == "any" or (dt.date.fromordinal(monday).isocalendar().week % 2 == 1) is (rule.parity == "odd"):
            for weekday in rule.weekdays:
                if first.toordinal() <= (day := monday + weekday - 1) <= last.toordinal():
                    yield dt.date.fromordinal(day)
        week += rule.interval


def _monthly(rule: Monthly, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    month = first.year * 12 + first.month - 1
    if rule.anchor is not None:
        anchor = rule.anchor.year * 12 + rule.anchor.month - 1
        month = max(month, anchor)
        month += (anchor - month) % rule.interval
    while month <= last.year * 12 + last.month - 1:
        yield from (day for day in _nth_weekdays(rule, month // 12, month % 12 + 1) if first <= day <= last)
        month += rule.interval


def _nth_weekdays(rule: Monthly, year: int, month: int) -> list[dt.date]:
    first = dt.date(year, month, 1)
    length = ((first.replace(day=28) + 4 * _DAY).replace(day=1) - first).days
    found = set()
    for weekday in rule.weekdays:
        numbers = range(1 + (weekday - first.isoweekday()) % 7, length + 1, 7)
        found |= {numbers[n - 1 if n > 0 else n] for n in rule.nth if n <= len(numbers)}
    return [first.replace(day=number) for number in sorted(found)]


def _keyed(
    day: dt.date,
    start: dt.time | None,
    end: dt.time | None,
    last: dt.date | None = None,
    status: EventStatus = EventStatus.SCHEDULED,
    note: str = "",
) -> Keyed:
    """The occurrence of one local day by its wall-clock times."""
    several = last is not None and last > day
    end_day = min(last, LAST_DAY) if last is not None and several else day
    begins = _utc(day, start or _MIDNIGHT)
    if start is None or end is None:
        ends = _utc(end_day + _DAY, _MIDNIGHT)
    else:
        ends = _utc(end_day if several or end > start else day + _DAY, end)
        if ends <= begins:
            # The start fell into the hour that is skipped in spring and slid past the end: keep the length.
            ends = begins + _wall_length(start, end)
    open_end = start is not None and end is None and not several
    occurrence = Occurrence(
        key=day.isoformat() if start is None else f"{day.isoformat()}T{start.isoformat('minutes')}",
        start=begins.astimezone(HELSINKI),
        end=None if open_end else ends.astimezone(HELSINKI),
        all_day=start is None,
        status=status,
        note=note,
    )
    return begins, ends, occurrence


def _utc(day: dt.date, time: dt.time) -> dt.datetime:
    """The moment of a wall-clock time. One that does not exist takes the offset of before, so it slides forward."""
    return dt.datetime.combine(day, time, HELSINKI).astimezone(dt.UTC)


def _wall_length(start: dt.time, end: dt.time) -> dt.timedelta:
    length = dt.datetime.combine(FIRST_DAY, end) - dt.datetime.combine(FIRST_DAY, start)
    return length if length > dt.timedelta() else length + _DAY


def _last_of(rule: Rule) -> dt.date | None:
    return rule.last if isinstance(rule, Dates) else None


def _by_time(keyed: Keyed) -> tuple[dt.datetime, dt.datetime, str]:
    return keyed[0], keyed[1], keyed[2].key


def _without_doubles(same_start: list[Keyed]) -> list[Keyed]:
    if len(same_start) == 1:
        return same_start
    best: dict[str, Keyed] = {}
    for keyed in same_start:
        held = best.get(keyed[2].key)
        if held is None or _weight(keyed) > _weight(held):
            best[keyed[2].key] = keyed
    return sorted(best.values(), key=_by_time)


def _weight(keyed: Keyed) -> tuple[bool, dt.datetime]:
    return keyed[2].status is not EventStatus.CANCELLED, keyed[1]
