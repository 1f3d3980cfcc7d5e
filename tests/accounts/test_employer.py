"""Signing in through an employer recognises people; it makes neither accounts nor roles, and replaces no second factor."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.members.invitations import invite
from portal.members.models import Membership, Role
from portal.settings.env import read
from tests import factories
from tests.accounts.provider import CLIENT, Provider, running
from tests.accounts.signing import INSIDE, code_of, give_code, is_signed_in

pytestmark = pytest.mark.django_db
LOGIN, CALLBACK = "/accounts/oidc/employer/login/", "/accounts/oidc/employer/login/callback/"


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    """A provider that the portal is configured for."""
    with running() as one:
        given = {"OIDC_SERVER_URL": one.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_SECRET": "s", "OIDC_NAME": "Kunnan tunnus"}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": read(given).oidc_apps()}}
        yield one


def sign_in(client: Client, provider: Provider, query: str = "", **claims: Any) -> Any:
    """There and back again; the portal's last answer."""
    provider.claims = {"sub": "1", **claims}
    there = client.get(f"{LOGIN}{query}")
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert there["Location"].startswith(f"{provider.address}/authorization?")
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})


def counts() -> tuple[int, int, int]:
    """Accounts, roles and links to providers."""
    return User.objects.count(), Membership.objects.count(), SocialAccount.objects.count()


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"email": "toimittaja@example.org"},
        {"email": "toimittaja@example.org", "email_verified": False},
        {"email": "toimittaja@example.org", "email_verified": "false"},
        {"email": "tuntematon@example.org", "email_verified": True},
        {"email": "suljettu@example.org", "email_verified": True},
    ],
    ids=["no address", "nothing said", "unverified", "a word", "unknown", "closed"],
)
def test_whom_the_portal_does_not_know_it_does_not_let_in(client: Client, editor: User, provider: Provider, claims: dict[str, Any]) -> None:
    factories.user("suljettu@example.org", is_active=False)
    before = counts()
    refused = sign_in(client, provider, **claims)
    assert (refused.status_code, refused.templates[0].name) == (403, "socialaccount/no_account.html")
    assert not is_signed_in(client)
    assert counts() == before


def test_a_verified_address_is_its_user_who_still_gives_the_second_factor(client: Client, editor: User, provider: Provider) -> None:
    before = counts()
    asked = sign_in(client, provider, email="Toimittaja@Example.org", email_verified=True, roles=["admin"], groups=["coordinators"])
    assert asked["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert give_code(client, code_of(editor)).status_code == 302
    assert client.get(INSIDE).status_code == 200
    assert counts() == before
    editor.refresh_from_db()
    assert editor.has_usable_password()
    assert not editor.is_superuser


def test_an_open_invitation_is_accepted_and_the_second_factor_set_up(client: Client, provider: Provider) -> None:
    organisation = factories.organisation()
    invite("uusi@example.org", Role.EDITOR, organisation, by=factories.coordinator())
    let_in = sign_in(client, provider, email="uusi@example.org", email_verified=True, given_name="Uusi")
    assert let_in["Location"] == reverse("wagtailadmin_home")
    made = User.objects.get(email="uusi@example.org")
    assert [(one.role, one.organisation_id) for one in made.memberships.all()] == [(Role.EDITOR, organisation.pk)]
    assert client.get(INSIDE)["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200  # nothing more is asked: there is no password


def test_a_providers_account_is_never_tied_to_somebody_signed_in(client: Client, editor: User, provider: Provider) -> None:
    client.force_login(editor)
    refused = sign_in(client, provider, "?process=connect", email="tuntematon@example.org", email_verified=True)
    assert refused.status_code == 403
    sign_in(client, provider, "?process=connect", email=editor.email, email_verified=True)
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize("query", [{}, {"code": "abc"}, {"code": "abc", "state": "forged"}, {"error": "server_error"}])
def test_an_answer_nobody_asked_for_is_refused_in_words(client: Client, provider: Provider, query: dict[str, str]) -> None:
    refused = client.get(CALLBACK, query)
    assert (refused.status_code, refused.templates[0].name) == (401, "socialaccount/authentication_error.html")


def test_a_provider_that_fails_is_told_in_words(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.get(LOGIN)["Location"]).query)["state"][0]
    provider.broken = True
    assert client.get(CALLBACK, {"code": "abc", "state": state}).status_code == 401
    assert client.get(LOGIN).status_code == 401


def test_cancelling_leads_back(client: Client, provider: Provider) -> None:
    state = parse_qs(urlsplit(client.get(LOGIN)["Location"]).query)["state"][0]
    answer = client.get(CALLBACK, {"error": "access_denied", "state": state}, follow=True)
    assert (answer.status_code, answer.templates[0].name) == (200, "socialaccount/login_cancelled.html")


def test_the_way_is_shown_where_it_is_configured_only(client: Client, provider: Provider, settings: Any) -> None:
    assert "Kunnan tunnus" in client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": read({}).oidc_apps()}}
    assert LOGIN not in client.get(reverse("account_login")).content.decode()
    assert client.get(LOGIN).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"OIDC_SERVER_URL": "http://login.example"}, "https://"),
        ({"OIDC_CLIENT_ID": "x", "OIDC_NAME": "y"}, "OIDC_SERVER_URL, OIDC_SECRET"),
    ],
)
def test_half_a_configuration_is_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read(given)
