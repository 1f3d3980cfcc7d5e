""" "Closed on these days" for many pages at once."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.catalogue.models import CatalogueEntry
from portal.freshness.breaks import suggestions
from portal.listings.schedule import Schedule, Weekly
from portal.members.models import Role
from tests import factories
from tests.freshness.world import TODAY, days, ours

pytestmark = pytest.mark.django_db
DAILY = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
FIRST, LAST = TODAY + days(20), TODAY + days(26)


@pytest.fixture
def organisation() -> Any:
    return ours()


@pytest.fixture
def group(organisation: Any) -> Any:
    return factories.group("Vauvaryhmä", organisation, schedule=DAILY)


def _data(*pages: Any, **changes: Any) -> dict[str, Any]:
    data = {
        "organisation": pages[0].get_parent().pk,
        "start": FIRST,
        "end": LAST,
        "note": "Joulutauko",
        "pages": [page.pk for page in pages],
    }
    return data | changes


def _post(client: Client, *pages: Any, **changes: Any) -> Any:
    return client.post(reverse("freshness_breaks"), _data(*pages, **changes))


def _public_dates(page: Any) -> list[dt.date]:
    schedule = CatalogueEntry.objects.get(page_id=page.pk, lang="fi").listing.schedule
    assert schedule is not None
    start = dt.datetime.combine(FIRST - days(1), dt.time(), dt.UTC)
    return [one.start.date() for one in schedule.occurrences(start, start + days(9))]


@pytest.mark.parametrize(
    "changes", [{"end": FIRST - days(1)}, {"end": FIRST + days(200)}, {"start": "x"}, {"pages": [999999]}, {"pages": []}]
)
def test_nonsense_changes_nothing(client: Client, organisation: Any, group: Any, changes: dict[str, Any]) -> None:
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    assert _post(client, group, apply="1", **changes).status_code == 200
    group.refresh_from_db()
    assert not group.schedule_exceptions


def test_it_shows_first_and_changes_nothing_yet(client: Client, organisation: Any, group: Any) -> None:
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    body = _post(client, group).content.decode()
    assert f"{FIRST.day}.{FIRST.month}." in body or str(FIRST.day) in body
    group.refresh_from_db()
    assert group.latest_revision is None


def test_a_trusted_editor_closes_at_once_and_twice_is_once(client: Client, organisation: Any, group: Any) -> None:
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    for _time in range(2):
        assert _post(client, group, apply="1").status_code == 302
    group.refresh_from_db()
    assert len(group.schedule_exceptions) == 1
    assert _public_dates(group) == [FIRST - days(1), LAST + days(1)]


def test_an_editors_break_waits_for_approval(client: Client, organisation: Any, group: Any) -> None:
    client.force_login(factories.member(Role.EDITOR, organisation))
    _post(client, group, apply="1")
    _post(client, group, apply="1")
    group.refresh_from_db()
    assert not group.schedule_exceptions
    assert len(group.get_latest_revision_as_object().schedule_exceptions) == 1
    assert group.current_workflow_state is not None


def test_a_draft_in_work_is_not_published_with_the_break(client: Client, organisation: Any, group: Any) -> None:
    group.title = "Luonnos"
    group.save_revision()
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    response = client.post(reverse("freshness_breaks"), _data(group, apply="1"), follow=True)
    assert "Vauvaryhmä" in response.content.decode()
    group.refresh_from_db()
    assert group.title == "Vauvaryhmä"
    assert not group.schedule_exceptions


def test_every_point_of_a_service_is_closed(client: Client, organisation: Any) -> None:
    service = factories.service(
        "Perheneuvo",
        organisation,
        delivery_points=[factories.delivery_point(DAILY, phone="015 1"), factories.delivery_point(phone="015 2")],
    )
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    _post(client, service, apply="1")
    points = CatalogueEntry.objects.get(page_id=service.pk, lang="fi").listing.delivery_points
    assert points[0].schedule is not None
    assert [one.note for one in points[0].schedule.exceptions] == ["Joulutauko"]
    service.refresh_from_db()
    assert not service.delivery_points[1].value["hours"]["exceptions"]


def test_others_pages_are_not_offered_and_not_closed(client: Client, organisation: Any, group: Any) -> None:
    client.force_login(factories.member(Role.TRUSTED_EDITOR, factories.organisation("Toinen")))
    assert "Vauvaryhmä" not in client.get(reverse("freshness_breaks"), {"organisation": organisation.pk}).content.decode()
    _post(client, group, apply="1")
    group.refresh_from_db()
    assert not group.schedule_exceptions


def test_suggestions_come_from_the_calendar() -> None:
    found = {(one.first, one.last) for one in suggestions(dt.date(2026, 11, 22))}
    assert (dt.date(2027, 3, 26), dt.date(2027, 3, 29)) in found  # Good Friday to Easter Monday
    assert (dt.date(2027, 6, 25), dt.date(2027, 6, 27)) in found  # Midsummer
    assert (dt.date(2027, 10, 18), dt.date(2027, 10, 24)) in found  # week 42
    assert all(one[1] >= dt.date(2026, 11, 22) for one in found)
