"""Two web workers and an editor who publishes every second: nobody is given a page that is more than a second old."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.serving import data_environment, served

pytestmark = pytest.mark.browser

PUBLICATIONS = 8
FRESH = 1.0
"""Seconds after a publication from which on every answer must show it (issue 6)."""
READERS = 3


@dataclass(frozen=True)
class Reading:
    """One answer: when it was asked for, the number in its title (0: not published yet), whether it was kept."""

    asked: float
    number: int
    kept: bool


def read_until(stop: threading.Event, address: str, path: str, readings: list[Reading]) -> None:
    where = urlsplit(address)
    while not stop.is_set():
        connection = HTTPConnection(where.hostname or "", where.port, timeout=20)  # a new one each time: the workers take turns
        asked = time.time()
        connection.request("GET", path, headers={"Host": "localhost"})
        answer = connection.getresponse()
        body = answer.read().decode()
        assert answer.status == 200
        shown = re.search(r"<h1[^>]*>\s*Ryhmä (\d+)\.", body)
        readings.append(Reading(asked, int(shown[1]) if shown else 0, answer.headers["ETag"] is not None))
        connection.close()


@pytest.fixture
def own_folder(portal_folder: Path, tmp_path: Path) -> Path:
    """A copy of the demo content: what is published here is a page that other tests read."""
    folder = tmp_path / "portal"
    shutil.copytree(portal_folder, folder, ignore=shutil.ignore_patterns("portal.sqlite3*", "server.log"))
    with (
        closing(sqlite3.connect(portal_folder / "portal.sqlite3")) as source,
        closing(sqlite3.connect(folder / "portal.sqlite3")) as target,
    ):
        source.backup(target)
    return folder


def test_nobody_is_given_an_old_page(own_folder: Path) -> None:
    environment = {**os.environ, **data_environment(own_folder)}
    readings: list[Reading] = []
    stop = threading.Event()
    with served(own_folder, "portal.wsgi:application", workers=2) as running:
        command = (sys.executable, "-m", "bench.publishing", str(PUBLICATIONS))
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as editor:  # noqa: S603 (our own program)
            assert editor.stdout is not None
            path = editor.stdout.readline().strip()
            readers = [threading.Thread(target=read_until, args=(stop, running.address, path, readings)) for _ in range(READERS)]
            for reader in readers:
                reader.start()
            published = [(int(number), float(at)) for number, at in (line.split() for line in editor.stdout)]
        time.sleep(FRESH)
        stop.set()
        for reader in readers:
            reader.join()
    assert [number for number, _ in published] == list(range(1, PUBLICATIONS + 1))
    late = [
        (reading, number)
        for reading in readings
        for number in [max((number for number, at in published if at + FRESH <= reading.asked), default=0)]
        if reading.number < number
    ]
    assert late == []
    assert max(reading.number for reading in readings) == PUBLICATIONS
    assert sum(reading.kept for reading in readings) > len(readings) / 2
