"""What a schedule is made of: rules, seasons, exceptions, and the occurrence they give. Values only.

Dates and times of day are local wall-clock values in Europe/Helsinki, without a time zone of their own.
Every fault that the values refuse has a code (``Fault``), so that a form can show it at the right field in the
editor's language; the English message is for developers and importers.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from portal.listings.kinds import EventStatus
from portal.listings.value import Value

HELSINKI = ZoneInfo("Europe/Helsinki")


class Fault(StrEnum):
    """Why a value of a schedule is refused; the ``type`` of the error that pydantic reports."""

    WEEKDAYS = "weekdays"
    NTH = "nth"
    INTERVAL = "interval"
    INTERVAL_WITH_PARITY = "interval_with_parity"
    ANCHOR_MISSING = "anchor_missing"
    TIME_ZONE = "time_zone"
    END_WITHOUT_START = "end_without_start"
    DATES_MISSING = "dates_missing"
    LAST_BEFORE_DATE = "last_before_date"
    LAST_OF_MANY = "last_of_many"
    LAST_NOT_ALLOWED = "last_not_allowed"
    SEASON_BACKWARDS = "season_backwards"
    MOVED_NOWHERE = "moved_nowhere"
    NEW_DATE_NOT_ALLOWED = "new_date_not_allowed"
    TIMES_NOT_ALLOWED = "times_not_allowed"
    AT_NOT_ALLOWED = "at_not_allowed"


def _weekdays(value: tuple[int, ...]) -> tuple[int, ...]:
    if not value or not set(value) <= set(range(1, 8)):
        raise PydanticCustomError(Fault.WEEKDAYS, "weekdays are one or more of 1 (Monday) to 7 (Sunday)")
    return tuple(sorted(set(value)))


def _nth(value: tuple[int, ...]) -> tuple[int, ...]:
    if not value or not set(value) <= {1, 2, 3, 4, 5, -1}:
        raise PydanticCustomError(Fault.NTH, "nth is one or more of 1 to 5, or -1 for the last")
    return tuple(sorted(set(value), key=lambda n: 6 if n == -1 else n))


def _interval(value: int) -> int:
    if value < 1:
        raise PydanticCustomError(Fault.INTERVAL, "interval is a whole number from 1 up")
    return value


def _wall_clock(value: dt.time) -> dt.time:
    if value.tzinfo is not None:
        raise PydanticCustomError(Fault.TIME_ZONE, "a time of day is Finnish wall-clock time, without a time zone")
    return value


def _dates(value: tuple[dt.date, ...]) -> tuple[dt.date, ...]:
    if not value:
        raise PydanticCustomError(Fault.DATES_MISSING, "at least one date is needed")
    return tuple(sorted(set(value)))


def _helsinki(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise PydanticCustomError(Fault.TIME_ZONE, "an occurrence's moment needs a time zone")
    return value if value.tzinfo is HELSINKI else value.astimezone(HELSINKI)


def _check_times(start: dt.time | None, end: dt.time | None) -> None:
    if end is not None and start is None:
        raise PydanticCustomError(Fault.END_WITHOUT_START, "an end time needs a start time")


def _check_anchor(interval: int, anchor: dt.date | None) -> None:
    if interval > 1 and anchor is None:
        raise PydanticCustomError(Fault.ANCHOR_MISSING, "an interval above 1 needs an anchor: a date in its first week or month")


Weekdays = Annotated[tuple[int, ...], AfterValidator(_weekdays)]
Nth = Annotated[tuple[int, ...], AfterValidator(_nth)]
Interval = Annotated[int, AfterValidator(_interval)]
WallClock = Annotated[dt.time, AfterValidator(_wall_clock)]
DateList = Annotated[tuple[dt.date, ...], AfterValidator(_dates)]
Moment = Annotated[dt.datetime, AfterValidator(_helsinki)]


class Weekly(Value):
    """Every n weeks on weekdays (ISO: Monday 1 … Sunday 7), or only in odd or even ISO weeks."""

    type: Literal["weekly"] = "weekly"
    weekdays: Weekdays
    interval: Interval = 1
    parity: Literal["any", "odd", "even"] = "any"
    """Parity of the ISO week's number. Week 53 is followed by week 1: two odd weeks in a row."""
    anchor: dt.date | None = None
    """A date in the first week that counts (weeks begin on Monday); needed for interval > 1."""
    start: WallClock | None = None
    end: WallClock | None = None
    """Both None = all day; end alone None = open end; end <= start = past midnight, at most 24 hours."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_times(self.start, self.end)
        _check_anchor(self.interval, self.anchor)
        if self.interval > 1 and self.parity != "any":
            raise PydanticCustomError(Fault.INTERVAL_WITH_PARITY, "choose either odd or even weeks or an interval, not both")
        return self


class Monthly(Value):
    """The nth (1-5) or last (-1) weekday of every n-th month. A fifth weekday skips the months that lack it."""

    type: Literal["monthly"] = "monthly"
    weekdays: Weekdays
    nth: Nth
    interval: Interval = 1
    anchor: dt.date | None = None
    """A date in the first month that counts; needed for interval > 1."""
    start: WallClock | None = None
    end: WallClock | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_times(self.start, self.end)
        _check_anchor(self.interval, self.anchor)
        return self


class Dates(Value):
    """Listed dates; ``last`` makes several days of one date; an end may be unknown (open end).

    With ``last`` the end time is on the last day; without an end time it goes on to the end of the last day.
    """

    type: Literal["dates"] = "dates"
    dates: DateList
    last: dt.date | None = None
    """Last day, for one date that spans several days."""
    start: WallClock | None = None
    end: WallClock | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_times(self.start, self.end)
        if self.last is not None:
            if len(self.dates) > 1:
                raise PydanticCustomError(Fault.LAST_OF_MANY, "a last day belongs to one date, not to many")
            if self.last < self.dates[0]:
                raise PydanticCustomError(Fault.LAST_BEFORE_DATE, "the last day is before the first")
        return self


Rule = Weekly | Monthly | Dates


class Season(Value):
    """When weekly and monthly rules hold, both ends included; an end may be open."""

    start: dt.date | None = None
    end: dt.date | None = None
    name: str = ""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise PydanticCustomError(Fault.SEASON_BACKWARDS, "the season ends before it begins")
        return self

    def holds_on(self, day: dt.date) -> bool:
        """Whether ``day`` is within the season."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class ExceptionKind(StrEnum):
    """CLOSED disappears; CANCELLED stays, shown as cancelled; MOVED has a new date or time; EXTRA is added."""

    CLOSED = "closed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


class ScheduleException(Value):
    """One exception; ``date`` to ``last`` (both included) for CLOSED and CANCELLED.

    MOVED has ``new_date``, or a new ``start``, or both: a missing date or time stays as it was, and with a new start
    alone the length stays. EXTRA has its own times, or none = all day. If several fit the same occurrence, MOVED goes
    before CANCELLED and CANCELLED before CLOSED.
    """

    kind: ExceptionKind
    date: dt.date
    last: dt.date | None = None
    at: WallClock | None = None
    """Only the day's occurrence that begins at this time; None = all of the day's. Not for EXTRA."""
    new_date: dt.date | None = None
    start: WallClock | None = None
    end: WallClock | None = None
    note: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        _check_times(self.start, self.end)
        ranged = self.kind in {ExceptionKind.CLOSED, ExceptionKind.CANCELLED}
        if self.last is not None:
            if not ranged:
                raise PydanticCustomError(Fault.LAST_NOT_ALLOWED, "only a closing or a cancellation lasts several days")
            if self.last < self.date:
                raise PydanticCustomError(Fault.LAST_BEFORE_DATE, "the last day is before the first")
        if ranged and self.start is not None:
            raise PydanticCustomError(Fault.TIMES_NOT_ALLOWED, "a closing or a cancellation has no times of its own")
        if self.kind is ExceptionKind.MOVED:
            if self.new_date is None and self.start is None:
                raise PydanticCustomError(Fault.MOVED_NOWHERE, "a moved occurrence needs a new date or a new time")
        elif self.new_date is not None:
            raise PydanticCustomError(Fault.NEW_DATE_NOT_ALLOWED, "only a moved occurrence has a new date")
        if self.kind is ExceptionKind.EXTRA and self.at is not None:
            raise PydanticCustomError(Fault.AT_NOT_ALLOWED, "an extra occurrence does not name another occurrence")
        return self

    def covers(self, day: dt.date, start: dt.time | None) -> bool:
        """Whether it is about the occurrence of ``day`` that begins at ``start`` (None = all day)."""
        return self.date <= day <= (self.last or self.date) and (self.at is None or self.at == start)


class Occurrence(Value):
    """One time it happens. ``start`` and ``end`` are aware, in Europe/Helsinki; ``end`` is None for an open end.

    ``key`` identifies the occurrence among its schedule's: the original local start ("2026-11-25T09:00", or
    "2026-11-25" for all day), so it survives a move. An EXTRA at the start of an occurrence that was moved away has a "+" after it.
    Python compares two moments of one zone by their wall clocks: compare in UTC where the clocks change.
    """

    key: str
    start: Moment
    end: Moment | None
    """First moment after it; for all day and several days the midnight after the last day."""
    all_day: bool = False
    status: EventStatus = EventStatus.SCHEDULED
    note: str = ""
    moved_from: Moment | None = None

    def uid(self, listing_id: UUID, point_id: str = "") -> UUID:
        """Stable id of this occurrence, the same in the catalogue, the API and calendars.

        A version 5 UUID (RFC 9562) in the listing's namespace, over the delivery point's id (empty for the listing's
        own schedule) and ``key``: a change of time, note or status keeps it.
        """
        return uuid5(listing_id, f"{point_id}/{self.key}")

    @property
    def last_day(self) -> dt.date:
        """The last local day on which it goes on; an open end counts to its first day only."""
        if self.end is None:
            return self.start.date()
        return max(self.start.date(), (self.end - dt.timedelta(microseconds=1)).date())
