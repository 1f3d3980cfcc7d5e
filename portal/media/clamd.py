"""A virus scan by clamd, when the portal is told where it listens (``CLAMD_SOCKET``). clamd(8), command INSTREAM."""

import logging
import socket
import struct
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 30
CHUNK_BYTES = 64 * 1024
ANSWER_BYTES = 4096


def scan(upload: File[Any]) -> None:
    """Refuse an upload in which clamd finds something; without clamd configured nothing is asked.

    :raises ValidationError: something was found, or clamd gave no answer (then nothing is taken in, either).
    """
    if not settings.CLAMD_SOCKET:
        return
    try:
        answer = _ask(settings.CLAMD_SOCKET, upload)
    except (OSError, ValueError) as error:
        logger.error("clamd does not answer at %s: %s", settings.CLAMD_SOCKET, error)
        answer = ""
    if answer.endswith(" FOUND"):
        logger.warning("clamd refused an upload: %s", answer)
        raise ValidationError(_("The file holds harmful code and was not taken. Check your device for viruses."), code="virus")
    if not answer.endswith(" OK"):
        raise ValidationError(_("The file could not be checked for viruses just now. Try again in a few minutes."), code="scan")


def _ask(address: str, upload: File[Any]) -> str:
    """clamd's answer, such as ``stream: OK`` or ``stream: Eicar-Signature FOUND``.

    :param address: ``/path/of/socket`` or ``host:port``.
    """
    with _connect(address) as connection:
        connection.sendall(b"zINSTREAM\0")
        upload.seek(0)
        while chunk := upload.read(CHUNK_BYTES):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and (part := connection.recv(ANSWER_BYTES)):
            answer += part
    upload.seek(0)
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT_SECONDS)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)
