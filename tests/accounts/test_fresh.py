"""Deeds that need a fresh sign-in, and what is sent with them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from tests import factories
from tests.accounts.signing import PASSWORD, code_of, give_code, give_password
from tests.fresh import log_in_freshly

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.accounts.fresh_urls"), pytest.mark.one_database]
DEED = "/deed/role/"


def test_nobody_without_a_session_gets_there(client: Client) -> None:
    assert client.post(DEED, {"role": "editor"})["Location"].startswith(reverse("account_login"))


def test_right_after_signing_in_nothing_is_asked(client: Client, editor: User) -> None:
    give_password(client, editor.email)
    give_code(client, code_of(editor))
    assert client.post(DEED, {"role": "editor"}).content.decode() == f"POST role editor {editor}"


@pytest.mark.parametrize(("seconds_ago", "status"), [(14 * 60, 200), (16 * 60, 302)])
def test_a_quarter_of_an_hour_is_fresh(client: Client, editor: User, seconds_ago: int, status: int) -> None:
    log_in_freshly(client, editor, seconds_ago)
    assert client.post(DEED).status_code == status


def test_what_was_sent_is_done_after_the_password(client: Client, editor: User) -> None:
    log_in_freshly(client, editor, 3600)
    asked = client.post(DEED, {"role": "trusted_editor"})["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    wrong = client.post(asked, {"password": "väärä", "next": DEED})
    assert wrong.context["form"].errors["password"]
    done = client.post(asked, {"password": PASSWORD, "next": DEED})
    assert done.content.decode() == f"POST role trusted_editor {editor}"
    assert client.post(DEED).status_code == 200


def test_a_code_will_do_as_well_and_each_way_names_the_others(client: Client, editor: User) -> None:
    log_in_freshly(client, editor, 3600)
    ways = client.get(client.get(DEED)["Location"]).context["reauthentication_alternatives"]
    assert [way["url"] for way in ways] == [f"{reverse('mfa_reauthenticate')}?next=%2Fdeed%2Frole%2F"]
    assert client.get(ways[0]["url"]).status_code == 200
    assert client.post(ways[0]["url"], {"code": "000000"}).context["form"].errors["code"]
    assert client.post(ways[0]["url"], {"code": code_of(editor)})["Location"] == DEED
    assert client.get(DEED).status_code == 200


def test_wrong_passwords_are_counted_here_too(client: Client, editor: User) -> None:
    log_in_freshly(client, editor, 3600)
    asked = client.get(DEED)["Location"]
    assert [client.post(asked, {"password": "väärä"}).status_code for _ in range(6)] == [200] * 5 + [429]


def test_a_fresh_sign_in_of_somebody_else_is_not_ones_own(client: Client, editor: User) -> None:
    log_in_freshly(client, factories.user())
    client.force_login(editor)
    assert client.post(DEED).status_code == 302


def test_without_a_second_factor_it_is_set_up_first(client: Client, newcomer: Any) -> None:
    log_in_freshly(client, newcomer)
    assert client.post(DEED)["Location"] == reverse("mfa_index")
