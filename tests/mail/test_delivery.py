"""The outbox: nothing is lost, nothing is sent twice, nothing sneaks into a header."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail as sent_mail
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from portal.mail.delivery import CLAIM, MAX_ATTEMPTS, PAUSES, MailTransportError, deliver_pending, retry
from portal.mail.models import OutgoingMail
from portal.mail.services import queue_mail
from tests.mail.conftest import Server

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)


def queued(to: str = "anna@example.org", **fields: Any) -> OutgoingMail:
    return OutgoingMail.objects.create(**{"to": to, "subject": "Hei", "body": "Teksti https://avain"} | fields)


# --- Bad input -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "address", ["", "anna", "anna@example.org\nBcc: all@example.org", "anna@example.org, eva@example.org", "a@b\r\n@c.fi"]
)
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(BadHeaderError):
        queue_mail(address, "notice", {"text": "Hei", "url": "/"})
    assert not OutgoingMail.objects.exists()


def test_a_line_break_in_a_notice_cannot_add_a_header(server: type[Server]) -> None:
    mail = queue_mail("anna@example.org", "notice", {"text": "Hei\r\nBcc: all@example.org", "url": "/"})
    assert mail is not None
    assert mail.subject == "Hei Bcc: all@example.org"
    deliver_pending()
    (message,) = sent_mail.outbox
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["anna@example.org"]


@pytest.mark.parametrize(
    "message",
    [
        EmailMessage("Hei\nBcc: all@example.org", "Teksti", to=["anna@example.org"]),
        EmailMessage("Hei", "Teksti", to=["anna@example.org\nBcc: all@example.org"]),
        EmailMessage("Hei", "Teksti", to=["anna@example.org"], headers={"X-Topic": "a\nBcc: all@example.org"}),
    ],
)
def test_a_library_cannot_store_a_line_break_in_a_header(message: EmailMessage, settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"
    with pytest.raises(ValueError):
        message.send()
    assert not OutgoingMail.objects.exists()


def test_an_attachment_is_refused_not_dropped(settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"
    message = EmailMessage("Hei", "Teksti", to=["anna@example.org"])
    message.attach("a.txt", "liite")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


def test_a_row_with_a_bad_header_is_given_up_and_the_next_one_sent(server: type[Server]) -> None:
    bad = queued(headers={"X-Topic": "a\nBcc: all@example.org"})
    good = queued("eva@example.org")
    done = deliver_pending()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (done.sent, done.given_up) == (1, 1)
    assert bad.failed_at is not None
    assert "all@example.org" not in bad.last_error
    assert good.sent_at is not None


# --- Whoever sends -------------------------------------------------------------------------------------------------
def test_what_a_library_sends_is_stored_once_for_each_recipient(settings: Any) -> None:
    settings.EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"
    message = EmailMultiAlternatives(
        "Hei", "Teksti", to=["Anna A <anna@example.org>"], bcc=["eva@example.org"], reply_to=["info@example.org"]
    )
    message.attach_alternative("<p>Teksti</p>", "text/html")
    assert message.send() == 1
    rows = list(OutgoingMail.objects.order_by("to").values_list("to", "subject", "body", "html", "headers"))
    assert rows == [
        (to, "Hei", "Teksti", "<p>Teksti</p>", {"Reply-To": "info@example.org"}) for to in ("anna@example.org", "eva@example.org")
    ]
    assert sent_mail.outbox == []


# --- Sending -------------------------------------------------------------------------------------------------------
def test_a_sent_mail_keeps_no_text_and_is_not_sent_again(server: type[Server]) -> None:
    mail = queued(html="<p>Teksti</p>")
    assert deliver_pending().sent == 1
    assert deliver_pending().sent == 0
    mail.refresh_from_db()
    assert (mail.body, mail.html) == ("", "")
    assert mail.sent_at is not None
    (message,) = sent_mail.outbox
    assert message.body == "Teksti https://avain"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_mail_is_not_sent_before_its_time(server: type[Server]) -> None:
    now = timezone.now()
    queued(send_after=now + MINUTE)
    assert deliver_pending(now).sent == 0
    assert deliver_pending(now + MINUTE).sent == 1


def test_two_processes_do_not_send_the_same_mail(server: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
    """While the first process sends its first mail, a second one begins: it finds only what the first has not claimed."""
    queued("anna@example.org")
    queued("eva@example.org")
    plain = Server.send_messages
    inner: list[int] = []

    def meanwhile(self: Server, messages: Any) -> int:
        if not inner:
            inner.append(0)
            inner[0] = deliver_pending().sent
        return plain(self, messages)

    monkeypatch.setattr(Server, "send_messages", meanwhile)
    first = deliver_pending()
    assert (first.sent, inner) == (1, [1])
    assert sorted(message.to[0] for message in sent_mail.outbox) == ["anna@example.org", "eva@example.org"]


def test_a_process_that_dies_while_sending_leaves_the_mail_to_the_next(server: type[Server], monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued()
    now = timezone.now()

    def die(self: Server, messages: Any) -> int:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Server, "send_messages", die)
        with pytest.raises(SystemExit):
            deliver_pending(now)
    assert deliver_pending(now + MINUTE).sent == 0
    assert deliver_pending(now + CLAIM).sent == 1
    mail.refresh_from_db()
    assert mail.attempts == 2


def test_a_server_that_is_down_costs_no_attempt_and_loses_nothing(server: type[Server]) -> None:
    mails = [queued("anna@example.org"), queued("eva@example.org")]
    server.down = True
    for _ in range(MAX_ATTEMPTS + 1):
        with pytest.raises(MailTransportError):
            deliver_pending()
    for mail in mails:
        mail.refresh_from_db()
        assert (mail.attempts, mail.failed_at, mail.body) == (0, None, "Teksti https://avain")
    server.down = False
    assert deliver_pending().sent == 2


def test_a_refused_mail_waits_longer_each_time_and_is_then_given_up(server: type[Server]) -> None:
    mail = queued()
    queued("eva@example.org")
    server.refusing = {"anna@example.org"}
    now = timezone.now()
    assert deliver_pending(now).sent == 1
    for pause in PAUSES:
        assert deliver_pending(now + pause - MINUTE / 2).refused == 0
        now += pause
        deliver_pending(now)
    mail.refresh_from_db()
    assert (mail.attempts, mail.failed_at) == (MAX_ATTEMPTS, now)
    assert mail.last_error == "SMTPRecipientsRefused 450"
    assert deliver_pending(now + dt.timedelta(days=9)).sent == 0
    server.refusing = set()
    assert retry(mail)
    assert deliver_pending().sent == 1
    mail.refresh_from_db()
    assert mail.last_error == ""
    assert not retry(mail)


@pytest.mark.one_database
@pytest.mark.parametrize("mails", [1, 20])
def test_an_empty_look_costs_one_query_whatever_was_sent(server: type[Server], mails: int, django_assert_num_queries: Any) -> None:
    for number in range(mails):
        queued(f"anna{number}@example.org")
    deliver_pending()
    with django_assert_num_queries(1):
        deliver_pending()
    assert server.connections == 1


# --- With the deed that caused it -----------------------------------------------------------------------------------
def test_a_mail_of_a_deed_that_is_rolled_back_is_never_sent(
    server: type[Server], settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.MAIL_AT_ONCE = True
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            queue_mail("anna@example.org", "notice", {"text": "Hei", "url": "/"})
            transaction.set_rollback(True)
        queue_mail("eva@example.org", "notice", {"text": "Hei", "url": "/"})
    assert [message.to for message in sent_mail.outbox] == [["eva@example.org"]]


def test_a_server_that_is_down_does_not_break_the_deed(
    server: type[Server], settings: Any, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAIL_AT_ONCE = True
    server.down = True
    with django_capture_on_commit_callbacks(execute=True):
        queue_mail("eva@example.org", "notice", {"text": "Hei", "url": "/"})
    assert OutgoingMail.objects.filter(sent_at=None).count() == 1
    assert "MailTransportError" in caplog.text


def test_the_same_key_is_queued_once() -> None:
    assert queue_mail("anna@example.org", "notice", {"text": "Hei", "url": "/"}, once_key="a") is not None
    assert queue_mail("anna@example.org", "notice", {"text": "Hei", "url": "/"}, once_key="a") is None
    assert OutgoingMail.objects.count() == 1
