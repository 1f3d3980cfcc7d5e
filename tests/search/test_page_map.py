"""The map of a search: another view of the same results, which tells nobody else anything."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from portal.listings.kinds import Kind
from portal.listings.listing import MunicipalityRef, Place
from portal.pagecache.unchanged import forget_all
from search.forms import SearchForm
from tests.search.builders import HILLTOWN, LAKETOWN, make_listing
from tests.search.pages import HILL, LAKE, index, links, main, page, titles

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MAP = "&view=map"
SHELTER = Place(municipality=LAKETOWN, confidential=True)


@pytest.fixture
def results(towns: None) -> None:
    """Two places by the same words, a helpline, and a shelter nobody may find."""
    forget_all()
    index(
        make_listing("near", "Kerho järvellä", municipality=LAKETOWN, at=LAKE),
        make_listing("far", "Kerho mäellä", municipality=HILLTOWN, at=HILL),
        make_listing("line", "Kerhon puhelin", kind=Kind.HELPLINE),
        make_listing("safe", "Kerho turvassa", place=SHELTER, municipalities=(LAKETOWN,), locations=(LAKETOWN,)),
    )


def data(html: str) -> dict[str, Any]:
    """What the script is given."""
    found = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', html)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def on_map(html: str) -> set[str]:
    return {pin["title"] for pin in data(html)["pins"]}


# --- Bad input ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("view", ["view=", "view=sphere", "view=MAP", "view=%00", "view=map&view=list", "vieww=map"])
def test_another_view_is_the_list(client: Client, results: None, view: str) -> None:
    assert "map-data" not in page(client, f"?q=kerho&{view}")


@pytest.mark.parametrize("number", ["2", "999999"])
def test_beyond_the_last_page_there_is_nothing(client: Client, results: None, number: str) -> None:
    assert client.get(f"/haku/?q=kerho&view=map&page={number}").status_code == 404


def test_a_map_of_nothing_says_what_to_do_and_keeps_the_view(client: Client, results: None) -> None:
    html = page(client, "?q=qwertyqwerty&topic=ero&view=map")
    assert "map-data" not in html
    assert 'href="/apua-nyt/"' in html
    assert "?q=qwertyqwerty&view=map" in unescape(main(html))
    assert "js/map.js" in html  # the next filter may find something, without a reload


def test_a_place_that_nobody_knows_has_no_rings(client: Client, results: None) -> None:
    html = page(client, "?q=kerho&near=Atlantis&view=map")
    assert data(html)["middle"] is None
    assert "map-ring" not in html


# --- What it shows -----------------------------------------------------------------------------------------------
def test_results_are_on_the_map_or_told_apart(client: Client, results: None) -> None:
    html = page(client, "?q=kerho&view=map", "/en")
    assert on_map(html) == {"Kerho järvellä", "Kerho mäellä"}
    above, below = html.split('id="not-on-map"')
    assert {"Kerho järvellä", "Kerho mäellä"} <= set(titles(above))
    assert set(titles(below)) == {"Kerhon puhelin", "Kerho turvassa"}
    assert "2 results are not on the map" in html


def test_the_map_has_what_the_list_has(client: Client, results: None) -> None:
    query = "?q=kerho&municipality=901"
    assert set(titles(page(client, query))) == set(titles(page(client, query + MAP)))


def test_both_views_keep_the_search(client: Client, results: None) -> None:
    query = "?q=kerho&kind=service&near=Järvelä&radius=100&sort=next"
    quoted = query.replace("ä", "%C3%A4")
    assert f"{quoted}&view=map" in links(page(client, query, "/en"), "Map")
    html = page(client, query + MAP, "/en")
    assert quoted in links(html, "List")
    chips = links(main(html), "Remove filter") + links(main(html), "Clear all")
    assert len(chips) == 3
    assert all(address.endswith(MAP) for address in chips)
    assert html.count('<input type="hidden" name="view" value="map">') == 2  # other words, other filters


def test_around_the_reader_are_rings(client: Client, results: None) -> None:
    html = page(client, "?q=kerho&near=61.698765,27.301234&view=map")
    assert (data(html)["middle"], data(html)["here"]) == ([61.7, 27.3], True)
    assert "27.301" not in html
    assert html.count('class="map-ring"') == 5
    assert client.get("/haku/?q=kerho&near=Järvelä&view=map")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("query", ["?q=kerho&municipality=902", "?q=kerho+mäkelässä"])
def test_around_the_one_municipality_that_is_meant_are_rings(client: Client, results: None, query: str) -> None:
    found = data(page(client, query + MAP))
    assert (found["middle"], found["here"]) == (list(HILL), False)
    assert data(page(client, "?q=kerho&municipality=901&municipality=902&view=map"))["middle"] is None


def test_the_drawing_leads_to_the_same_search_of_a_municipality(client: Client, results: None) -> None:
    drawing = unescape(page(client, "?q=kerho&kind=service&view=map").split('<svg class="map-drawing"')[1].split("</svg>")[0])
    assert 'href="?q=kerho&kind=service&municipality=902&view=map"' in drawing
    assert "Järvelä" in drawing


def test_a_map_has_more_on_a_page_than_a_list(client: Client, towns: None) -> None:
    index(*(make_listing(f"l{number}", "Kerho", municipality=LAKETOWN, at=LAKE) for number in range(21)))
    assert len(data(page(client, "?q=kerho&view=map"))["pins"]) == 21
    assert client.get("/haku/?q=kerho&view=map&page=2").status_code == 404
    assert SearchForm.read(QueryDict("view=map&page=999999")).page == 100


# --- Who hears of it ---------------------------------------------------------------------------------------------
def test_tiles_come_from_the_operators_address_on_the_map_alone(client: Client, results: None, settings: Any) -> None:
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = "https://tiles.example/{z}/{x}/{y}.png", "© Mapmakers"
    policy = client.get("/en/haku/?q=kerho&view=map")["Content-Security-Policy"]
    assert "img-src 'self' data: https://tiles.example;" in policy + ";"
    # Nothing was found, but the next filter may find something without a reload.
    assert "tiles.example" in client.get("/haku/?q=qwertyqwerty&view=map")["Content-Security-Policy"]
    assert "tiles.example" not in client.get("/haku/?q=kerho")["Content-Security-Policy"]


def test_a_search_is_counted_once(client: Client, results: None, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    monkeypatch.setattr("search.views.count_search", lambda _request, asked, _found: counted.append(asked.q))
    page(client, "?q=kerho")
    page(client, "?q=kerho&view=map")
    assert counted == ["kerho"]


# --- What it costs -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [1, 20])
def test_at_most_six_queries(client: Client, towns: None, many: int, django_assert_max_num_queries: Any) -> None:
    where = MunicipalityRef(code="901", name="Järvelä")
    index(*(make_listing(f"l{number}", "Kerho", municipality=where, at=(61.7, 27.3 + number / 100)) for number in range(many)))
    page(client, "?q=kerho&near=Järvelä&view=map")
    with django_assert_max_num_queries(6):
        page(client, "?q=kerho&near=Järvelä&view=map")
