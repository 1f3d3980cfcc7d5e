"""The demo, prepared and served apart from the developer's own data, exactly as ``make demo`` does it."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PREPARING_SECONDS = 1_800
STARTING_SECONDS = 300
"""Only what hangs takes so long; what fails is told at once. A machine that does eight other things takes ten times its minute."""
DEMO = (sys.executable, "-m", "scripts.demo")
QUIET = ("--log-level", "warning", "--no-access-log")
"""No access log, whatever GRANIAN_LOG_ACCESS_ENABLED says: what people search for stands in addresses."""
_PORTS = range(20_000, 32_000)
BLOCKING_THREADS = 2
"""Threads that render pages; a page is CPU-bound, so more than the demo machine's cores would only queue elsewhere."""

MALLOC = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}
"""Memory pools of glibc in the web server: by default eight for each core, each of which keeps what a burst once took. The threshold from
which a pool gives back what is free at its end is held where it starts (mallopt(3)): else one large burst raises it for good."""


@dataclass(frozen=True)
class Served:
    """A running portal: its address without a slash at the end, and its process."""

    address: str
    process: int


def server_command(host: str, port: int, application: str = "portal.wsgi:application", *, workers: int = 1) -> tuple[str, ...]:
    """The web server of demo, browser tests and bench: granian, one process unless ``workers`` says otherwise."""
    arguments = ("--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(workers), "--no-ws")
    threads = ("--blocking-threads", str(BLOCKING_THREADS))
    return (str(Path(sys.executable).with_name("granian")), *arguments, *threads, *QUIET, application)


def data_environment(folder: Path) -> dict[str, str]:
    """Environment of a portal whose database, index and files lie in ``folder``."""
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
    }


def prepare(folder: Path) -> None:
    """Load the demo content into ``folder``, an empty one."""
    subprocess.run((*DEMO, "--prepare"), env={**os.environ, **data_environment(folder)}, check=True, timeout=PREPARING_SECONDS)  # noqa: S603


@contextmanager
def served(folder: Path, application: str = "", *, workers: int = 1) -> Iterator[Served]:
    """Serve a prepared folder while the block lasts.

    :param application: a WSGI application (``module:name``) instead of the demo script and its own.
    :param workers: processes of the web server; only with an ``application``.
    :raises RuntimeError: with the server's own words when it does not start.
    """
    [port] = free_ports(1)
    address = f"http://localhost:{port}"
    environment = {**MALLOC, **os.environ, **data_environment(folder), "HOST": "127.0.0.1", "PORT": str(port), "SITE_URL": address}
    command = server_command("127.0.0.1", port, application, workers=workers) if application else DEMO
    log = folder / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 (our own command)
        try:
            _wait_for(server, port, log)
            yield Served(address, server.pid)
        finally:
            server.terminate()
            server.wait(timeout=30)


def free_ports(count: int) -> list[int]:
    """Ports of this machine on which nobody listens, below those from which systems take one for each outgoing connection (Linux: 32768
    on): until a server has started, such a connection cannot come in between.

    :raises RuntimeError: there are not so many.
    """
    with ExitStack() as held:
        found: list[int] = []
        for port in random.SystemRandom().sample(_PORTS, len(_PORTS)):  # runs that go on side by side must not draw alike
            with suppress(OSError):
                held.enter_context(socket.create_server(("127.0.0.1", port)))
                found.append(port)
            if len(found) == count:
                return found
    raise RuntimeError(f"only {len(found)} of {count} ports are free")


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=STARTING_SECONDS)
        try:
            connection.request("GET", "/", headers={"Host": "localhost"})
            connection.getresponse()
            return
        except ConnectionError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError(f"the portal did not start:\n{log.read_text(errors='replace')}")
