"""Mails as files, one each, for the demo and for development: ``.eml``, which mail programs open."""

from collections.abc import Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage as ReadMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.mail.models import OutgoingMail


class FileTransport(BaseEmailBackend):
    """Writes each mail to ``MAIL_FOLDER``, named by its row in the outbox."""

    def open(self) -> bool:
        """Make the folder; only the portal's own user may look into it, for links in mails are keys."""
        Path(settings.MAIL_FOLDER).mkdir(parents=True, exist_ok=True, mode=0o700)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; a mail sent again replaces its file."""
        for message in email_messages:
            _file(str(message.extra_headers["X-Portal-Mail"])).write_bytes(message.message().as_bytes())
        return len(email_messages)


def text_of(mail: OutgoingMail) -> str | None:
    """The text of a mail the outbox has sent as a file; None when mails are not kept as files, or this one is not."""
    file = _file(str(mail.pk))
    if settings.MAIL_TRANSPORT != "portal.mail.transport.FileTransport" or not file.is_file():
        return None
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    if not isinstance(message, ReadMessage) or message["To"] != mail.to:  # a file left by a database that is gone
        return None
    part = message.get_body(preferencelist=("plain", "html"))
    return str(part.get_content()) if isinstance(part, ReadMessage) else None


def _file(name: str) -> Path:
    return Path(settings.MAIL_FOLDER) / f"{name}.eml"
