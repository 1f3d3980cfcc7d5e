"""Transports that fail as mail servers do."""

import smtplib
from collections.abc import Sequence
from typing import Any, ClassVar

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Remembering


class Server(Remembering):
    """A mail server in the test's hands: ``down`` refuses connections, ``refusing`` refuses these addresses."""

    down: ClassVar[bool] = False
    refusing: ClassVar[set[str]] = set()
    connections: ClassVar[int] = 0

    def open(self) -> bool:
        if type(self).down:
            raise ConnectionRefusedError(111, "Connection refused")
        type(self).connections += 1
        return True

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            if set(message.to) & self.refusing:
                raise smtplib.SMTPRecipientsRefused(dict.fromkeys(message.to, (450, b"mailbox of the person busy")))
        sent: int = super().send_messages(messages)
        return sent


@pytest.fixture
def server(settings: Any) -> type[Server]:
    """The transport; it works until the test says otherwise."""
    Server.down, Server.refusing, Server.connections = False, set(), 0
    settings.MAIL_TRANSPORT = f"{__name__}.Server"
    assert issubclass(Server, BaseEmailBackend)
    return Server
