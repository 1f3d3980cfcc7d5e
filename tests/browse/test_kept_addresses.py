"""Nobody fills the page cache with addresses of one page: what the page did not understand is not kept."""

from uuid import uuid4

import pytest
from django.test import Client

from portal.pagecache.kept import HEADER
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database  # what is said of a page, whatever it was read from

NONSENSE = [
    *(
        "municipality=nonsense",
        "municipality=999",
        "topic=ei-ole",
        "topic=ero&topic=ero",
        "page=01",
        "page=1",
        "only=nothing",
        "view=nothing",
    ),
    *("date=2026-11-22", "kunta=mikkeli", "utm_source=x", "organisation=" + str(uuid4()), "kind=event"),
]


def is_kept(client: Client, path: str) -> bool:
    response = client.get(path)
    assert response.status_code == 200, path
    return HEADER in response.headers


def test_lists_keep_what_they_understood(client: Client, region: Region) -> None:
    assert [query for query in NONSENSE if is_kept(client, f"/ryhmat/?{query}")] == []
    understood = ("", "topic=ero", "topic=ero&municipality=491", "municipality=&topic=ero", "only=free&only=online", "view=map")
    assert all(is_kept(client, f"/ryhmat/?{query}") for query in understood)


def test_the_calendar_keeps_what_it_understood(client: Client, region: Region) -> None:
    nonsense = (
        "municipality=nonsense",
        "municipality=999",
        "view=nothing",
        "date=1999-01-01",
        f"organisation={uuid4()}",
        "kind=guide",
        "topic=ero",
    )
    assert [query for query in nonsense if is_kept(client, f"/kalenteri/?{query}")] == []
    organisation = region.pages["organisation"].listing_id
    assert all(
        is_kept(client, f"/kalenteri/?{query}") for query in ("", "view=day", "kind=event&municipality=491", f"organisation={organisation}")
    )
    assert is_kept(client, "/tanaan/?municipality=491")
    assert not is_kept(client, "/tanaan/?municipality=999")


def test_feeds_and_files_keep_what_they_understood(client: Client, region: Region) -> None:
    for path in ("/feeds/uutta.atom", "/kalenteri/kaikki.ics"):
        assert is_kept(client, path)
        assert is_kept(client, f"{path}?municipality=491")
        assert not is_kept(client, f"{path}?topic=ero")


def test_pages_without_parameters_are_kept_under_their_own_address_alone(client: Client, region: Region) -> None:
    pages = (
        "/",
        "/kunnat/",
        "/kunnat/mikkeli/",
        "/alueet/mikkelin-alue/",
        "/apua-nyt/",
        *map(region.url, ("group", "guide", "section", "standard")),
    )
    assert all(is_kept(client, path) for path in pages)
    assert [path for path in pages if is_kept(client, f"{path}?topic=ero") or is_kept(client, f"{path}?page=2")] == []
