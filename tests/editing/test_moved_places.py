"""A place that moved to another organisation is its old contacts' no more: neither pages nor titles of drafts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.members.models import Role
from portal.members.services import grant
from tests import factories

pytestmark = pytest.mark.django_db

CANARY = "Kanarialintu luonnoksessa"


@pytest.fixture
def contact() -> Any:
    """A contact of two places, one of which moved to another organisation and got a draft under it there."""
    organisation = factories.organisation("Perheyhdistys")
    moves, stays = factories.place("Siirtyvä paikka", organisation), factories.place("Jäävä paikka", organisation)
    user = factories.member(Role.PLACE_CONTACT, organisation, places=[moves, stays])
    Page.objects.get(pk=moves.pk).move(factories.organisation("Toinen yhdistys"), pos="last-child")
    moves.refresh_from_db()
    draft = factories.group("Uusi ryhmä", moves)
    Page.objects.filter(pk=draft.pk).update(live=False, title=CANARY, draft_title=CANARY)
    return user


@pytest.mark.parametrize("address", ["editing_own_pages", "wagtailadmin_home"])
def test_the_old_contact_sees_nothing_of_it(client: Client, contact: Any, address: str) -> None:
    client.force_login(contact)
    body = client.get(reverse(address)).content.decode()
    assert CANARY not in body
    assert "Siirtyvä paikka" not in body
    assert "Perheyhdistys" in body


def test_the_list_of_people_names_the_places_that_count(client: Client, contact: Any) -> None:
    client.force_login(factories.coordinator())
    body = client.get(reverse("members_people")).content.decode()
    assert "Jäävä paikka" in body
    assert "Siirtyvä paikka" not in body


def test_a_contact_whose_only_place_moved_has_no_organisation_left(client: Client) -> None:
    organisation, other = factories.organisation("Perheyhdistys"), factories.organisation("Toinen yhdistys")
    place = factories.place("Siirtyvä paikka", organisation)
    user = factories.member(Role.PLACE_CONTACT, organisation, places=[place])
    grant(user, Role.EDITOR, other, by=None)
    Page.objects.get(pk=place.pk).move(factories.organisation("Kolmas yhdistys"), pos="last-child")
    client.force_login(user)
    assert client.get(reverse("editing_own_pages"), {"organisation": organisation.pk}).status_code == 404
    assert client.get(reverse("editing_own_pages"), {"organisation": other.pk}).status_code == 200
