"""Invitations: who may send which, what a link can and cannot do."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from portal.audit.models import AuditEvent
from portal.mail.models import OutgoingMail
from portal.members.invitations import PER_HOUR, accept_for_email, invite, resend, token_of, withdraw
from portal.members.models import Invitation, Membership, Role
from portal.members.services import end, grant
from tests import factories as make
from tests.members.people import fresh

pytestmark = pytest.mark.django_db

NEW = "uusi@example.org"
ACCOUNT = {"first_name": "Uusi", "last_name": "Muokkaaja", "password": "pitkä ja oma lause 26"}


def path(invitation):
    return reverse("members:accept", args=[token_of(invitation)])


def invited(role=Role.EDITOR, **terms):
    page = make.organisation("Perheyhdistys")
    return invite(NEW, role, page, by=make.member(Role.MAIN_EDITOR, page), **terms)


def assert_void(response):
    assert response.status_code == 404
    assert gettext("Ask the person who invited you to send a new one.") in response.content.decode()
    assert NEW not in response.content.decode()
    assert "Perheyhdistys" not in response.content.decode()
    assert not get_user_model().objects.filter(email=NEW).exists()


@pytest.mark.parametrize(
    "email", ["", "ei-osoite", "a@example.org\r\nBcc: b@example.org", "a@example.org\nb@example.org", "a b@example.org", "a@example.org,"]
)
def test_a_bad_address_is_refused(email):
    page = make.organisation()
    with pytest.raises(ValidationError):
        invite(email, Role.EDITOR, page, by=make.member(Role.MAIN_EDITOR, page))
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("inviter", "role", "allowed"),
    [
        (Role.PLACE_CONTACT, Role.PLACE_CONTACT, False),
        (Role.EDITOR, Role.EDITOR, False),
        (Role.TRUSTED_EDITOR, Role.EDITOR, False),
        (Role.MAIN_EDITOR, Role.EDITOR, True),
        (Role.MAIN_EDITOR, Role.MAIN_EDITOR, True),
        (Role.COORDINATOR, Role.MAIN_EDITOR, True),
    ],
)
def test_who_may_invite_to_an_organisation(inviter, role, allowed):
    page = make.organisation()
    by = make.member(inviter, page)
    if allowed:
        assert invite(NEW, role, page, by=by).is_open
    else:
        with pytest.raises(ValidationError):
            invite(NEW, role, page, by=by)


def test_nobody_invites_to_another_organisation():
    own, other = make.organisation("Oma"), make.organisation("Toinen")
    with pytest.raises(ValidationError):
        invite(NEW, Role.EDITOR, other, by=make.member(Role.MAIN_EDITOR, own))


def test_only_coordinators_and_administrators_invite_coordinators():
    with pytest.raises(ValidationError):
        invite(NEW, Role.COORDINATOR, None, by=make.member(Role.MAIN_EDITOR, make.organisation()))
    assert invite(NEW, Role.COORDINATOR, None, by=make.coordinator()).is_open
    assert invite(NEW, Role.COORDINATOR, None, by=make.administrator()).is_open


@pytest.mark.parametrize("role", ["administrator", "superuser", "", Role.COORDINATOR])
def test_no_invitation_gives_more_than_the_roles_there_are(role):
    page = make.organisation()
    with pytest.raises(ValidationError):
        invite(NEW, role, page, by=make.coordinator())


def test_terms_that_do_not_fit_are_refused():
    page = make.organisation("Oma")
    foreign = make.place("Vieras", make.organisation("Toinen"))
    by = make.member(Role.MAIN_EDITOR, page)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for role, terms in (
        (Role.PLACE_CONTACT, {}),
        (Role.PLACE_CONTACT, {"places": [foreign]}),
        (Role.EDITOR, {"places": [make.place("Oma paikka", page)]}),
        (Role.EDITOR, {"valid_until": yesterday}),
    ):
        with pytest.raises(ValidationError):
            invite(NEW, role, page, by=by, **terms)
    with pytest.raises(ValidationError):
        invite(by.email, Role.EDITOR, page, by=by)


@pytest.mark.parametrize("how", ["ended", "expired", "lowered and ended"])
def test_leaving_and_coming_back_is_no_promotion(client, how):
    page = make.organisation()
    by = make.member(Role.MAIN_EDITOR, page)
    user = make.user(NEW)
    if how == "lowered and ended":
        grant(user, Role.MAIN_EDITOR, page, by=None)
    membership = grant(user, Role.EDITOR, page, by=None)
    if how == "expired":
        Membership.objects.filter(pk=membership.pk).update(valid_until=timezone.localdate() - dt.timedelta(days=1))
    else:
        end(membership, by=by)
    for role in (Role.TRUSTED_EDITOR, Role.MAIN_EDITOR):
        with pytest.raises(ValidationError) as refused:
            invite(NEW.upper(), role, page, by=by)
        assert list(refused.value.message_dict) == ["role"]
        assert invite(NEW, role, page, by=make.coordinator()).is_open
    back = invite(NEW, Role.EDITOR, page, by=by)
    client.force_login(user)
    assert client.post(path(back)).status_code == 302
    assert Membership.objects.current().get(user=user).role == Role.EDITOR


def test_an_invitation_from_before_the_lower_role_is_no_promotion(client):
    invitation = invited(Role.MAIN_EDITOR)
    user = make.user(NEW)
    end(grant(user, Role.EDITOR, invitation.organisation, by=None), by=invitation.invited_by)
    client.force_login(user)
    assert client.post(path(invitation)).status_code == 404
    assert accept_for_email(NEW, {"email_verified": True}) is None
    with pytest.raises(ValidationError):
        resend(invitation, by=invitation.invited_by)
    assert not Membership.objects.current().filter(user=user).exists()


def test_what_a_main_editor_gives_ends_with_the_own_role(client):
    page = make.organisation()
    last = timezone.localdate() + dt.timedelta(days=30)
    by = make.member(Role.MAIN_EDITOR, page)
    own = Membership.objects.filter(user=by)
    own.update(valid_until=last)
    for asked in (None, last + dt.timedelta(days=1)):
        with pytest.raises(ValidationError) as refused:
            invite(NEW, Role.EDITOR, page, by=by, valid_until=asked)
        assert list(refused.value.message_dict) == ["valid_until"]
        colleague = Membership.objects.get(user=make.member(Role.EDITOR, page))
        terms = {"role": Role.EDITOR, "valid_until": asked.isoformat() if asked else ""}
        assert fresh(by).post(reverse("members_membership", args=[colleague.pk]), terms).status_code == 200
        colleague.refresh_from_db()
        assert colleague.ended_at is None
    invitation = invite(NEW, Role.EDITOR, page, by=by, valid_until=last)
    sooner = last - dt.timedelta(days=10)
    own.update(valid_until=sooner)
    assert client.post(path(invitation), ACCOUNT).status_code == 302
    assert Membership.objects.get(user__email=NEW).valid_until == sooner


def test_a_forged_link_is_void(client):
    invitation = invited()
    token = token_of(invitation)
    for bad in ("x", token[:-1] + ("A" if token[-1] != "A" else "B"), token.split(":")[0], "%00", "a" * 3000):
        assert_void(client.get(f"/kutsu/{bad}/"))
        assert_void(client.post(f"/kutsu/{bad}/", ACCOUNT))


def test_expired_withdrawn_and_replaced_links_are_void(client):
    invitation = invited()
    first = path(invitation)
    resend(invitation, by=invitation.invited_by)
    assert_void(client.post(first, ACCOUNT))
    second = path(invitation)
    Invitation.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert_void(client.post(second, ACCOUNT))
    resend(invitation, by=invitation.invited_by)
    third = path(invitation)
    withdraw(invitation, by=invitation.invited_by)
    assert_void(client.post(third, ACCOUNT))


def test_a_new_invitation_replaces_the_open_one():
    first = invited()
    second = invite(NEW.upper(), Role.TRUSTED_EDITOR, first.organisation, by=first.invited_by)
    first.refresh_from_db()
    assert first.revoked_at is not None
    assert second.is_open


def test_who_has_left_invites_nobody(client):
    invitation = invited()
    end(Membership.objects.get(user=invitation.invited_by), by=None)
    assert_void(client.post(path(invitation), ACCOUNT))


def test_who_is_gone_invites_nobody(client):
    invitation = invited()
    link = path(invitation)
    invitation.invited_by.delete()
    assert_void(client.post(link, ACCOUNT))


def test_nobody_floods_strangers_with_invitations():
    page = make.organisation()
    by = make.member(Role.MAIN_EDITOR, page)
    until = timezone.now() + dt.timedelta(days=1)
    Invitation.objects.bulk_create(
        Invitation(email=f"k{number}@example.org", role=Role.EDITOR, organisation=page, invited_by=by, expires_at=until)
        for number in range(PER_HOUR)
    )
    with pytest.raises(ValidationError):
        invite(NEW, Role.EDITOR, page, by=by)


def test_a_link_for_another_address_is_void_when_the_row_was_changed(client):
    invitation = invited()
    link = path(invitation)
    Invitation.objects.update(email="muu@example.org")
    assert_void(client.post(link, ACCOUNT))


def test_opening_the_link_changes_nothing_and_is_private(client):
    invitation = invited()
    for method in (client.get, client.head):
        response = method(path(invitation))
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
    invitation.refresh_from_db()
    assert invitation.is_open
    assert not get_user_model().objects.filter(email=NEW).exists()
    assert "Perheyhdistys" in client.get(path(invitation)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("password", "lyhyt"),
        ("password", "123456789012345"),
        ("password", "uusimuokkaaja"),
        ("first_name", "Uusi\r\nBcc: toinen@example.org"),
        ("first_name", ""),
    ],
)
def test_faults_are_told_and_what_was_typed_stays(client, field, value):
    invitation = invited()
    response = client.post(path(invitation), ACCOUNT | {field: value})
    assert response.status_code == 400
    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    assert 'value="Muokkaaja"' in page
    assert not get_user_model().objects.filter(email=NEW).exists()


def test_a_form_of_another_site_is_refused(client):
    invitation = invited()
    assert_void(client.post(path(invitation), ACCOUNT, headers={"Sec-Fetch-Site": "cross-site"}))


def test_accepting_makes_the_account_and_leads_to_the_second_factor(client):
    invitation = invited(Role.TRUSTED_EDITOR, valid_until=timezone.localdate() + dt.timedelta(days=90))
    response = client.post(path(invitation), ACCOUNT, follow=True)
    user = get_user_model().objects.get(email=NEW)
    assert user.get_full_name() == "Uusi Muokkaaja"
    assert user.check_password(ACCOUNT["password"])
    assert EmailAddress.objects.get(user=user).verified
    membership = Membership.objects.get(user=user)
    assert (membership.role, membership.valid_until) == (Role.TRUSTED_EDITOR, invitation.valid_until)
    assert "/accounts/2fa/" in response.redirect_chain[-1][0]
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Client().post(path(invitation), ACCOUNT).status_code == 404
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"invitation.sent", "invitation.accepted", "membership.granted"} <= actions


def test_an_existing_account_signs_in_first_and_then_accepts_with_a_button(client):
    invitation = invited()
    user = make.user(NEW)
    page = client.get(path(invitation)).content.decode()
    assert "next=/kutsu/" in page
    assert 'name="password"' not in page
    client.post(path(invitation), ACCOUNT)
    assert not Membership.objects.filter(user=user).exists()
    client.force_login(user)
    assert client.get(path(invitation)).status_code == 200
    assert not Membership.objects.filter(user=user).exists()
    assert client.post(path(invitation)).status_code == 302
    assert Membership.objects.get(user=user).organisation == invitation.organisation


def test_somebody_else_who_is_signed_in_cannot_accept(client):
    invitation = invited()
    client.force_login(make.user())
    assert "Perheyhdistys" in client.post(path(invitation), ACCOUNT).content.decode()
    assert Membership.objects.count() == 1
    assert not get_user_model().objects.filter(email=NEW).exists()


def test_a_closed_account_cannot_accept(client):
    invitation = invited()
    make.user(NEW, is_active=False)
    assert client.get(path(invitation)).status_code == 404
    assert client.post(path(invitation), ACCOUNT).status_code == 404
    assert Membership.objects.count() == 1


def test_accepting_an_old_invitation_takes_no_rights_away(client):
    invitation = invited(Role.EDITOR)
    user = make.user(NEW)
    grant(user, Role.MAIN_EDITOR, invitation.organisation, by=None)
    client.force_login(user)
    client.post(path(invitation))
    assert Membership.objects.current().get(user=user).role == Role.MAIN_EDITOR


def test_the_mail_names_who_invites_and_what_to():
    invited()
    mail = OutgoingMail.objects.get(to=NEW)
    assert "Perheyhdistys" in mail.subject
    assert "\n" not in mail.subject


def test_a_name_with_line_breaks_makes_no_header():
    page = make.organisation("Yhdistys\r\nBcc: muu@example.org")
    invite(NEW, Role.EDITOR, page, by=make.coordinator(first_name="A\r\nBcc: b@example.org"))
    assert "\n" not in OutgoingMail.objects.get(to=NEW).subject


# --- Signing in through an employer -----------------------------------------------------------------------------------
@pytest.mark.parametrize("claims", [{"email_verified": False}])
def test_an_unverified_address_is_refused(claims):
    invited()
    assert accept_for_email(NEW, claims) is None
    assert not get_user_model().objects.filter(email=NEW).exists()


def test_without_an_open_invitation_nobody_comes_in():
    invitation = invited()
    assert accept_for_email("muu@example.org", {"email_verified": True}) is None
    withdraw(invitation, by=None)
    assert accept_for_email(NEW, {"email_verified": True}) is None


def test_an_invited_address_gets_what_it_was_invited_to_and_no_more():
    invitation = invited()
    claims = {
        "email_verified": True,
        "given_name": "Uusi",
        "family_name": "Nimi\r\n",
        "roles": ["administrator"],
        "groups": ["coordinators"],
    }
    user = accept_for_email(NEW.upper(), claims)
    assert user is not None
    assert user.get_full_name() == "Uusi Nimi"
    assert not user.has_usable_password()
    assert not user.is_superuser
    assert [(one.role, one.organisation_id) for one in Membership.objects.filter(user=user)] == [(Role.EDITOR, invitation.organisation_id)]


def test_a_closed_account_stays_closed():
    invited()
    make.user(NEW, is_active=False)
    assert accept_for_email(NEW, {"email_verified": True}) is None
