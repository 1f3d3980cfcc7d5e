"""The outbox at its staff page: the list, a second try, the text where mails are files."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEvent
from portal.mail.delivery import deliver_pending
from portal.mail.models import OutgoingMail
from portal.mail.services import queue_mail
from tests.factories import administrator, coordinator

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings: Any, tmp_path: Any) -> None:
    """Mails become files, as in the demo."""
    settings.MAIL_TRANSPORT = "portal.mail.transport.FileTransport"
    settings.MAIL_FOLDER = tmp_path / "outbox"


def mail(**fields: Any) -> OutgoingMail:
    return OutgoingMail.objects.create(**{"to": "anna@example.org", "subject": "Kutsu", "body": "Avain: https://avain"} | fields)


def given_up() -> OutgoingMail:
    return mail(failed_at=timezone.now(), attempts=10, last_error="SMTPRecipientsRefused")


def test_a_text_that_is_not_kept_or_not_yet_sent_is_not_found(client: Client, files: None) -> None:
    client.force_login(administrator())
    assert client.get(reverse("mail_text", args=[999])).status_code == 404
    assert client.get(reverse("mail_text", args=[mail().pk])).status_code == 404


def test_a_file_of_another_database_is_not_shown(client: Client, files: None) -> None:
    client.force_login(administrator())
    sent = mail()
    deliver_pending()
    OutgoingMail.objects.filter(pk=sent.pk).update(to="eva@example.org")
    assert client.get(reverse("mail_text", args=[sent.pk])).status_code == 404


def test_the_text_is_read_in_the_demo_and_the_reading_logged(client: Client, files: None) -> None:
    client.force_login(administrator())
    sent = queue_mail("anna@example.org", "notice", {"text": "Äidin <b>kerho</b> alkaa.", "url": "https://portal/x"})
    assert sent is not None
    deliver_pending()
    listed = client.get(reverse("mails"))
    address = reverse("mail_text", args=[sent.pk])
    assert address in listed.content.decode()
    response = client.get(address)
    assert "Äidin &lt;b&gt;kerho&lt;/b&gt; alkaa." in response.content.decode()
    assert 'href="https://portal/x"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert AuditEvent.objects.filter(action="mail.read").count() == 1


def test_behind_a_mail_server_no_text_is_kept(client: Client, settings: Any) -> None:
    client.force_login(administrator())
    sent = mail()
    deliver_pending()
    assert reverse("mail_text", args=[sent.pk]) not in client.get(reverse("mails")).content.decode()
    assert client.get(reverse("mail_text", args=[sent.pk])).status_code == 404


@pytest.mark.parametrize("name", ["mail_text", "mail_retry"])
def test_coordinators_read_and_send_no_mails(client: Client, files: None, name: str) -> None:
    client.force_login(coordinator())
    sent = given_up()
    assert client.get(reverse(name, args=[sent.pk])).status_code == 404
    assert client.post(reverse(name, args=[sent.pk])).status_code == 404
    sent.refresh_from_db()
    assert sent.failed_at is not None


def test_a_second_try_takes_a_post(client: Client) -> None:
    client.force_login(administrator())
    one = given_up()
    address = reverse("mail_retry", args=[one.pk])
    assert client.get(address).status_code == 405
    assert client.post(reverse("mail_retry", args=[999])).status_code == 404
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 302
    one.refresh_from_db()
    assert (one.failed_at, one.attempts) == (None, 0)
    assert AuditEvent.objects.filter(action="mail.retried").count() == 1


@pytest.mark.parametrize(("state", "shown"), [("waiting", "W"), ("sent", "S"), ("given_up", "G"), ("nothing", "WSG")])
def test_the_list_is_filtered_by_state(client: Client, state: str, shown: str) -> None:
    client.force_login(administrator())
    mail(subject="mail-W")
    mail(subject="mail-S", sent_at=timezone.now())
    lost = mail(subject="mail-G", failed_at=timezone.now())
    mail(to="", subject="mail-forgotten", sent_at=timezone.now(), once_key="a")
    page = client.get(reverse("mails"), {"state": state}).content.decode()
    assert [letter for letter in "WSG" if f"mail-{letter}" in page] == list(shown)
    assert "mail-forgotten" not in page
    assert (reverse("mail_retry", args=[lost.pk]) in page) == ("G" in shown)


@pytest.mark.one_database
def test_the_list_costs_the_same_whatever_it_shows(client: Client, django_assert_max_num_queries: Any) -> None:
    client.force_login(administrator())
    given_up()
    client.get(reverse("mails_results"))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse("mails_results"))
    for _ in range(20):
        given_up()
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("mails_results"))
