"""A new page knows where it is made: little is left to type, and nothing is taken from anybody else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.editing.defaults import fill_new_page
from portal.events.models import EventPage
from portal.groups.models import PeerGroupPage
from portal.members.models import Role
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.services.models import ServicePage
from tests import factories

pytestmark = pytest.mark.django_db

CONTACT = ("contact", {"name": "Toimisto", "phone": "015 000 000", "email": "", "url": "", "note": ""})


@pytest.fixture
def organisation() -> Any:
    factories.language()
    return factories.organisation(municipality=factories.municipality(), contacts=[CONTACT])


def begun(model: type[Any], parent: Any) -> Any:
    page = model()
    fill_new_page(page, parent)
    return page


def test_the_regions_own_pages_and_organisations_are_not_filled(organisation: Any) -> None:
    made = begun(OrganisationPage, organisation.get_parent().specific)
    assert (made.municipality, len(made.contacts)) == (None, 0)


def test_an_organisation_that_tells_nothing_fills_nothing() -> None:
    page = begun(PeerGroupPage, factories.organisation())
    assert (page.municipality, len(page.contacts), list(page.service_languages.all())) == (None, 0, [])


@pytest.mark.parametrize("model", [PeerGroupPage, EventPage, MeetingPlacePage])
def test_municipality_contacts_and_language_come_from_the_organisation(organisation: Any, model: type[Any]) -> None:
    page = begun(model, organisation)
    assert page.municipality == organisation.municipality
    assert [row.value["name"] for row in page.contacts] == ["Toimisto"]
    assert [language.slug for language in page.service_languages.all()] == ["fi"]


def test_a_service_has_no_address_of_its_own_to_fill(organisation: Any) -> None:
    assert [row.value["name"] for row in begun(ServicePage, organisation).contacts] == ["Toimisto"]


@pytest.mark.parametrize(("model", "row"), [(PeerGroupPage, "weekly"), (EventPage, "dates")])
def test_the_first_row_of_times_is_open(organisation: Any, model: type[Any], row: str) -> None:
    assert [one.block_type for one in begun(model, organisation).schedule_rules] == [row]


def test_under_a_place_the_place_is_chosen(organisation: Any) -> None:
    elsewhere = factories.municipality("213", "Kangasniemi")
    place = factories.place(parent=organisation, municipality=elsewhere)
    page = begun(PeerGroupPage, place)
    assert (page.meeting_place, page.municipality) == (place, elsewhere)


def test_a_place_contact_gets_the_filled_form(client: Client, organisation: Any) -> None:
    place = factories.place(parent=organisation)
    client.force_login(factories.member(Role.PLACE_CONTACT, organisation, places=[place]))
    response = client.get(reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", place.pk]))
    assert response.context["form"]["meeting_place"].value() == place.pk


def test_an_untouched_row_of_times_can_be_saved_as_a_draft(organisation: Any) -> None:
    page = begun(PeerGroupPage, organisation)
    page.title, page.slug, page.live = "Luonnos", "luonnos", False
    organisation.add_child(instance=page)
    assert page.schedule_value("fi") is None
