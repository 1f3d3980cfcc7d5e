"""The admin's front page: the registered panels, for whom they are, in their order."""

from typing import Any

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import gettext

from portal.desk import registry
from portal.desk.registry import DeskPanel, register_panel
from portal.members.models import Role
from portal.moderation.panels import coverage_panel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry without the apps' panels."""
    monkeypatch.setattr(registry, "_panels", {})


def desk(client: Any, user: Any) -> str:
    """The desk as the user sees it."""
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.usefixtures("own_registry")
def test_a_user_for_whom_no_panel_speaks_is_told_kindly(client: Any) -> None:
    register_panel(DeskPanel("silent", "desk/desk.html", lambda request: None))
    html = desk(client, factories.administrator())
    assert "desk-silent" not in html
    told = gettext("There is nothing for you here yet. Ask the main editor of your organisation or a coordinator for the rights you need.")
    assert told in html


@pytest.mark.usefixtures("own_registry")
def test_panels_stand_in_their_order_and_a_name_is_taken_once() -> None:
    for name, order in (("b", 20), ("a", 20), ("first", 10), ("b", 5)):
        register_panel(DeskPanel(name, "desk/desk.html", lambda request: {}, order))
    assert [panel.name for panel in registry.panels()] == ["b", "first", "a"]


def test_wagtails_own_panels_are_gone_for_everybody(client: Any) -> None:
    factories.home()
    for user in (factories.coordinator(), factories.member(Role.EDITOR), factories.administrator()):
        html = desk(client, user)
        assert "w-summary" not in html
        assert "guide.wagtail.org" not in html


def test_a_coordinator_sees_what_waits_and_where_something_is_missing(client: Any) -> None:
    factories.home()
    town = factories.municipality("213", "Kangasniemi")
    factories.municipality("491", "Mikkeli")
    factories.place(municipality=town)
    html = desk(client, factories.coordinator())
    assert "desk-waiting" in html
    assert "desk-coverage" in html
    assert "Mikkeli." in html
    assert "Kangasniemi." not in html


def test_an_editor_sees_the_own_submissions_and_no_work_of_coordinators(client: Any) -> None:
    factories.home()
    html = desk(client, factories.member(Role.EDITOR))
    assert "desk-my-submissions" in html
    assert "desk-waiting" not in html
    assert "desk-coverage" not in html
    assert reverse("moderation_list") not in html


@pytest.mark.one_database
def test_coverage_costs_the_same_for_one_municipality_and_for_twenty(client: Any, django_assert_num_queries: Any) -> None:
    factories.home()
    request = RequestFactory().get("/")
    request.user = factories.coordinator()
    factories.place(municipality=factories.municipality("001", "Kunta 1"))
    assert len(coverage_panel(request)["rows"]) == 1  # the catalogue's memory has learnt of the place
    with django_assert_num_queries(3):
        coverage_panel(request)
    for number in range(2, 21):
        factories.municipality(f"{number:03}", f"Kunta {number}")
    factories.place("Toinen", municipality=factories.municipality("050", "Kunta 50"))
    coverage_panel(request)
    with django_assert_num_queries(3):
        shown = coverage_panel(request)
    assert (len(shown["rows"]), len(shown["without_place"])) == (21, 19)
