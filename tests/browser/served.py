"""The demo, prepared and served apart from the developer's own data, exactly as ``make demo`` does it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

PREPARING_SECONDS = 300
STARTING_SECONDS = 60


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Serve the demo content while the block lasts.

    :param folder: an empty folder for its database, index and files.
    :returns: the portal's address without a slash at the end.
    """
    port = _free_port()
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SITE_URL": address,
    }
    command = (sys.executable, "-m", "scripts.demo")
    subprocess.run((*command, "--prepare"), env=environment, check=True, timeout=PREPARING_SECONDS)  # noqa: S603 (our own command)
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)  # noqa: S603 (our own command)
        try:
            _wait_for(server, port, folder / "server.log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
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
