"""My organisation: its own pages and nobody else's, what they need, and the same number of queries for one and for twenty."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.editing.own import SORTS, Home, home_of, homes_of, own_rows
from portal.editing.own_views import own_pages_panel
from portal.editing.states import State
from portal.feedback.helpful import Helpful, count_answer
from portal.members.models import Role
from portal.members.services import grant
from portal.usage.models import DailyViews
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "editing_own_pages"


@pytest.fixture
def organisation() -> Any:
    return factories.organisation()


def states(organisation: Any, user: Any) -> dict[str, State]:
    home = home_of(user, organisation.pk)
    assert home is not None
    return {row.title: row.state.state for row in own_rows(home)}


def submitted(page: Any, by: Any) -> Any:
    """The page with a change that waits for approval."""
    page.save_revision(user=by)
    page.get_workflow().start(page, by)
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def _approval() -> None:
    from portal.moderation.setup import ensure_workflow

    factories.home()
    ensure_workflow()


@pytest.mark.parametrize("asked", ["99999", "x", "-1"])
def test_an_organisation_that_is_not_the_users_is_not_found(client: Client, organisation: Any, asked: str) -> None:
    client.force_login(factories.member(organisation=organisation))
    assert client.get(reverse(ADDRESS), {"organisation": asked}).status_code == 404


def test_another_organisations_pages_are_not_shown(client: Client, organisation: Any) -> None:
    other = factories.organisation("Toinen yhdistys")
    factories.group("Salainen ryhmä", other)
    client.force_login(factories.member(organisation=organisation))
    assert client.get(reverse(ADDRESS), {"organisation": other.pk}).status_code == 404
    assert "Salainen" not in client.get(reverse(ADDRESS)).content.decode()


def test_an_unknown_order_is_the_usual_one(client: Client, organisation: Any) -> None:
    client.force_login(factories.member(organisation=organisation))
    assert client.get(reverse(ADDRESS), {"sort": "password"}).status_code == 200


@pytest.mark.parametrize("order", [*SORTS, *(f"-{name}" for name in SORTS)])
def test_every_order_lists_every_page(client: Client, organisation: Any, order: str) -> None:
    factories.group("A", organisation)
    draft = factories.group("B", organisation)
    draft.unpublish()
    client.force_login(factories.member(organisation=organisation))
    rows = client.get(reverse(ADDRESS), {"sort": order}).context["rows"]
    assert {row.title for row in rows} == {"A", "B", organisation.title}


def test_a_coordinator_sees_any_organisation_and_has_no_home_of_the_own(organisation: Any) -> None:
    coordinator = factories.coordinator()
    assert homes_of(coordinator) == []
    assert home_of(coordinator, organisation.pk) is not None
    request = RequestFactory().get("/")
    request.user = coordinator
    assert own_pages_panel(request) is None


def test_a_place_contact_sees_the_place_and_adds_under_it(client: Client, organisation: Any) -> None:
    place = factories.place("Olohuone", organisation)
    factories.group("Paikan ryhmä", place)
    factories.group("Muu ryhmä", organisation)
    user = factories.member(Role.PLACE_CONTACT, organisation, places=[place])
    home = homes_of(user)[0]
    assert {row.title for row in own_rows(home)} == {"Olohuone", "Paikan ryhmä"}
    client.force_login(user)
    for button in home.buttons:
        assert client.get(button.url).status_code == 200


def test_every_add_button_opens_its_form(client: Client, organisation: Any) -> None:
    user = factories.member(organisation=organisation)
    client.force_login(user)
    for button in homes_of(user)[0].buttons:
        assert client.get(button.url).status_code == 200


def test_a_member_of_several_organisations_has_a_home_in_each(client: Client, organisation: Any) -> None:
    second = factories.organisation("Asukasyhdistys")
    user = factories.member(organisation=organisation)
    grant(user, Role.EDITOR, second, by=None)
    assert [home.organisation.title for home in homes_of(user)] == ["Asukasyhdistys", organisation.title]
    client.force_login(user)
    shown = client.get(reverse(ADDRESS), {"organisation": organisation.pk})
    assert shown.context["home"].organisation == organisation
    assert "Asukasyhdistys" in shown.content.decode()


@pytest.mark.usefixtures("_approval")
def test_states(organisation: Any) -> None:
    user = factories.member(organisation=organisation)
    factories.group("Julkinen", organisation)
    factories.group("Vanha", organisation, confirmed_on=timezone.localdate() - dt.timedelta(days=800))
    changed = factories.group("Muutettu", organisation)
    changed.summary = "Uusi."
    changed.save_revision()
    hidden = factories.group("Piilotettu", organisation)
    hidden.first_published_at = timezone.now()
    hidden.save()
    hidden.unpublish()
    factories.group("Luonnos", organisation).unpublish()
    submitted(factories.group("Odottaa", organisation), user)
    returned = submitted(factories.group("Palautettu", organisation), user)
    returned.current_workflow_task_state.specific.reject(user=factories.coordinator(), comment="Kerro osoite.")
    assert states(organisation, user) == {
        organisation.title: State.LIVE,
        "Julkinen": State.LIVE,
        "Vanha": State.OVERDUE,
        "Muutettu": State.CHANGED,
        "Piilotettu": State.HIDDEN,
        "Luonnos": State.DRAFT,
        "Odottaa": State.WAITING,
        "Palautettu": State.RETURNED,
    }


@pytest.mark.usefixtures("_approval")
def test_the_reason_reaches_the_list_and_the_panel(client: Client, organisation: Any) -> None:
    user = factories.member(organisation=organisation)
    page = submitted(factories.group("Palautettu", organisation), user)
    page.current_workflow_task_state.specific.reject(user=factories.coordinator(), comment="Kerro osoite.")
    client.force_login(user)
    assert "Kerro osoite." in client.get(reverse(ADDRESS)).content.decode()
    assert "Palautettu" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_views_of_thirty_days_are_shown(organisation: Any) -> None:
    group = factories.group("Luettu", organisation)
    DailyViews.objects.create(listing_id=group.listing_id, day=timezone.localdate(), count=12)
    user = factories.member(organisation=organisation)
    rows = {row.title: row for row in own_rows(homes_of(user)[0])}
    assert (rows["Luettu"].views, rows[organisation.title].views) == (12, 0)


def test_a_draft_has_neither_quality_nor_views(organisation: Any) -> None:
    factories.group("Luonnos", organisation).unpublish()
    row = next(row for row in own_rows(homes_of(factories.member(organisation=organisation))[0]) if row.title == "Luonnos")
    assert (row.quality, row.views, row.url) == (None, None, "")


@pytest.mark.one_database
def test_as_many_queries_for_twenty_pages_as_for_one(client: Client, organisation: Any) -> None:
    user = factories.member(organisation=organisation)
    factories.group("Yksi", organisation)
    client.force_login(user)

    def asked(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    addresses = [reverse(ADDRESS), reverse("wagtailadmin_home")]
    one = [asked(path) for path in addresses]
    for number in range(19):
        factories.group(f"Ryhmä {number}", organisation, confirmed_on=timezone.localdate() - dt.timedelta(days=800))
    assert [asked(path) for path in addresses] == one


def test_what_readers_answered_is_shown_with_the_page(organisation: Any) -> None:
    read = factories.group("Luettu", organisation)
    count_answer(read.listing_id, helped=True)
    count_answer(read.listing_id, helped=False)
    rows = {row.title: row for row in own_rows(Home(organisation, Role.EDITOR))}
    assert rows["Luettu"].helpful == Helpful(1, 1)
    assert rows[organisation.title].helpful is None
