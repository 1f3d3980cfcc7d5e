"""The runner: one at a time, again after a failure, caught up after a pause; and the heartbeat that tells of it."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.jobs import registry
from portal.jobs.heartbeat import job_states, jobs_late
from portal.jobs.models import JobRun
from portal.jobs.registry import Job, jobs, periodic
from portal.jobs.runner import run_due

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


class Counter:
    """A job's work that counts its runs; ``error`` is raised when set."""

    def __init__(self) -> None:
        self.runs: list[dt.datetime] = []
        self.error: BaseException | None = None

    def __call__(self, now: dt.datetime) -> str:
        self.runs.append(now)
        if self.error:
            raise self.error
        return f"run {len(self.runs)}"


def job(work: Any, name: str = "sweep", every: dt.timedelta = HOUR) -> Job:
    return Job(name, every, work, timeout=15 * MINUTE)


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry without the portal's own jobs."""
    monkeypatch.setattr(registry, "_jobs", {})


# --- What goes wrong -----------------------------------------------------------------------------------------------
def test_a_failing_job_does_not_stop_the_next_one_and_is_tried_again_later(caplog: pytest.LogCaptureFixture) -> None:
    bad, good = Counter(), Counter()
    bad.error = RuntimeError("no such table")
    both = [job(bad, "a"), job(good, "b")]
    run_due(NOW, among=both)
    run = JobRun.objects.get(name="a")
    assert (run.error, run.failures, run.succeeded_at) == ("RuntimeError: no such table", 1, None)
    assert len(good.runs) == 1
    assert "no such table" in caplog.text
    assert run_due(NOW + MINUTE / 2, among=both) == []
    run_due(NOW + MINUTE, among=both)
    assert run_due(NOW + 5 * MINUTE, among=both) == []
    bad.error = None
    run_due(NOW + 6 * MINUTE, among=both)
    run.refresh_from_db()
    assert (run.error, run.failures, run.succeeded_at, run.summary) == ("", 0, NOW + 6 * MINUTE, "run 3")


def test_a_frequent_job_that_fails_is_not_kept_waiting_longer_than_a_minute() -> None:
    work = Counter()
    work.error = OSError()
    one = job(work, every=dt.timedelta(seconds=30))
    for minutes in range(8):
        run_due(NOW + minutes * MINUTE, among=[one])
    assert len(work.runs) == 8


def test_two_schedulers_do_not_run_the_same_job_at_once() -> None:
    inner: list[Any] = []

    def work(now: dt.datetime) -> str:
        inner.append(run_due(now, among=[one]))
        inner.append(run_due(now + MINUTE, among=[one]))
        return "done"

    one = job(work)
    assert len(run_due(NOW, among=[one])) == 1
    assert inner == [[], []]


def test_a_scheduler_that_read_before_another_ran_does_not_run_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Counter()
    one = job(work)
    stale, _created = JobRun.objects.get_or_create(name=one.name)
    run_due(NOW, among=[one])
    monkeypatch.setattr(JobRun.objects, "get_or_create", lambda **_: (stale, False))
    assert run_due(NOW, among=[one]) == []
    assert len(work.runs) == 1


def test_a_job_whose_process_died_is_taken_over_after_its_time() -> None:
    work = Counter()
    one = job(work)
    JobRun.objects.create(name=one.name, started_at=NOW, held_until=NOW + one.timeout)
    assert run_due(NOW + one.timeout - MINUTE, among=[one]) == []
    assert len(run_due(NOW + one.timeout, among=[one])) == 1


def test_a_slow_run_leaves_the_record_of_the_run_that_took_over() -> None:
    def slow(now: dt.datetime) -> str:
        run_due(now + one.timeout, among=[quick])
        return "slow"

    one = job(slow)
    quick = job(lambda now: "quick")
    run_due(NOW, among=[one])
    run = JobRun.objects.get()
    assert (run.summary, run.succeeded_at, run.held_until) == ("quick", NOW + one.timeout, None)


def test_a_job_cut_off_by_the_end_of_the_process_is_free_again() -> None:
    work = Counter()
    work.error = KeyboardInterrupt()
    one = job(work)
    with pytest.raises(KeyboardInterrupt):
        run_due(NOW, among=[one])
    work.error = None
    assert len(run_due(NOW, among=[one])) == 1


# --- When ----------------------------------------------------------------------------------------------------------
def test_a_job_runs_once_in_its_period_and_once_after_a_long_pause() -> None:
    work = Counter()
    one = job(work, every=DAY)
    for hours in (0, 1, 23, 24, 25, 24 * 10):
        run_due(NOW + hours * HOUR, among=[one])
    assert work.runs == [NOW, NOW + DAY, NOW + 10 * DAY]


def test_every_job_of_the_portal_can_run_twice() -> None:
    now = timezone.now()
    first = run_due(now)
    assert {run.name for run in first} == {one.name for one in jobs()}
    assert [run.error for run in first if run.error] == []
    again = run_due(now + 2 * DAY)
    assert [run.error for run in again if run.error] == []
    assert {"catalogue_roll", "mail_delivery", "mail_digest", "mail_retention"} <= {run.name for run in again}


def test_the_command_names_what_failed(only: None, capsys: pytest.CaptureFixture[str]) -> None:
    work = Counter()
    work.error = RuntimeError("broken")
    periodic("bad", HOUR)(work)
    periodic("good", HOUR)(Counter())
    with pytest.raises(CommandError, match="failed: bad"):
        call_command("run_jobs")
    assert "good: run 1" in capsys.readouterr().out
    call_command("run_jobs")


# --- The heartbeat -------------------------------------------------------------------------------------------------
def test_a_job_that_never_ran_or_not_for_long_or_fails_is_told(only: None, django_assert_num_queries: Any) -> None:
    work = Counter()
    periodic("sweep", HOUR)(work)
    assert [state.job.name for state in jobs_late(NOW)] == ["sweep"]
    run_due(NOW)
    assert jobs_late(NOW + HOUR) == []
    assert [(state.late, state.failing) for state in jobs_late(NOW + 2 * HOUR)] == [(True, False)]
    work.error = RuntimeError("broken")
    run_due(NOW + HOUR)
    assert [(state.late, state.failing) for state in jobs_late(NOW + HOUR)] == [(False, True)]
    for number in range(20):
        periodic(f"other{number}", HOUR)(Counter())
    with django_assert_num_queries(1):
        assert len(job_states(NOW)) == 21
