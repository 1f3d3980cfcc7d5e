"""``make demo`` says plainly what stands in its way; that it serves is proven by the browser tests, which use it."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal.catalogue.models import CatalogueEntry
from scripts.demo import renew_shape
from tests import factories


def _demo(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": str(folder)}
    environment |= {"DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}"} | variables
    command = (sys.executable, "-m", "scripts.demo", *arguments)
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 (our own command)


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8000a", "٨٠٠٠"])
def test_malformed_port_is_named(tmp_path: Path, port: str) -> None:
    done = _demo(tmp_path, PORT=port)
    assert done.returncode != 0
    assert f"PORT={port}" in done.stderr
    assert not any(tmp_path.iterdir())


def test_port_in_use_is_said_before_anything_is_prepared(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = _demo(tmp_path, PORT=port)
    assert done.returncode != 0
    assert f"Port {port}" in done.stderr
    assert not any(tmp_path.iterdir())


def test_reset_keeps_its_hands_off_other_databases(tmp_path: Path) -> None:
    done = _demo(tmp_path, "--reset", DATABASE_URL="postgres://portal@localhost/portal")
    assert done.returncode != 0
    assert "DATABASE_URL" in done.stderr


def test_accounts_before_the_first_start(tmp_path: Path) -> None:
    done = _demo(tmp_path, "--accounts")
    assert done.returncode == 0
    assert "make demo" in done.stdout


def test_listings_of_an_older_shape_are_written_anew_once(db: None, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.SEARCH_INDEX_DIR = tmp_path, tmp_path / "search"
    factories.place()
    entries = CatalogueEntry.objects.filter(kind="meeting_place")
    written = entries.get().data
    entries.update(data="{}")
    assert renew_shape()  # without a stamp nobody knows the shape
    assert entries.get().data == written
    assert any(settings.SEARCH_INDEX_DIR.iterdir())
    entries.update(data="{}")
    assert not renew_shape()
    assert entries.get().data == "{}"
    (stamp,) = tmp_path.glob("*.stamp")
    stamp.write_text("another shape")
    assert renew_shape()
    assert entries.get().data == written
