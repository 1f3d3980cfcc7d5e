"""Running what is due: each job by one process at a time, whatever the database; one that fails does not stop the others.

A process takes a job by a conditional update of its row. The hold ends by itself after the job's time-out, so a process that
died does not keep a job for ever; one that was only slow notices that the job was taken over and leaves the new run's record alone.
"""

import datetime as dt
import logging
from collections.abc import Iterable
from types import TracebackType

from django.db.models import Q
from django.utils import timezone

from portal.jobs.models import JobRun
from portal.jobs.registry import Job, jobs

logger = logging.getLogger(__name__)

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after a failure a job is tried again; never longer than its own period, but at least a minute."""


def run_due(now: dt.datetime | None = None, *, among: Iterable[Job] | None = None) -> list[JobRun]:
    """Run every job that is due; returns the records of those that this call ran.

    :param now: aware; the present moment by default.
    :param among: these jobs only; all declared ones by default.
    """
    now = now or timezone.now()
    done = []
    for job in jobs() if among is None else among:
        run, _created = JobRun.objects.get_or_create(name=job.name)
        if is_due(job, run, now) and _take(job, run, now):
            with _Attempt(job, run) as attempt:
                attempt.summary = job.work(now)
            done.append(run)
    return done


def is_due(job: Job, run: JobRun, now: dt.datetime) -> bool:
    """Whether it never succeeded or its period has passed since; after failures also whether it has waited long enough."""
    if run.failures and run.started_at and now < run.started_at + _pause(job, run.failures):
        return False
    return run.succeeded_at is None or now >= run.succeeded_at + job.every


def _pause(job: Job, failures: int) -> dt.timedelta:
    return min(PAUSES[min(failures, len(PAUSES)) - 1], max(job.every, PAUSES[0]))


def _take(job: Job, run: JobRun, now: dt.datetime) -> bool:
    """Hold the job for this process; False when another holds it or has run it meanwhile."""
    free = Q(held_until=None) | Q(held_until__lte=now)
    unchanged = JobRun.objects.filter(free, pk=run.pk, started_at=run.started_at, succeeded_at=run.succeeded_at)
    if not unchanged.update(started_at=now, held_until=now + job.timeout):
        return False
    run.started_at, run.held_until = now, now + job.timeout
    return True


class _Attempt:
    """Writes down how a run went. An error ends here, in the record and the log, and not in the jobs that come after."""

    def __init__(self, job: Job, run: JobRun) -> None:
        self.job, self.run, self.summary = job, run, ""

    def __enter__(self) -> "_Attempt":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        run = self.run
        if error is not None and not isinstance(error, Exception):  # the process is being ended: the hold goes, the job stays due
            JobRun.objects.filter(pk=run.pk, started_at=run.started_at).update(held_until=None)
            return False
        run.finished_at, run.held_until = timezone.now(), None
        if error is None:
            run.succeeded_at, run.failures, run.error, run.summary = run.started_at, 0, "", str(self.summary)[:255]
        else:
            run.failures += 1
            run.error = f"{type(error).__name__}: {error}"[:2000]
            logger.error("Job %s failed, %s in a row", self.job.name, run.failures, exc_info=error)
        fields = ("finished_at", "held_until", "succeeded_at", "failures", "error", "summary")
        mine = JobRun.objects.filter(pk=run.pk, started_at=run.started_at)
        mine.update(**{name: getattr(run, name) for name in fields})
        return True
