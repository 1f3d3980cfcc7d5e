"""Time as one value object: when something happens or is open, in Europe/Helsinki.

Every output that tells a time (next dates, "open now", calendars, search) asks ``Schedule.occurrences``; nobody else
reads the rules. The answer depends on the schedule and the window only, never on the clock.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from dateutil.relativedelta import relativedelta

from portal.listings.expansion import FIRST_DAY, LAST_DAY, Plan, exception_for, expand, in_season, local_day
from portal.listings.kinds import EventStatus
from portal.listings.rules import (
    HELSINKI,
    Dates,
    ExceptionKind,
    Fault,
    Monthly,
    Occurrence,
    Rule,
    ScheduleException,
    Season,
    Weekly,
)
from portal.listings.value import Value

__all__ = [
    "FIRST_DAY",
    "HELSINKI",
    "LAST_DAY",
    "Dates",
    "ExceptionKind",
    "Fault",
    "Monthly",
    "Occurrence",
    "Rule",
    "Schedule",
    "ScheduleException",
    "Season",
    "Weekly",
]

TRUSTED_FOR = relativedelta(months=12)
"""How long after ``as_of`` times may be shown as valid."""
LOOK_AHEAD = relativedelta(years=5)
"""How far ``next_occurrences`` looks; enough for anything that happens at least every few years."""


class Schedule(Value):
    """When something happens or is open, in Europe/Helsinki."""

    rules: tuple[Rule, ...] = ()
    seasons: tuple[Season, ...] = ()
    """Empty = all year. Dates rules ignore seasons."""
    exceptions: tuple[ScheduleException, ...] = ()
    round_the_clock: bool = False
    """Always open, so there are no occurrences to list and the rules are not used; only seasons and closings limit it."""
    closed_on_holidays: bool = True
    """Finnish public holidays close weekly and monthly rules; Dates, EXTRA and round the clock are never closed."""
    by_appointment: bool = False
    text: str = ""
    """Times in words, when only words are known or rules cannot say it."""
    as_of: dt.date | None = None
    """Last day on which the times were known to be true. None = maintained here, no limit."""
    check: bool = False
    """The times are marked to be checked: never occurrences."""

    @property
    def says_something(self) -> bool:
        """Whether anything at all is said about times."""
        return bool(self.rules or self.exceptions or self.round_the_clock or self.by_appointment or self.text)

    @property
    def trusted_until(self) -> dt.date:
        """The last day the times may be asserted for: 12 months after ``as_of``, or LAST_DAY without a limit."""
        if self.as_of is None or self.as_of > LAST_DAY:
            return LAST_DAY
        return min(self.as_of + TRUSTED_FOR, LAST_DAY)

    def trusted_on(self, day: dt.date) -> bool:
        """Whether the times may be shown as valid on ``day``: not to be checked, and as_of at most 12 months before."""
        return not self.check and (self.as_of is None or day <= self.trusted_until)

    def occurrences(self, start: dt.datetime, end: dt.datetime) -> Iterator[Occurrence]:
        """Occurrences that overlap [start, end), ordered by start; an open end goes on to the end of its day.

        Cancelled ones are among them. Times marked to be checked give none; with ``as_of``, none begins later than
        12 months after it. A schedule round the clock has none. Nothing exists outside FIRST_DAY-LAST_DAY (1970-2100).

        Raises:
            ValueError: a moment has no time zone, or ``end`` is before ``start``.
        """
        if start.tzinfo is None or end.tzinfo is None:
            msg = "a window of time needs a time zone at both ends"
            raise ValueError(msg)
        if end < start:
            msg = "the window of time ends before it begins"
            raise ValueError(msg)
        if self.check or self.round_the_clock or start == end:
            return iter(())
        plan = Plan(self.rules, self.seasons, self.exceptions, self.closed_on_holidays, self.trusted_until)
        return expand(plan, start, end)

    def next_occurrences(self, after: dt.datetime, n: int) -> tuple[Occurrence, ...]:
        """At most ``n`` occurrences that begin at or after ``after``, cancelled ones included, within LOOK_AHEAD.

        Raises:
            ValueError: ``after`` has no time zone or ``n`` is negative.
        """
        if n < 0:
            msg = "a negative number of occurrences"
            raise ValueError(msg)
        day = local_day(after)
        if after.year > LAST_DAY.year:
            return ()
        horizon = dt.datetime.combine(min(day, LAST_DAY - LOOK_AHEAD) + LOOK_AHEAD, dt.time(23, 59), HELSINKI)
        since = after.astimezone(dt.UTC)
        return tuple(islice((o for o in self.occurrences(after, horizon) if o.start >= since), n))

    def is_open(self, at: dt.datetime) -> bool | None:
        """True or False when known, None when the times are unknown, only words, or not trusted at ``at``.

        Between the start of an occurrence with an open end and the end of its day nobody knows: None.

        Raises:
            ValueError: ``at`` has no time zone.
        """
        day = local_day(at)
        if not self.trusted_on(day):
            return None
        if self.round_the_clock:
            return in_season(self.seasons, day) and not self._shut_on(day)
        if not self.rules and not any(e.kind is ExceptionKind.EXTRA for e in self.exceptions):
            return None
        if not FIRST_DAY.year <= at.year <= LAST_DAY.year:
            return None
        going_on = [
            occurrence
            for occurrence in self.occurrences(at, at + dt.timedelta(microseconds=1))
            if occurrence.status is not EventStatus.CANCELLED
        ]
        if any(occurrence.end is not None for occurrence in going_on):
            return True
        return None if going_on else False

    def _shut_on(self, day: dt.date) -> bool:
        return any(exception_for(self.exceptions, kind, day, None) for kind in (ExceptionKind.CLOSED, ExceptionKind.CANCELLED))
