"""Numbers from outside that are none, or that no database holds: unknown, never an error of the server."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.freshness.links import link_path
from portal.freshness.models import Ask, CollectionRound, RoundItem
from portal.freshness.reviews import refresh_reviews
from portal.isolation.numbers import as_pk
from portal.members.models import Invitation, Role
from tests import factories
from tests.fresh import log_in_freshly
from tests.freshness.world import TODAY, days

pytestmark = pytest.mark.django_db

NO_NUMBERS = ("²", "٣", "-1", "0x1", "1 ", "9" * 19, "9" * 30, "9" * 5000)
IN_QUERIES = {
    "freshness_list": ("organisation",),
    "editing_own_pages": ("organisation",),
    "moderation_list": ("organisation",),
    "freshness_breaks": ("organisation",),
    "members_people": ("role", "organisation"),
    "members_organisations": ("organisation_kind",),
    "audit": ("organisation_id",),
}
IN_FORMS: dict[str, tuple[dict[str, Any], ...]] = {
    "freshness_confirm": ({"one": ""}, {"pages": ""}),
    "freshness_contact_add": ({"organisation": "", "order": 1, "email": "a@example.org"}, {"page": "", "order": 1}),
    "freshness_breaks": ({"organisation": "", "start": str(TODAY), "end": str(TODAY)}, {"pages": ""}),
    "freshness_round_open": ({"organisations": ""},),
    "members_invite": ({"organisation": ""},),
    "members_invite_organisation": ({"municipality": "", "name": "Uusi", "email": "a@example.org"},),
    "moderation_bulk_approve": ({"ticked": ""},),
}


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_it_is_no_primary_key(text: str) -> None:
    assert as_pk(text) is None


def test_digits_are_a_primary_key() -> None:
    assert (as_pk("7"), as_pk("9" * 18)) == (7, 10**18 - 1)


@pytest.fixture
def client() -> Client:
    """A browser that sees errors of the server as answers."""
    return Client(raise_request_exception=False)


@pytest.fixture
def administrator(client: Client) -> Any:
    factories.event("Perhepäivä", factories.organisation())
    refresh_reviews()
    user = factories.administrator()
    log_in_freshly(client, user)
    return user


@pytest.mark.parametrize("name", IN_QUERIES)
def test_a_filter_takes_no_such_number(client: Client, administrator: Any, name: str) -> None:
    for text in NO_NUMBERS:
        for parameter in IN_QUERIES[name]:
            assert client.get(reverse(name), {parameter: text}).status_code in {200, 404}, (parameter, text[:20])


@pytest.mark.parametrize("name", IN_FORMS)
def test_a_form_takes_no_such_number(client: Client, administrator: Any, name: str) -> None:
    for text in NO_NUMBERS:
        for form in IN_FORMS[name]:
            sent = {field: value or text for field, value in form.items()}
            assert client.post(reverse(name), sent).status_code in {200, 404, 422}, (form, text[:20])


def test_places_of_an_invitation(client: Client, administrator: Any) -> None:
    organisation = factories.organisation("Toinen")
    for text in NO_NUMBERS:
        sent = {"email": "a@example.org", "role": Role.PLACE_CONTACT, "places": text}
        assert client.post(reverse("members_invite_to", args=[organisation.pk]), sent).status_code in {200, 422}
    assert not Invitation.objects.exists()


def test_the_public_page_of_a_collection(client: Client) -> None:
    organisation = factories.organisation()
    editor = factories.member(Role.EDITOR, organisation)
    made = CollectionRound.objects.create(name="K", kinds=[], season_start=TODAY, season_end=TODAY + days(9), closes_on=TODAY + days(9))
    made.organisations.set([organisation])
    item = RoundItem.objects.create(pk=1000, round=made, organisation=organisation, page=factories.group("Ryhmä", organisation))
    address = link_path(Ask.objects.create(user=editor, email=editor.email, round=made, organisation=organisation))
    for text in NO_NUMBERS:
        assert client.post(address, {"item": text, "answer": "pauses"}).status_code in {303, 410, 422}, text[:20]
        assert client.post(address, {"item": text, "answer": "?"}).status_code == 422, text[:20]
    item.refresh_from_db()
    assert item.answered_at is None
    single = link_path(Ask.objects.create(user=editor, email=editor.email))
    for text in NO_NUMBERS:
        assert client.post(single, {"page": text, "answer": "current"}).status_code in {303, 410, 422}, text[:20]


@pytest.mark.parametrize(
    "name", ["members_invite_to", "guide_editions", "members_membership", "freshness_round", "feedback_message", "editing_new_season"]
)
def test_an_address_with_a_number_that_no_database_holds(client: Client, administrator: Any, name: str) -> None:
    for text in ("9" * 19, "9" * 30):
        assert client.get(reverse(name, args=[int(text)])).status_code == 404
