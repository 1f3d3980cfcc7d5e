"""Periodic jobs. An app declares its own beside the work itself, in a module called ``jobs``, which is imported at start."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[[dt.datetime], str]
"""Takes the present moment (aware), does everything that is due, returns one line for the log. It can be run again at any time:
what was done stays done, nothing is done twice, and what was missed while the portal was down is caught up."""

TIMEOUT = dt.timedelta(minutes=15)
"""How long a job may take unless it says otherwise. After that its process is taken for dead, and another may begin."""


@dataclass(frozen=True)
class Job:
    """A piece of work and how often it is wanted."""

    name: str
    every: dt.timedelta
    work: Work
    timeout: dt.timedelta = TIMEOUT
    label: Any = ""
    """What it does, in a few translated words; the name by default."""

    def __str__(self) -> str:
        return str(self.label) or self.name.replace("_", " ")


_jobs: dict[str, Job] = {}


def periodic(name: str, every: dt.timedelta, *, timeout: dt.timedelta = TIMEOUT, label: Any = "") -> Callable[[Work], Work]:
    """Declare the decorated function a periodic job."""

    def register(work: Work) -> Work:
        _jobs[name] = Job(name, every, work, timeout, label)
        return work

    return register


def jobs() -> list[Job]:
    """Every declared job, by name."""
    return [_jobs[name] for name in sorted(_jobs)]
