"""How a session begins, lasts and ends."""

import re
import time

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.accounts.middleware import BEGAN, SEEN
from portal.accounts.models import User
from tests.accounts.signing import INSIDE, PASSWORD, code_of, give_code, give_password, is_signed_in

pytestmark = pytest.mark.django_db
NEW = "uusi ja yhtä pitkä salasana"


def sign_in(client: Client, user: User, steps: int = 0) -> None:
    """Through both doors."""
    give_password(client, user.email)
    assert give_code(client, code_of(user, steps)).status_code == 302


def test_the_key_changes_at_sign_in_and_the_old_one_is_dead_after_sign_out(client: Client, editor: User) -> None:
    give_password(client, editor.email)
    before = client.session.session_key
    give_code(client, code_of(editor))
    during = client.session.session_key
    assert during
    assert before != during
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = during
    assert thief.get(INSIDE).status_code == 302


def test_a_new_password_ends_the_other_sessions(client: Client, editor: User) -> None:
    other = Client()
    sign_in(client, editor)
    sign_in(other, editor, steps=1)
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_change_password"), given)["Location"] == reverse("mfa_index")
    assert client.get(INSIDE).status_code == 200
    assert other.get(INSIDE).status_code == 302
    assert mail.outbox[-1].to == [editor.email]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"oldpassword": "väärä", "password1": NEW, "password2": NEW}, "oldpassword"),
        ({"oldpassword": PASSWORD, "password1": "lyhyt", "password2": "lyhyt"}, "password1"),
        ({"oldpassword": PASSWORD, "password1": "qwertyuiop123", "password2": "qwertyuiop123"}, "password1"),
        ({"oldpassword": PASSWORD, "password1": NEW, "password2": f"{NEW}!"}, "password2"),
    ],
)
def test_a_password_that_will_not_do_is_told_at_its_field(client: Client, editor: User, given: dict[str, str], field: str) -> None:
    client.force_login(editor)
    answer = client.post(reverse("account_change_password"), given)
    assert list(answer.context["form"].errors) == [field]
    assert 'aria-invalid="true"' in answer.content.decode()
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_deactivation_counts_at_the_next_request(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get(INSIDE).status_code == 200
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert client.get(INSIDE).status_code == 302


@pytest.mark.parametrize(
    ("began", "seen", "lasts"),
    [(11.9, 0.9, True), (12.1, 0.1, False), (2, 1.1, False)],
    ids=["within both", "twelve hours in all", "an hour without the user"],
)
def test_a_session_ends(client: Client, editor: User, began: float, seen: float, lasts: bool) -> None:
    client.force_login(editor)
    session = client.session
    session[BEGAN], session[SEEN] = time.time() - began * 3600, time.time() - seen * 3600
    session.save()
    assert (client.get(INSIDE).status_code == 200) is lasts
    assert is_signed_in(client) is lasts


def test_an_open_page_that_calls_by_itself_is_nobody(client: Client, editor: User) -> None:
    client.force_login(editor)
    session = client.session
    half_an_hour_ago = session[SEEN] = time.time() - 1800
    session.save()
    client.post(reverse("wagtailadmin_editing_sessions:release", args=[1]))
    assert client.session[SEEN] == half_an_hour_ago
    client.get(INSIDE)
    assert client.session[SEEN] > half_an_hour_ago


def test_readers_without_a_session_are_given_none(client: Client, editor: User) -> None:
    answer = client.get("/")
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def _link(client: Client, editor: User) -> str:
    client.post(reverse("account_reset_password"), {"email": editor.email}, headers={"host": "127.0.0.1"})
    found = re.search(r"http://localhost:8000(/accounts/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert found, "the link is on the portal's own address, whatever host was named"
    return found.group(1)


def test_a_forgotten_password_is_replaced_by_mail_and_the_second_factor_is_still_asked(client: Client, editor: User) -> None:
    form = client.get(_link(client, editor))["Location"]
    assert "set-password" in form  # the key does not stay in the address
    answer = client.post(form, {"password1": NEW, "password2": NEW})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert give_code(client, code_of(editor)).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password(NEW)


def test_a_link_works_once_and_a_forged_one_never(client: Client, editor: User) -> None:
    link = _link(client, editor)
    client.post(client.get(link)["Location"], {"password1": NEW, "password2": NEW})
    for bad in (link, "/accounts/password/reset/key/1-abc-def/", "/accounts/password/reset/key/zzzz-set-password/"):
        answer = Client().get(bad)
        assert (answer.status_code, answer.context["token_fail"]) == (200, True)


def test_a_former_address_neither_signs_in_nor_gets_links(client: Client, editor: User) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    former = editor.email
    editor.email = "toinen@example.org"
    editor.save()
    assert give_password(client, former).status_code == 200
    client.post(reverse("account_reset_password"), {"email": former})
    assert "/reset/key/" not in str(mail.outbox[-1].body)
    assert give_password(client, editor.email).status_code == 302
