"""Contacts of a meeting place answer for their own places, not for the organisation: neither its contacts nor its other pages."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.freshness.models import CollectionRound, FreshnessContact, RoundItem
from portal.freshness.reviews import refresh_reviews
from portal.members.models import Role
from portal.members.services import grant
from tests import factories
from tests.freshness.world import TODAY, contact, days, due_in, ours

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    return ours()


@pytest.fixture
def place(organisation: Any) -> Any:
    return factories.place("Oma paikka", organisation, confirmed_on=due_in(-3))


@pytest.fixture
def user(organisation: Any, place: Any) -> Any:
    refresh_reviews()
    return factories.member(Role.PLACE_CONTACT, organisation, places=[place])


def _round(*items: tuple[Any, Any], **fields: Any) -> CollectionRound:
    made: CollectionRound = CollectionRound.objects.create(
        name="Kevään keruu",
        kinds=["peer_group"],
        season_start=TODAY,
        season_end=TODAY + days(60),
        closes_on=TODAY + days(20),
    )
    made.organisations.set({organisation for organisation, _page in items})
    RoundItem.objects.bulk_create(RoundItem(round=made, organisation=organisation, page=page, **fields) for organisation, page in items)
    return made


# --- Whom the portal asks ------------------------------------------------------------------------------------------
def test_the_organisations_contacts_are_out_of_reach(client: Client, organisation: Any, user: Any) -> None:
    held = contact(organisation, "oikea@example.org")
    client.force_login(user)
    listed = client.get(reverse("freshness_contacts"))
    assert listed.status_code == 404
    assert "oikea@example.org" not in listed.content.decode()
    assert client.post(reverse("freshness_contact_remove", args=[held.pk])).status_code == 404
    data = {"organisation": organisation.pk, "order": 2, "email": "paha@example.org", "name": "P", "page": ""}
    assert client.get(reverse("freshness_contact_add")).status_code == 404
    assert client.post(reverse("freshness_contact_add"), data).status_code == 404
    assert list(FreshnessContact.objects.values_list("email", flat=True)) == ["oikea@example.org"]


def test_who_edits_another_organisation_adds_contacts_there_only(client: Client, organisation: Any, place: Any, user: Any) -> None:
    other = factories.organisation("Toinen yhdistys")
    grant(user, Role.EDITOR, other, by=None)
    held = contact(organisation, "oikea@example.org")
    client.force_login(user)
    assert "oikea@example.org" not in client.get(reverse("freshness_contacts")).content.decode()
    assert client.post(reverse("freshness_contact_remove", args=[held.pk])).status_code == 404
    for sent in ({"organisation": organisation.pk, "page": ""}, {"organisation": organisation.pk, "page": place.pk}):
        response = client.post(reverse("freshness_contact_add"), {"order": 2, "email": "paha@example.org", "name": "P"} | sent)
        assert response.context["form"].errors["organisation"]
    client.post(reverse("freshness_contact_add"), {"organisation": other.pk, "page": "", "order": 1, "email": "a@example.org"})
    assert set(FreshnessContact.objects.values_list("email", flat=True)) == {"oikea@example.org", "a@example.org"}


def test_the_list_leads_only_editors_to_the_contacts(client: Client, organisation: Any, user: Any) -> None:
    client.force_login(user)
    assert reverse("freshness_contacts") not in client.get(reverse("freshness_list")).content.decode()
    client.force_login(factories.member(Role.EDITOR, organisation))
    assert reverse("freshness_contacts") in client.get(reverse("freshness_list")).content.decode()


# --- Breaks, collections -------------------------------------------------------------------------------------------
def test_a_break_closes_own_places_only(client: Client, organisation: Any, user: Any) -> None:
    factories.group("Muu ryhmä", organisation)
    client.force_login(user)
    assert "Muu ryhmä" not in client.get(reverse("freshness_breaks"), {"organisation": organisation.pk}).content.decode()


def test_a_collection_is_answered_for_own_places_only(client: Client, organisation: Any, place: Any, user: Any) -> None:
    group, other = factories.group("Oma ryhmä", place), factories.group("Muu ryhmä", organisation)
    made = _round((organisation, group), (organisation, other))
    client.force_login(user)
    address = reverse("freshness_round_answer", args=[made.pk])
    body = client.get(address).content.decode()
    assert "Oma ryhmä" in body
    assert "Muu ryhmä" not in body
    assert reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", organisation.pk]) not in body
    theirs = RoundItem.objects.get(page=other)
    assert client.post(address, {"item": theirs.pk, "answer": "pauses"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.answered_at is None


def test_a_collection_without_own_places_is_not_found(client: Client, organisation: Any, user: Any) -> None:
    made = _round((organisation, factories.group("Muu ryhmä", organisation)))
    client.force_login(user)
    assert client.get(reverse("freshness_round_answer", args=[made.pk])).status_code == 404


# --- The front page ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("role", "answered", "shown"),
    [
        (Role.EDITOR, False, True),
        (Role.EDITOR, True, False),
        (Role.PLACE_CONTACT, False, False),
    ],
)
def test_the_front_page_names_a_collection_while_somebody_has_to_answer(
    client: Client, organisation: Any, place: Any, role: Role, answered: bool, shown: bool
) -> None:
    other = factories.organisation("Toinen yhdistys")
    made = _round((organisation, factories.group("Ryhmä", organisation)), (other, factories.group("Toisen ryhmä", other)))
    if answered:
        moment = dt.datetime.now(dt.UTC)
        made.items.filter(organisation=organisation).update(answered_at=moment, answer="pauses")
    client.force_login(factories.member(role, organisation, places=[place] if role is Role.PLACE_CONTACT else []))
    assert ("Kevään keruu" in client.get(reverse("wagtailadmin_home")).content.decode()) is shown


def test_the_front_page_leaves_out_a_collection_that_asks_nothing(client: Client, organisation: Any) -> None:
    made = _round((organisation, factories.group("Ryhmä", organisation)))
    made.items.all().delete()
    client.force_login(factories.member(Role.EDITOR, organisation))
    assert "Kevään keruu" not in client.get(reverse("wagtailadmin_home")).content.decode()
