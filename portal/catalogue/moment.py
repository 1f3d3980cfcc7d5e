"""What the dates of all listings say at a moment: which comes next, what is on today, what is over. It holds for a while."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils import timezone

from portal.catalogue.always import Always, is_always_open
from portal.catalogue.bits import bits_of

NEVER = float("inf")
Dates: TypeAlias = "array[float]"
"""Of one listing: start and end, start and end, … as Unix time, by their start. An open end is the end of its day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Unix times; rows are the numbers that ``portal.catalogue.memory`` gives to listings. Holds from ``since`` until before ``until``."""

    since: float
    until: float
    starts: "array[float]"
    """By row, as far as there are any: when the first of its dates to come or going on begins; infinite without one."""
    today: int
    """Rows with a date today that is not over, and those that are open round the clock today (a set of ``portal.catalogue.bits``)."""
    over: int
    """Events that are over."""

    def next_start(self, row: int) -> float:
        """When the row's first date to come or going on begins, infinite when it has none."""
        return self.starts[row] if row < len(self.starts) else NEVER

    def holds(self, now: float) -> bool:
        """Whether it says what is so at ``now``."""
        return self.since <= now < self.until


def moment(now: dt.datetime, dates: Mapping[int, Dates], over_from: Sequence[float], always: Mapping[int, Always]) -> Moment:
    """How it is at ``now`` (aware). ``dates``, ``over_from`` (NEVER: it is not told) and ``always``: by row."""
    at, until = now.timestamp(), end_of_day(now)
    midnight = until
    starts = array("d", [NEVER]) * (max(dates, default=-1) + 1)
    for row, times in dates.items():
        for place in range(1, len(times), 2):
            if times[place] > at:
                starts[row] = times[place - 1]
                until = min(until, times[place])
                break
    until = min(until, min((ends for ends in over_from if ends > at), default=until))
    return Moment(
        since=at,
        until=until,
        starts=starts,
        today=bits_of(row for row, start in enumerate(starts) if start < midnight)
        | bits_of(row for row, schedules in always.items() if is_always_open(schedules, now)),
        over=bits_of(row for row, ends in enumerate(over_from) if ends <= at),
    )


def end_of_day(at: dt.datetime) -> float:
    """The midnight (Europe/Helsinki) after a moment, as Unix time."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight + dt.timedelta(hours=30)).replace(hour=0).timestamp()
