"""The admin's account page: what one chooses there, and what is managed elsewhere."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.models import MailPace, User
from tests.accounts.signing import INSIDE

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("given", "kept"), [("daily", MailPace.DAILY), ("at_once", MailPace.AT_ONCE), ("never", MailPace.AT_ONCE)])
def test_one_chooses_when_notices_come(client: Client, editor: User, given: str, kept: str) -> None:
    client.force_login(editor)
    assert 'name="mail_pace-mail_pace"' in client.get(INSIDE).content.decode()
    kept_otherwise = {"name_email-first_name": "Testi", "name_email-last_name": "T", "theme-theme": "system", "theme-contrast": "system"}
    client.post(INSIDE, kept_otherwise | {"theme-density": "default", "mail_pace-mail_pace": given})
    editor.refresh_from_db()
    assert editor.mail_pace == kept


def test_passwords_and_addresses_are_not_changed_here(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(INSIDE).content.decode()
    assert reverse("mfa_index") in page
    assert 'name="password-' not in page
    assert 'name="name_email-email"' not in page
    client.post(INSIDE, {"name_email-first_name": "Uusi", "name_email-email": "muu@example.org", "password-new_password1": "x" * 20})
    editor.refresh_from_db()
    assert editor.email == "toimittaja@example.org"


def test_no_portrait_can_be_uploaded(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(INSIDE).content.decode()
    assert "avatar" not in page.replace("avatar-placeholder", "").split("<main")[1]
