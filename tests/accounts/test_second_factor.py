"""Nobody works in the admin without a second factor; setting one up, and losing it."""

import re
import time
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.second_factor import has_second_factor, remove_second_factor
from portal.audit.models import AuditEvent
from tests import factories
from tests.accounts.signing import INSIDE, code_of, give_code, give_password, is_signed_in
from tests.fresh import log_in_freshly

pytestmark = pytest.mark.django_db
ADMIN_PAGES = ["/admin/", "/admin/pages/", INSIDE, "/admin/images/", "/admin/users/", "/admin/api/main/pages/", "/admin/reports/locked/"]


@pytest.mark.parametrize("path", ADMIN_PAGES)
def test_every_admin_page_leads_to_setting_up(client: Client, newcomer: User, path: str) -> None:
    client.force_login(newcomer)
    for method in (client.get, client.post):
        assert method(path)["Location"] == reverse("mfa_index")


def test_an_administrator_is_no_exception(client: Client) -> None:
    client.force_login(User.objects.create_superuser("yllapito@example.org"))
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_recovery_codes_alone_are_no_second_factor(client: Client, newcomer: User) -> None:
    Authenticator.objects.create(user=newcomer, type="recovery_codes", data={"migrated_codes": []})
    client.force_login(newcomer)
    assert client.get(INSIDE)["Location"] == reverse("mfa_index")


@pytest.mark.one_database
def test_the_question_costs_one_query(client: Client, editor: User) -> None:
    client.force_login(editor)
    with CaptureQueriesContext(connection) as queries:
        client.get(INSIDE)
    assert len([query for query in queries if "mfa_authenticator" in query["sql"]]) == 1


def _set_up_app(client: Client) -> str:
    """Add an authenticator app; its secret."""
    form = client.get(reverse("mfa_activate_totp"))
    secret: str = form.context["form"].secret
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.context["form"].errors["code"]
    assert wrong.context["form"].secret == secret  # the picture that was scanned stays good
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    assert client.post(reverse("mfa_activate_totp"), {"code": code})["Location"] == reverse("mfa_view_recovery_codes")
    return secret


def test_a_newcomer_sets_up_an_app_right_after_the_password_and_gets_codes(client: Client, newcomer: User) -> None:
    assert give_password(client, newcomer.email)["Location"] == reverse("wagtailadmin_home")
    assert client.get(INSIDE)["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    secret = _set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(set(codes)) == 10
    assert client.get(INSIDE).status_code == 200
    assert secret not in str(Authenticator.objects.get(user=newcomer, type="totp").data)  # a copy of the database gives nothing away


def test_a_recovery_code_opens_once(client: Client, newcomer: User) -> None:
    give_password(client, newcomer.email)
    _set_up_app(client)
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    saved = client.get(reverse("mfa_download_recovery_codes"))
    assert code in saved.content.decode()
    assert saved["Content-Disposition"].startswith("attachment")
    client.post(reverse("account_logout"))
    for expected in (True, False):
        give_password(client, newcomer.email)
        give_code(client, code)
        assert is_signed_in(client) is expected
        client.post(reverse("account_logout"))


def test_what_is_set_up_later_asks_for_a_fresh_sign_in(client: Client, editor: User) -> None:
    log_in_freshly(client, editor, 3600)
    for name in ("mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate")), name


def test_removing_the_last_device_closes_the_admin_until_there_is_another(client: Client, editor: User) -> None:
    log_in_freshly(client, editor)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert mail.outbox[-1].to == [editor.email]
    assert not has_second_factor(editor)
    assert client.get(INSIDE)["Location"] == reverse("mfa_index")


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_pages_about_signing_in_are_for_those_signed_in(client: Client, editor: User, name: str) -> None:
    assert client.get(reverse(name))["Location"].startswith(reverse("account_login"))
    log_in_freshly(client, editor)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\sstyle=|\son[a-z]+=", page.content.decode())


def test_somebody_elses_passkey_is_not_there(client: Client, editor: User) -> None:
    other = Authenticator.objects.create(user=factories.user(), type="webauthn", data={"name": "KANARIA", "credential": {}})
    log_in_freshly(client, editor)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        for method in (client.get, client.post):
            assert method(reverse(name, args=[other.pk])).status_code == 404
    assert "KANARIA" not in client.get(reverse("mfa_list_webauthn")).content.decode()


def test_malformed_passkeys_are_refused_in_words(client: Client, editor: User) -> None:
    for credential in ("", "{", "[]", "{}", '{"id": "x", "type": "public-key"}', '{"response": {"userHandle": "MQ"}}'):
        assert client.post(reverse("mfa_login_webauthn"), {"credential": credential})["Location"] == reverse("account_login"), credential
    assert not is_signed_in(client)
    log_in_freshly(client, editor)
    refused = client.post(reverse("mfa_add_webauthn"), {"name": "x", "credential": "{}"})
    assert refused.context["form"].errors


def test_after_a_loss_everything_is_set_up_anew(client: Client, editor: User) -> None:
    client.force_login(editor)
    administrator = factories.administrator()
    remove_second_factor(editor, by=administrator)
    assert client.get(INSIDE)["Location"].startswith("/admin/login/")
    assert give_password(client, editor.email).status_code == 200
    assert not Authenticator.objects.filter(user=editor).exists()
    event = AuditEvent.objects.get(action="second_factor.removed")
    assert (event.actor_name, event.subject_id) == (administrator.email, str(editor.pk))


def test_an_administrator_does_it_in_the_list_of_users_by_post(client: Client, editor: User) -> None:
    address = reverse("accounts_lost_device", args=[editor.pk])
    administrator = factories.administrator()
    log_in_freshly(client, administrator, 3600)
    assert client.post(address)["Location"].startswith(reverse("mfa_reauthenticate"))
    log_in_freshly(client, administrator)
    assert address in client.get(reverse("wagtailusers_users:index")).content.decode()
    assert client.get(address).status_code == 200
    assert has_second_factor(editor)
    assert client.post(address)["Location"] == reverse("wagtailusers_users:index")
    assert not has_second_factor(editor)
    assert client.post(reverse("accounts_lost_device", args=[0])).status_code == 404


def test_nobody_else_does_it_and_nobody_to_oneself(client: Client, editor: User) -> None:
    for user in (factories.coordinator(), factories.member()):
        log_in_freshly(client, user)
        assert client.post(reverse("accounts_lost_device", args=[editor.pk])).status_code == 404
    administrator = factories.administrator()
    log_in_freshly(client, administrator)
    client.post(reverse("accounts_lost_device", args=[administrator.pk]))
    assert has_second_factor(editor)
    assert has_second_factor(administrator)


def test_the_command_for_a_loss_names_whom_it_does_not_know(editor: User) -> None:
    with pytest.raises(CommandError, match="Nobody has"):
        call_command("remove_second_factor", "kukaan@example.org")
    call_command("remove_second_factor", editor.email.upper(), stdout=(out := StringIO()))
    assert editor.email in out.getvalue()
    assert not has_second_factor(editor)


def test_a_secret_of_another_key_is_read_while_that_key_is_named(editor: User, settings: object) -> None:
    before = code_of(editor)
    former = settings.SECRET_KEY  # type: ignore[attr-defined]
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-secret-key-another-secret-key-1", [former]  # type: ignore[attr-defined]
    assert code_of(editor) == before
