"""Memory of the web process after it has shown every kind of page and searched."""

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.measure import Resident, resident_megabytes, wait_until_idle
from bench.rows import Row
from bench.searching import QUERIES
from scripts.serving import served

REQUESTS = 200
LIMITS = {0: (300, 450), 100_000: (350, 500)}
"""Synthetic listings -> MB of resident memory with libvoikko and with the pip fallback (issue 3, part 8; issue 5, part 5)."""


def measure(folder: Path, paths: list[str], listings: int) -> list[Row]:
    """With both analysers: all that is resident, which the limit is for, and the part that belongs to this process alone."""
    native, fallback = LIMITS[listings]
    return [
        *_rows("libvoikko", listings, resident(folder, paths), native),
        *_rows("the dictionary of pyvoikko", listings, resident(folder, paths, "bench.fallback:application"), fallback),
    ]


def _rows(analyser: str, listings: int, found: Resident, limit: int) -> list[Row]:
    return [
        Row(f"web process with {analyser}", listings, "MB", found.whole, limit=limit),
        Row(f"web process with {analyser}, without pages of files", listings, "MB", found.anonymous),
    ]


def resident(folder: Path, paths: list[str], application: str = "") -> Resident:
    """The web process's memory after ``REQUESTS`` requests over these paths, searches and suggestions, when it has come to rest.

    :raises RuntimeError: when a page does not answer 200.
    """
    searches = [f"/haku/?q={quote(query)}" for query in QUERIES]
    paths = [*paths, *searches, *(f"/api/v1/suggest?q={quote(query[:4])}" for query in QUERIES)]
    with served(folder, application) as portal:
        connection = HTTPConnection(urlsplit(portal.address).netloc, timeout=60)
        for number in range(REQUESTS):
            connection.request("GET", paths[number % len(paths)])
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{paths[number % len(paths)]} answered {response.status}")
        connection.close()
        wait_until_idle(portal.process)
        return resident_megabytes(portal.process)[0]
