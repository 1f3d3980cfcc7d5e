"""Django's e-mail backend: whatever a library sends, an account mail or a notification, becomes rows of the outbox."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from portal.mail.models import OutgoingMail
from portal.mail.services import kick


class OutboxBackend(BaseEmailBackend):
    """Stores messages; ``delivery`` sends them through the transport. Senders other than the portal are not taken over."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store a mail for each recipient, copies included, so that no recipient sees another.

        :returns: how many messages were stored.
        :raises BadHeaderError: a line break in an address, the subject or a header.
        :raises ValueError: the message has attachments; the portal sends links instead.
        """
        mails = [mail for message in email_messages for mail in _mails(message)]
        OutgoingMail.objects.bulk_create(mails)
        if mails:
            kick()
        return len(email_messages)


def _mails(message: EmailMessage) -> list[OutgoingMail]:
    if message.attachments:
        msg = "The portal's mails carry no attachments."
        raise ValueError(msg)
    message.message()  # builds every header: one with a line break is refused here
    headers = {str(name): str(value) for name, value in message.extra_headers.items()}
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    html = ""
    if isinstance(message, EmailMultiAlternatives):
        html = next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")
    return [
        OutgoingMail(to=parseaddr(recipient)[1], subject=str(message.subject)[:255], body=str(message.body), html=html, headers=headers)
        for recipient in message.recipients()
    ]
