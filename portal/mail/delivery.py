"""Sending what is in the outbox, again until it has gone, or until the server says that there is no such mailbox.

A mail is claimed by a conditional update of its row, so two processes never send the same one; a process that dies after
claiming leaves a row that comes due again. A mail is thus sent at least once, and its ``Message-ID`` stays the same.
"""

import datetime as dt
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from portal.mail.models import OutgoingMail
from portal.mail.replies import no_such_mailbox, reply_of

logger = logging.getLogger(__name__)

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR)
"""After each refusal the mail waits longer; RFC 5321 4.5.4.1 asks for some days of patience and growing intervals."""
MAX_ATTEMPTS = len(PAUSES) + 1
CLAIM = 10 * MINUTE
"""How long a claimed mail is left to its process: longer than a mail server's slowest answer (``EMAIL_TIMEOUT``)."""
BATCH = 200
"""Mails in one run; the next run takes the rest."""


class MailTransportError(OSError):
    """The transport itself cannot be reached. The mails wait; none of them has used up an attempt."""


@dataclass
class Delivery:
    """What a run did."""

    sent: int = 0
    refused: int = 0
    """To be tried again."""
    given_up: int = 0


def deliver_pending(now: dt.datetime | None = None) -> Delivery:
    """Send every mail that is due.

    :param now: aware; the present moment by default.
    :raises MailTransportError: the transport cannot be reached; what it could not send stays due.
    """
    now = now or timezone.now()
    done = Delivery()
    due = OutgoingMail.objects.filter(sent_at=None, failed_at=None, send_after__lte=now).order_by("send_after", "pk")[:BATCH]
    mails = list(due)
    if not mails:
        return done
    connection: BaseEmailBackend = get_connection(settings.MAIL_TRANSPORT)
    _open(connection)
    try:
        for mail in mails:
            if _claim(mail, now) and not _send(mail, connection, now, done):
                connection.close()  # a server that refused may have hung up
                _open(connection)
    finally:
        connection.close()
    return done


def retry(mail: OutgoingMail) -> bool:
    """Let a mail that was given up start again from the first attempt; False when it was not given up."""
    waiting = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None, failed_at__isnull=False)
    return bool(waiting.update(failed_at=None, attempts=0, send_after=timezone.now(), is_undeliverable=False))


def _open(connection: BaseEmailBackend) -> None:
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors, too
        msg = f"The mail transport cannot be reached: {type(error).__name__}"
        raise MailTransportError(msg) from error


def _claim(mail: OutgoingMail, now: dt.datetime) -> bool:
    """Take the mail for this process. False when another has it, or it has gone meanwhile."""
    unchanged = OutgoingMail.objects.filter(pk=mail.pk, sent_at=None, failed_at=None, attempts=mail.attempts, send_after=mail.send_after)
    claimed = bool(unchanged.update(send_after=now + CLAIM, attempts=mail.attempts + 1))
    mail.attempts += claimed
    return claimed


def _send(mail: OutgoingMail, connection: BaseEmailBackend, now: dt.datetime, done: Delivery) -> bool:
    """Send one claimed mail and remember how it went; True when it has gone."""
    try:
        connection.send_messages([_message(mail)])
    except OSError as error:
        _refused(mail, error, now, done, final=mail.attempts >= MAX_ATTEMPTS or no_such_mailbox(error))
        return False
    except ValueError as error:  # a header with a line break, a character no mail can carry: no other attempt will do better
        _refused(mail, error, now, done, final=True)
        return False
    OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=now, body="", html="", last_error="")
    done.sent += 1
    return True


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    headers = {
        "Message-ID": f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday answers, please
        "X-Portal-Mail": str(mail.pk),
    }
    message = EmailMultiAlternatives(mail.subject, mail.body, to=[mail.to], headers=mail.headers | headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _refused(mail: OutgoingMail, error: Exception, now: dt.datetime, done: Delivery, *, final: bool) -> None:
    # Only the kind of error and a server's reply codes: its words may repeat the address or the subject.
    values = {"last_error": f"{type(error).__name__} {reply_of(error)}".strip()[:255], "is_undeliverable": no_such_mailbox(error)}
    if final:
        OutgoingMail.objects.filter(pk=mail.pk).update(failed_at=now, **values)
        done.given_up += 1
        # An address with a mistake in it is nothing that whoever runs the portal must be woken for.
        level = logging.WARNING if values["is_undeliverable"] else logging.ERROR
        logger.log(level, "Mail %s was given up after %s attempts: %s", mail.pk, mail.attempts, values["last_error"])
    else:
        OutgoingMail.objects.filter(pk=mail.pk).update(send_after=now + PAUSES[mail.attempts - 1], **values)
        done.refused += 1
