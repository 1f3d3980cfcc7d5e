"""There is one way in; every other door leads to it, and none opens to a password alone."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from portal.accounts.models import User
from tests import factories
from tests.accounts.signing import INSIDE, PASSWORD, code_of, give_code, give_password, is_signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DOORS = ["/admin/login/", "/_util/login/", "/accounts/login/", "/sv/accounts/login/", "/en/accounts/login/", "/admin/", "/admin/pages/"]
FOREIGN = ["//evil.example/x", "https://evil.example/", "http:///evil.example", "/\\evil.example", "javascript:alert(1)"]


@pytest.mark.parametrize("door", DOORS)
def test_the_right_password_alone_makes_no_session_at_any_door(client: Client, editor: User, door: str) -> None:
    given = {"username": editor.email, "login": editor.email, "email": editor.email, "password": PASSWORD, "next": "/admin/"}
    client.post(door, given)
    assert not is_signed_in(client)
    assert client.get(INSIDE).status_code == 302


def test_password_and_code_open_the_admin(client: Client, editor: User) -> None:
    asked = give_password(client, editor.email.upper())
    assert asked["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    wrong = give_code(client, "000000")
    assert wrong.context["form"].errors["code"]
    assert give_code(client, code_of(editor))["Location"] == reverse("wagtailadmin_home")
    assert client.get(INSIDE).status_code == 200


def test_a_code_counts_once_even_while_its_time_lasts(client: Client, editor: User) -> None:
    code = code_of(editor, steps=1)
    give_password(client, editor.email)
    assert give_code(client, code).status_code == 302
    client.post(reverse("account_logout"))
    give_password(client, editor.email)
    assert give_code(client, code).context["form"].errors["code"]
    assert not is_signed_in(client)


def test_a_code_long_gone_or_yet_to_come_is_refused(client: Client, editor: User) -> None:
    give_password(client, editor.email)
    for steps in (-3, 3):
        assert give_code(client, code_of(editor, steps)).context["form"].errors["code"]


def test_a_closed_account_does_not_open(client: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert give_password(client, editor.email)["Location"] == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_a_door_keeps_where_one_wanted_to_go(client: Client, door: str) -> None:
    assert client.get(f"{door}?next=/admin/pages/3/")["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F3%2F"


@pytest.mark.parametrize("target", FOREIGN)
def test_nobody_is_led_out_of_the_portal(client: Client, editor: User, target: str) -> None:
    for door in ("/admin/login/", "/_util/login/"):
        assert client.get(door, {"next": target})["Location"] == "/accounts/login/"
    client.post("/accounts/login/", {"login": editor.email, "password": PASSWORD, "next": target})
    assert give_code(client, code_of(editor))["Location"] == reverse("wagtailadmin_home")
    assert client.get("/admin/login/", {"next": target})["Location"] == reverse("wagtailadmin_home")


def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


def test_whoever_may_not_enter_is_told_so_instead_of_being_sent_in_circles(client: Client) -> None:
    client.force_login(factories.user())
    for door in ("/admin/login/?next=/admin/", "/_util/login/?next=/"):
        answer = client.get(door)
        assert (answer.status_code, answer.templates[0].name) == (403, "account/no_access.html")
    followed = client.get("/admin/", follow=True)
    assert (followed.status_code, len(followed.redirect_chain)) == (403, 1)


def test_the_admins_own_button_signs_out_by_post_only(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get("/admin/logout/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/admin/logout/")["Location"] == reverse("account_login")
    assert not is_signed_in(client)


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "login/code/confirm/", "3rdparty/", "2fa/trust/"])
def test_what_is_not_needed_is_not_there(client: Client, editor: User, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404
    client.force_login(editor)
    assert client.get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize("name", ["wagtailadmin_password_reset", "account_signup", "account_email"])
def test_and_has_no_name(name: str) -> None:
    if name.startswith("wagtailadmin"):
        assert Client().get("/admin/password_reset/").status_code in (302, 404)
        assert Client().post("/admin/password_reset/", {"email": "x@example.org"}).status_code in (302, 404)
        return
    with pytest.raises(NoReverseMatch):
        reverse(name)
