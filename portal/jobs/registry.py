"""Periodic jobs. An app declares its own beside the work itself, in a module called ``jobs``, which is imported at start."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

Work = Callable[[dt.datetime], str]
"""Takes the present moment (aware), does everything that is due, returns one line for the log. It can be run again at any time:
what was done stays done, nothing is done twice, and what was missed while the portal was down is caught up."""


@dataclass(frozen=True)
class Job:
    """A piece of work and how often it is wanted."""

    name: str
    every: dt.timedelta
    work: Work


_jobs: dict[str, Job] = {}


def periodic(name: str, every: dt.timedelta) -> Callable[[Work], Work]:
    """Declare the decorated function a periodic job."""

    def register(work: Work) -> Work:
        _jobs[name] = Job(name, every, work)
        return work

    return register


def jobs() -> list[Job]:
    """Every declared job, by name."""
    return [_jobs[name] for name in sorted(_jobs)]
