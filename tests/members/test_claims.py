""" "Is this your organisation?": programs, floods and forged forms first, then what people and coordinators do."""

import time
from uuid import uuid4

import pytest
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from wagtail.models import Page

from portal.mail.models import OutgoingMail
from portal.members.models import Claim, Invitation, Membership, Role
from portal.members.public_forms import ClaimForm
from tests import factories as make
from tests.members.people import fresh

pytestmark = pytest.mark.django_db

TYPED = {"name": "Kaisa Kysyjä", "email": "toimisto@example.org", "message": "Olen toiminnanjohtaja."}


@pytest.fixture(autouse=True)
def _no_earlier_attempts():
    cache.clear()


@pytest.fixture
def page():
    return make.organisation("Perheyhdistys")


def address(page):
    return reverse("members:claim", args=[page.listing_id])


def opened(seconds_ago=60):
    signer = signing.TimestampSigner(salt=ClaimForm.SALT)
    moment = signing.b62_encode(int(time.time()) - seconds_ago)
    value = f"claim{signer.sep}{moment}"
    return f"{value}{signer.sep}{signer.signature(value)}"


def send(client, page, **changes):
    return client.post(address(page), {**TYPED, "opened": opened(), "homepage": "", **changes}, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "Kaisa\r\nBcc: b@example.org"},
        {"email": "ei osoite"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"message": "x" * 1001},
        {"opened": ""},
        {"opened": "claim:1:väärä"},
        {"opened": opened(13 * 60 * 60)},
    ],
)
def test_what_is_refused_is_told_and_stays_typed(client, page, changes):
    response = send(client, page, **changes)
    assert response.status_code == 400
    assert "notice-urgent" in response.content.decode()
    if "message" not in changes:
        assert TYPED["message"] in response.content.decode()
    assert not Claim.objects.exists()


def test_a_form_sent_at_once_may_be_sent_again(client, page):
    assert send(client, page, opened=opened(0)).status_code == 400
    assert send(client, page).status_code == 303


def test_a_program_that_fills_everything_is_thanked_and_forgotten(client, page):
    assert send(client, page, homepage="https://example.org").status_code == 303
    assert not Claim.objects.exists()


def test_another_sites_form_is_refused(client, page):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        response = client.post(address(page), {**TYPED, "opened": opened()}, headers=headers)
        assert response.status_code == 403
    assert not Claim.objects.exists()


def test_one_address_cannot_flood(client, page):
    answers = [send(client, page, email=f"osoite{number}@example.org").status_code for number in range(7)]
    assert answers == [303] * 5 + [429] * 2
    assert Claim.objects.count() == 5
    elsewhere = client.post(address(page), {**TYPED, "opened": opened()}, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 303


def test_what_is_not_public_or_no_organisation_is_not_found(client, page):
    draft = make.organisation("Luonnos")
    draft.unpublish()
    for listing_id in (draft.listing_id, make.place("Paikka", page).listing_id, uuid4()):
        for name in ("members:claim", "members:claim_thanks"):
            assert client.get(reverse(name, args=[listing_id])).status_code == 404


def test_an_organisation_that_goes_while_somebody_writes_gives_the_words_back(client, page, monkeypatch):
    monkeypatch.setattr("portal.members.views.claim._organisation", lambda _id: page)  # as it was a moment ago
    Page.objects.get(pk=page.pk).delete()
    between = send(client, page)
    monkeypatch.undo()
    for response in (between, send(client, page, email="ei osoite")):
        assert response.status_code == 410
        html = response.content.decode()
        assert all(html.count(words) == 1 for words in (TYPED["name"], TYPED["message"]))
        assert "Perheyhdistys" not in html
    assert client.post(address(page), TYPED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404
    assert not Claim.objects.exists()


def test_an_organisation_with_an_editor_takes_no_claims_and_names_nobody(client, page):
    user = make.member(Role.EDITOR, page, first_name="Salattu", last_name="Nimi")
    body = client.get(address(page)).content.decode()
    assert 'name="email"' not in body
    assert user.email not in body
    assert "Salattu" not in body
    assert send(client, page).status_code == 409
    assert not Claim.objects.exists()


def test_the_page_sets_no_cookie_and_is_stored_nowhere(client, page):
    response = client.get(address(page))
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]


def test_a_claim_is_told_to_every_coordinator_once(client, page):
    coordinators = [make.coordinator(), make.coordinator()]
    for _ in range(2):
        response = send(client, page)
        assert response.status_code == 303
        assert client.get(response.url).status_code == 200
    assert Claim.objects.count() == 1
    for coordinator in coordinators:
        assert coordinator.notices.count() == 1
        assert TYPED["message"] not in coordinator.notices.get().text


def test_only_coordinators_see_and_answer(client, page):
    send(client, page)
    claim = Claim.objects.get()
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    for name, args in (("members_claims", []), ("members_claim", [claim.pk])):
        assert client.get(reverse(name, args=args)).status_code == 404
    assert client.post(reverse("members_claim", args=[claim.pk]), {"accept": "1"}).status_code == 404
    assert not Invitation.objects.exists()


def test_accepting_invites_the_address_once(client, page):
    send(client, page)
    claim = Claim.objects.get()
    coordinator = fresh(make.coordinator())
    assert "Olen toiminnanjohtaja." in coordinator.get(reverse("members_claim", args=[claim.pk])).content.decode()
    for _ in range(2):
        assert coordinator.post(reverse("members_claim", args=[claim.pk]), {"accept": "1"}).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.organisation) == (TYPED["email"], Role.MAIN_EDITOR, page)
    assert not Membership.objects.filter(organisation=page).exists()
    claim.refresh_from_db()
    assert claim.invitation == invitation


def test_refusing_needs_a_reason_and_mails_it(client, page):
    send(client, page)
    claim = Claim.objects.get()
    coordinator = fresh(make.coordinator())
    assert "reason" in coordinator.post(reverse("members_claim", args=[claim.pk]), {"reason": " "}).context["form"].errors
    assert coordinator.post(reverse("members_claim", args=[claim.pk]), {"reason": "Osoite ei ole yhdistyksen."}).status_code == 302
    assert OutgoingMail.objects.filter(to=TYPED["email"]).count() == 1
    assert not Invitation.objects.exists()
    claim.refresh_from_db()
    assert claim.decided_at is not None
