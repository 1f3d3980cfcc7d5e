"""The heartbeat in the admin: the coordinator sees what is late before a family does."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from portal.jobs import registry
from portal.jobs.models import JobRun
from portal.jobs.registry import periodic
from portal.mail.models import OutgoingMail
from portal.operations.desk import machinery_panel
from tests.factories import administrator, coordinator, member

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> JobRun:
    """The portal's only job; it has just run well."""
    monkeypatch.setattr(registry, "_jobs", {})
    periodic("sweep", HOUR, label="Sweeping")(lambda now: "swept")
    now = timezone.now()
    return JobRun.objects.create(name="sweep", started_at=now, finished_at=now, succeeded_at=now, summary="swept 3")


def panel(user: Any) -> dict[str, Any] | None:
    request = RequestFactory().get("/admin/")
    request.user = user
    return machinery_panel(request)


def test_organisations_see_neither_jobs_nor_the_panel(client: Client, sweep: JobRun) -> None:
    sweep.delete()
    editor = member()
    client.force_login(editor)
    assert client.get(reverse("jobs")).status_code == 404
    assert panel(editor) is None


def test_nothing_is_said_when_all_is_well(sweep: JobRun) -> None:
    assert panel(coordinator()) is None


def test_late_and_failing_jobs_and_lost_mails_are_told(client: Client, sweep: JobRun) -> None:
    who = coordinator()
    client.force_login(who)
    JobRun.objects.update(succeeded_at=timezone.now() - 3 * HOUR)
    shown = panel(who)
    assert shown is not None
    assert [state.job.name for state in shown["late"]] == ["sweep"]
    JobRun.objects.update(succeeded_at=timezone.now(), error="OSError: disk full", failures=2)
    page = client.get(reverse("jobs")).content.decode()
    assert "Sweeping" in page
    assert "OSError: disk full" in page
    JobRun.objects.update(error="", failures=0)
    OutgoingMail.objects.create(to="anna@example.org", subject="Hei", failed_at=timezone.now())
    shown = panel(who)
    assert shown == {"late": [], "given_up": 1}
    assert "desk-machinery" in client.get("/admin/").content.decode()


def test_a_job_that_never_ran_is_told(client: Client, sweep: JobRun) -> None:
    client.force_login(administrator())
    sweep.delete()
    assert "Sweeping" in client.get(reverse("jobs")).content.decode()
    assert panel(administrator()) is not None
