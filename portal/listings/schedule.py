"""Time as one value object. Contract; the occurrence engine follows."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal
from uuid import UUID

from portal.listings.kinds import EventStatus
from portal.listings.value import Value


class Weekly(Value):
    """Every n weeks on weekdays (ISO: Monday 1 … Sunday 7), or only odd or even ISO weeks."""

    type: Literal["weekly"] = "weekly"
    weekdays: tuple[int, ...]
    interval: int = 1
    parity: Literal["any", "odd", "even"] = "any"
    anchor: dt.date | None = None
    """A date in the first week that counts, for interval > 1."""
    start: dt.time | None = None
    end: dt.time | None = None
    """Local wall-clock times; both None = all day; end <= start = past midnight."""


class Monthly(Value):
    """The nth (1-5) or last (-1) weekday of every n-th month."""

    type: Literal["monthly"] = "monthly"
    weekdays: tuple[int, ...]
    nth: tuple[int, ...]
    interval: int = 1
    anchor: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None


class Dates(Value):
    """Listed dates; ``last`` makes several days of one occurrence; an end may be unknown (open end)."""

    type: Literal["dates"] = "dates"
    dates: tuple[dt.date, ...]
    last: dt.date | None = None
    """Last day, for one date that spans several days."""
    start: dt.time | None = None
    end: dt.time | None = None


Rule = Weekly | Monthly | Dates


class Season(Value):
    """When weekly and monthly rules hold, both ends included; an end may be open."""

    start: dt.date | None = None
    end: dt.date | None = None
    name: str = ""


class ExceptionKind(StrEnum):
    """CLOSED disappears; CANCELLED stays, shown as cancelled; MOVED has a new date or time; EXTRA is added."""

    CLOSED = "closed"
    CANCELLED = "cancelled"
    MOVED = "moved"
    EXTRA = "extra"


class ScheduleException(Value):
    """One exception; ``date`` to ``last`` (both included) for CLOSED and CANCELLED."""

    kind: ExceptionKind
    date: dt.date
    last: dt.date | None = None
    new_date: dt.date | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    note: str = ""


class Occurrence(Value):
    """One time it happens. ``start`` and ``end`` are aware, in Europe/Helsinki; ``end`` is None for an open end.

    ``key`` identifies the occurrence among its schedule's: the original local start, so it survives a move.
    """

    key: str
    start: dt.datetime
    end: dt.datetime | None
    all_day: bool = False
    status: EventStatus = EventStatus.SCHEDULED
    note: str = ""
    moved_from: dt.datetime | None = None

    def uid(self, listing_id: UUID, point_id: str = "") -> UUID:
        """Stable id of this occurrence, the same in the catalogue, the API and calendars."""
        raise NotImplementedError


class Schedule(Value):
    """When something happens or is open, in Europe/Helsinki."""

    rules: tuple[Rule, ...] = ()
    seasons: tuple[Season, ...] = ()
    """Empty = all year. Dates rules ignore seasons."""
    exceptions: tuple[ScheduleException, ...] = ()
    round_the_clock: bool = False
    closed_on_holidays: bool = True
    """Finnish public holidays close weekly and monthly rules; Dates, EXTRA and round the clock are never closed."""
    by_appointment: bool = False
    text: str = ""
    """Times in words, when only words are known or rules cannot say it."""
    as_of: dt.date | None = None
    """Last day on which the times were known to be true. None = maintained here, no limit."""
    check: bool = False
    """The times are marked to be checked: never occurrences."""

    def occurrences(self, start: dt.datetime, end: dt.datetime) -> Iterator[Occurrence]:
        """Occurrences that overlap [start, end), ordered by start. Naive datetimes raise ValueError."""
        raise NotImplementedError

    def trusted_on(self, day: dt.date) -> bool:
        """Whether the times may be shown as valid on ``day``: not to be checked, and as_of at most 12 months before."""
        raise NotImplementedError

    def is_open(self, at: dt.datetime) -> bool | None:
        """True or False when known, None when the times are unknown, only words, or not trusted at ``at``."""
        raise NotImplementedError
