"""Memory of the web process after it has shown every kind of page and searched."""

from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote, urlsplit

from bench.measure import resident_megabytes
from bench.searching import QUERIES
from scripts.serving import served

REQUESTS = 200
NATIVE_BUDGET, FALLBACK_BUDGET = 300, 450
"""MB of resident memory of the web process (issue 3, part 8)."""


def resident(folder: Path, paths: list[str], application: str = "") -> float:
    """MB of the web process's memory after ``REQUESTS`` requests over these paths and searches.

    :raises RuntimeError: when a page does not answer 200.
    """
    paths = [*paths, *(f"/haku/?q={quote(query)}" for query in QUERIES)]
    with served(folder, application) as portal:
        connection = HTTPConnection(urlsplit(portal.address).netloc, timeout=60)
        for number in range(REQUESTS):
            connection.request("GET", paths[number % len(paths)])
            response = connection.getresponse()
            response.read()
            if response.status != 200:
                raise RuntimeError(f"{paths[number % len(paths)]} answered {response.status}")
        connection.close()
        return resident_megabytes(portal.process)[0]
