"""Whether the jobs still run: what is late, what fails, for the coordinator to see before a family does."""

import datetime as dt
from dataclasses import dataclass

from portal.jobs.models import JobRun
from portal.jobs.registry import Job, jobs

GRACE = dt.timedelta(minutes=15)
"""A scheduler that looks every few seconds, or cron every few minutes, is never this late."""


@dataclass(frozen=True)
class JobState:
    """A job and how its last run went; ``run`` is None when it never ran."""

    job: Job
    run: JobRun | None
    late: bool
    """The last success is longer ago than its period and some grace; or there was none."""
    failing: bool
    """The last run ended with an error."""


def job_states(now: dt.datetime) -> list[JobState]:
    """Every declared job, by name. One query.

    :param now: aware.
    """
    runs = {run.name: run for run in JobRun.objects.all()}
    return [_state(job, runs.get(job.name), now) for job in jobs()]


def jobs_late(now: dt.datetime) -> list[JobState]:
    """The jobs that are late or failing. One query.

    :param now: aware.
    """
    return [state for state in job_states(now) if state.late or state.failing]


def _state(job: Job, run: JobRun | None, now: dt.datetime) -> JobState:
    late = run is None or run.succeeded_at is None or run.succeeded_at + job.every + GRACE < now
    return JobState(job, run, late=late, failing=bool(run and run.error))
