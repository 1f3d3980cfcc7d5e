"""The form that makes a new season: prefilled, shows its dates first, never touches a page of somebody else."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.listings.schedule import Schedule, Season, Weekly
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


@pytest.fixture
def group() -> Any:
    today = timezone.localdate()
    seasons = (Season(start=today - 100 * DAY, end=today + 10 * DAY),)
    schedule = Schedule(rules=(Weekly(weekdays=(2,), start=dt.time(17)),), seasons=seasons)
    return factories.group(parent=factories.organisation(), schedule=schedule)


def address(page: Any) -> str:
    return reverse("editing_new_season", args=[page.pk])


@pytest.fixture
def editor(client: Client, group: Any) -> Client:
    client.force_login(factories.member(organisation=group.get_parent().specific))
    return client


def test_a_page_of_another_organisation_is_not_found(client: Client, group: Any) -> None:
    client.force_login(factories.member(organisation=factories.organisation("Toinen yhdistys")))
    assert client.get(address(group)).status_code == 404
    assert client.post(address(group), {"start": "2030-09-01", "end": "2030-12-15"}).status_code == 404
    assert group.revisions.count() == 0


def test_a_page_without_times_is_not_found(editor: Client, group: Any) -> None:
    service = factories.service(parent=group.get_parent())
    assert editor.get(address(service)).status_code == 404


@pytest.mark.parametrize(("start", "end"), [("", ""), ("soon", "later"), ("2030-12-15", "2030-09-01")])
def test_nonsense_is_told_in_the_form_and_nothing_is_saved(editor: Client, group: Any, start: str, end: str) -> None:
    response = editor.post(address(group), {"start": start, "end": end})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert group.revisions.count() == 0
    assert editor.post(address(group), {"start": start, "end": end, "show": "1"}).status_code == 200


def test_a_season_over_another_one_is_told_in_the_form(editor: Client, group: Any) -> None:
    today = timezone.localdate()
    response = editor.post(address(group), {"start": today.isoformat(), "end": (today + 60 * DAY).isoformat()})
    assert response.status_code == 200
    assert "start" in response.context["form"].errors


def test_the_form_is_filled_and_shows_the_dates(editor: Client, group: Any) -> None:
    response = editor.get(address(group))
    assert response.context["form"].initial["start"] > timezone.localdate()
    assert response.content.decode().count("<li>ti ") + response.content.decode().count("<li>Ti ") == 5


def test_the_day_after_a_season_begins_is_not_called_tomorrow(editor: Client, group: Any) -> None:
    monday = timezone.localdate() + dt.timedelta(days=7 * 30 - timezone.localdate().weekday())
    response = editor.post(address(group), {"start": monday.isoformat(), "end": (monday + 60 * DAY).isoformat(), "show": "1"})
    assert [date[:3] for date in response.context["told"].dates] == ["Ti "] * 5


def test_showing_the_dates_saves_nothing(editor: Client, group: Any) -> None:
    first = timezone.localdate() + 20 * DAY
    response = editor.post(address(group), {"start": first.isoformat(), "end": (first + 60 * DAY).isoformat(), "show": "1"})
    assert "told-dates" in response.content.decode()
    assert group.revisions.count() == 0


def test_the_draft_opens_in_the_editor(editor: Client, group: Any) -> None:
    first = timezone.localdate() + 20 * DAY
    response = editor.post(address(group), {"start": first.isoformat(), "end": (first + 60 * DAY).isoformat()})
    assert response.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[group.pk])
    group.refresh_from_db()
    assert len(group.get_latest_revision_as_object().schedule_value("fi").seasons) == 2
    assert len(group.schedule_value("fi").seasons) == 1


def test_a_locked_page_stays_as_it_is(editor: Client, group: Any) -> None:
    group.locked = True
    group.save()
    response = editor.post(address(group), {"start": "2030-09-01", "end": "2030-12-15"})
    assert response.status_code == 302
    assert group.revisions.count() == 0


def test_the_editors_menu_leads_to_it(editor: Client, group: Any) -> None:
    edit = editor.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    assert address(group) in edit
    assert "data-schedule-told" in edit
