"""The virus scan against a small clamd of our own, over a real socket."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from portal.media.clamd import scan
from tests.media.files import upload

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def answer_one(server: socket.socket) -> None:
    """What clamd does with one INSTREAM: collects the chunks, then says what it found."""
    connection, _address = server.accept()
    with connection, connection.makefile("rb") as sent:
        assert sent.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", sent.read(4))[0]:
            content += sent.read(length)
        connection.sendall(b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


@contextmanager
def clamd(family: int, address: Any) -> Iterator[Any]:
    """A clamd for one upload; yields where it listens."""
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind(address)
        server.listen(1)
        thread = threading.Thread(target=answer_one, args=(server,))
        thread.start()
        yield server.getsockname()
        thread.join(timeout=5)
        assert not thread.is_alive()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path: a socket's may have 107 characters."""
    with TemporaryDirectory() as made:
        yield Path(made)


def test_a_virus_is_refused(folder: Path, settings: Any) -> None:
    settings.CLAMD_SOCKET = str(folder / "s")
    with clamd(socket.AF_UNIX, settings.CLAMD_SOCKET), pytest.raises(ValidationError) as refused:
        scan(upload(bytes(100_000) + EICAR, "a.txt"))
    assert refused.value.code == "virus"


def test_without_an_answer_nothing_is_taken(folder: Path, settings: Any) -> None:
    settings.CLAMD_SOCKET = str(folder / "nobody")
    with pytest.raises(ValidationError) as refused:
        scan(upload(b"x", "a.txt"))
    assert refused.value.code == "scan"


def test_a_clean_file_passes(settings: Any) -> None:
    with clamd(socket.AF_INET, ("127.0.0.1", 0)) as (host, port):
        settings.CLAMD_SOCKET = f"{host}:{port}"
        document = upload(b"Tervetuloa", "a.txt")
        scan(document)
    assert document.read() == b"Tervetuloa"


def test_without_clamd_nothing_is_asked(settings: Any) -> None:
    settings.CLAMD_SOCKET = ""
    scan(upload(EICAR, "a.txt"))
