"""The list in the admin, contacts, and the panels of the front page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import AuditEvent
from portal.freshness.models import Confirmation, FreshnessContact, How
from portal.freshness.panels import mine_due, stale
from portal.freshness.reviews import refresh_reviews
from portal.isolation.doors import Door, door_of
from portal.listings.kinds import Kind
from portal.members.models import Role
from tests import factories
from tests.freshness.world import TODAY, contact, days, due_in, group_due_in, ours

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    return ours()


@pytest.fixture
def editor(organisation: Any) -> Any:
    return factories.member(Role.EDITOR, organisation)


def _list(client: Client, **query: str) -> str:
    refresh_reviews()
    return client.get(reverse("freshness_list"), query).content.decode()


def test_confirming_needs_a_post(client: Client, organisation: Any, editor: Any) -> None:
    page = group_due_in(-3, organisation)
    client.force_login(editor)
    assert client.get(reverse("freshness_confirm"), {"one": page.pk}).status_code == 405
    assert not Confirmation.objects.exists()


def test_an_editor_confirms_what_is_ticked_and_nothing_else(client: Client, organisation: Any, editor: Any) -> None:
    ticked, pressed, other = (group_due_in(-3, organisation, title) for title in ("Yksi", "Kaksi", "Kolme"))
    refresh_reviews()
    client.force_login(editor)
    client.post(reverse("freshness_confirm"), {"pages": [ticked.pk]})
    client.post(reverse("freshness_confirm"), {"pages": [other.pk], "one": pressed.pk})
    client.post(reverse("freshness_confirm"), {})
    assert set(Confirmation.objects.values_list("page_id", "user_id", "how")) == {
        (ticked.pk, editor.pk, How.ADMIN),
        (pressed.pk, editor.pk, How.ADMIN),
    }
    other.refresh_from_db()
    assert other.confirmed_on == due_in(-3)


def test_the_list_is_of_the_own_organisation_most_urgent_first(client: Client, organisation: Any, editor: Any) -> None:
    group_due_in(20, organisation, "Myöhemmin")
    group_due_in(-5, organisation, "Myöhässä")
    theirs = group_due_in(-5, factories.organisation("Vieras järjestö"), "Vieras ryhmä")
    client.force_login(editor)
    body = _list(client)
    assert body.index("Myöhässä") < body.index("Myöhemmin")
    assert "Vieras" not in body
    assert "Myöhemmin" not in _list(client, state="overdue")
    assert "Vieras" not in _list(client, organisation=str(theirs.get_parent().pk))
    response = client.post(reverse("freshness_confirm"), {"pages": [theirs.pk]})
    assert response.status_code == 404
    assert not Confirmation.objects.exists()


def test_a_place_contact_sees_and_confirms_the_own_place_only(client: Client, organisation: Any) -> None:
    place = factories.place("Oma paikka", organisation, confirmed_on=due_in(-3, Kind.MEETING_PLACE))
    group = group_due_in(-3, organisation, "Muu ryhmä")
    client.force_login(factories.member(Role.PLACE_CONTACT, organisation, places=[place]))
    body = _list(client)
    assert "Oma paikka" in body
    assert "Muu ryhmä" not in body
    assert client.post(reverse("freshness_confirm"), {"pages": [group.pk]}).status_code == 404


def test_the_coordinator_sees_all_and_filters(client: Client, organisation: Any) -> None:
    group_due_in(-5, organisation, "Ryhmä")
    factories.helpline("Puhelin", factories.organisation("Toinen"), confirmed_on=due_in(-5, Kind.HELPLINE))
    client.force_login(factories.coordinator())
    assert all(title in _list(client, state="overdue") for title in ("Ryhmä", "Puhelin"))
    assert "Ryhmä" not in _list(client, state="critical")
    assert "Ryhmä" not in _list(client, q="puhelin")
    assert "Ryhmä" not in _list(client, kind="helpline")
    assert client.get(reverse("freshness_list"), {"organisation": "x'", "kind": "%", "page": "1"}).status_code == 200


def test_strangers_come_in_nowhere(client: Client, organisation: Any) -> None:
    page = group_due_in(-5, organisation)
    refresh_reviews()
    assert client.get(reverse("freshness_list")).status_code == 302
    client.force_login(factories.user())
    for name in ("freshness_list", "freshness_contacts", "freshness_breaks", "freshness_rounds"):
        assert client.get(reverse(name)).status_code != 200
    client.post(reverse("freshness_confirm"), {"pages": [page.pk]})
    assert not Confirmation.objects.exists()


def test_every_view_is_classified() -> None:
    from portal.freshness.wagtail_hooks import freshness_urls

    assert all(door_of(str(pattern.name)) in {Door.OPEN, Door.REGIONAL} for pattern in freshness_urls())


def _queries(client: Client, count: int) -> int:
    refresh_reviews()
    client.get(reverse("freshness_list"))
    with CaptureQueriesContext(connection) as captured:
        body = client.get(reverse("freshness_list")).content.decode()
    assert body.count('name="pages"') == count + 1  # and the organisation itself
    return len(captured)


@pytest.mark.one_database
def test_twenty_pages_cost_what_one_does(client: Client, organisation: Any, editor: Any) -> None:
    client.force_login(editor)
    group_due_in(-1, organisation, "Ryhmä 0")
    one = _queries(client, 1)
    for number in range(1, 20):
        group_due_in(-number, organisation, f"Ryhmä {number}")
    assert _queries(client, 20) == one


# --- Contacts ------------------------------------------------------------------------------------------------------
def test_a_contact_is_added_and_removed_and_logged(client: Client, organisation: Any, editor: Any) -> None:
    client.force_login(editor)
    data = {"organisation": organisation.pk, "order": 1, "email": "Sihteeri@Example.org", "name": "Sihteeri"}
    client.post(reverse("freshness_contact_add"), data)
    assert FreshnessContact.objects.get().email == "sihteeri@example.org"
    again = client.post(reverse("freshness_contact_add"), data | {"email": "toinen@example.org"})
    assert again.status_code == 200
    assert "toinen@example.org" in again.content.decode()
    assert FreshnessContact.objects.count() == 1
    client.post(reverse("freshness_contact_remove", args=[FreshnessContact.objects.get().pk]))
    assert not FreshnessContact.objects.exists()
    assert AuditEvent.objects.filter(action__startswith="freshness.contact_").count() == 2


def test_contacts_of_others_are_out_of_reach(client: Client, organisation: Any, editor: Any) -> None:
    theirs = contact(factories.organisation("Vieras"), "vieras@example.org")
    client.force_login(editor)
    assert "vieras@example.org" not in client.get(reverse("freshness_contacts")).content.decode()
    assert client.post(reverse("freshness_contact_remove", args=[theirs.pk])).status_code == 404
    client.post(reverse("freshness_contact_add"), {"organisation": theirs.organisation_id, "order": 2, "email": "a@example.org"})
    assert FreshnessContact.objects.count() == 1


def test_a_contacts_page_is_of_the_organisation(client: Client, organisation: Any) -> None:
    other = factories.organisation("Toinen")
    page = group_due_in(3, other)
    refresh_reviews()
    client.force_login(factories.coordinator())
    client.post(reverse("freshness_contact_add"), {"organisation": organisation.pk, "page": page.pk, "order": 1, "email": "a@example.org"})
    assert not FreshnessContact.objects.exists()


def test_contacts_are_never_public(client: Client, organisation: Any) -> None:
    contact(organisation, "salainen@example.org")
    page = group_due_in(3, organisation)
    for path in (page.url, organisation.url, "/api/v1/listings"):
        assert "salainen@example.org" not in client.get(path).content.decode()


# --- Panels --------------------------------------------------------------------------------------------------------
def _request(user: Any) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = user
    return request


def test_each_sees_the_own_panel(organisation: Any, editor: Any) -> None:
    group_due_in(5, organisation)
    group_due_in(-5, organisation, "Toinen")
    coordinator = factories.coordinator()
    refresh_reviews()
    mine, region = mine_due(_request(editor)), stale(_request(coordinator))
    assert mine is not None
    assert region is not None
    assert mine["count"] == 2
    assert region["count"] == 1
    assert region["organisations"][0]["organisation__title"] == "Perheyhdistys"
    assert mine_due(_request(coordinator)) is None
    assert stale(_request(editor)) is None


def test_nothing_due_is_no_panel(organisation: Any, editor: Any) -> None:
    factories.group("Tuore", organisation, confirmed_on=TODAY - days(1))
    refresh_reviews()
    assert mine_due(_request(editor)) is None
