"""An address that stands nowhere else, and where to look for it: the whole database and everything the public is shown."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from django.db import connection
from django.test import Client

from portal.localisation.addresses import is_admin_path, is_file_path

ADDRESS = {
    "venue_name": "Zwobbelhuone",
    "street": "Qvixlampinkuja 7",
    "postal_code": "51987",
    "way_in": "Qvixportista vasemmalle",
    "latitude": "61.687431",
    "longitude": "27.263391",
}
WAY_IN_SWEDISH = "Genom Zwobbelporten"
CANARIES = re.compile(r"qvix|zwobbel|(?<![\w.-])51987(?![\w.-])|61\.6874|27\.2633", re.IGNORECASE)
"""In any letter case; numbers as whole words, because ids and times hold digits, too."""
_LINK = re.compile(r'(?:href|src|action)="([^"#]*)')


def found_in(text: str) -> list[str]:
    """The canaries that a text holds."""
    return sorted(set(CANARIES.findall(text)))


def tables_with_canaries() -> dict[str, list[str]]:
    """Every table of the database with the canaries its rows hold: what a dump would tell. Tables without any are left out."""
    found = {table: found_in("\n".join(_rows(table))) for table in connection.introspection.table_names()}
    return {table: canaries for table, canaries in found.items() if canaries}


def _rows(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of our own tables)
        for row in cursor:
            yield " ".join(
                bytes(value).decode("utf-8", "replace") if isinstance(value, (bytes, memoryview)) else str(value) for value in row
            )


def crawl(client: Client, starts: Iterable[str]) -> dict[str, str]:
    """Every public page that can be reached by links, and what it says; without queries, except those of ``starts``."""
    said: dict[str, str] = {}
    waiting = list(starts)
    while waiting:
        address = waiting.pop()
        if address in said:
            continue
        response = client.get(address)
        said[address] = "" if response.streaming else response.content.decode("utf-8", "replace")
        if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code == 200:
            waiting += _links(said[address])
    return said


def _links(html: str) -> Iterator[str]:
    for link in map(unescape, _LINK.findall(html)):
        parts = urlsplit(link)
        ours = not parts.netloc and parts.path.startswith("/") and not parts.query
        if (
            ours
            and not is_admin_path(parts.path)
            and not is_file_path(parts.path)
            and not parts.path.startswith(("/static/", "/accounts/"))
        ):
            yield parts.path
