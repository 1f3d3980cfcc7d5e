"""The map of a municipality: what is there, of every kind that is somewhere."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.browse.drawn_cards import kept_cards
from portal.pagecache.unchanged import forget_all
from portal.regions.models import Municipality
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import multiply, queries
from tests.browse.test_map import MAP, TILES, page, pins

pytestmark = pytest.mark.one_database
MIKKELI = "/kunnat/mikkeli/"
DETAIL = 5


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Points of municipalities of another test are forgotten."""
    forget_all()
    kept_cards.forget()


# --- Bad input ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["?view=", "?view=sphere", "?view=%00", "?page=2"])
def test_another_view_is_the_page_itself(client: Client, region: Region, query: str) -> None:
    assert "map-data" not in page(client, MIKKELI + query)


def test_an_unknown_municipality_has_no_map(client: Client, region: Region) -> None:
    assert client.get("/kunnat/ei-ole/" + MAP).status_code == 404


@pytest.mark.parametrize("number", ["2", "999999"])
def test_beyond_the_last_page_there_is_nothing(client: Client, region: Region, number: str) -> None:
    assert client.get(f"{MIKKELI}{MAP}&page={number}").status_code == 404


def test_without_a_point_there_is_no_map_and_no_tab(client: Client, region: Region) -> None:
    Municipality.objects.filter(slug="mikkeli").update(latitude=None, longitude=None)
    body = page(client, MIKKELI + MAP)
    assert "map-data" not in body
    assert "view=map" not in body.split("<main")[1].split("</main>")[0]


def test_where_nothing_is_the_page_tells_what_is_nearest(client: Client, region: Region) -> None:
    region.pages["service"].unpublish()  # it serves every municipality of the county
    Municipality.objects.create(code="588", slug="pertunmaa", names={"fi": "Pertunmaa"}, latitude=61.5, longitude=26.48)
    response = client.get("/kunnat/pertunmaa/" + MAP)
    assert (response.status_code, response["Location"]) == (302, "/kunnat/pertunmaa/")


def test_one_that_has_ended_leads_to_its_successor(client: Client, region: Region) -> None:
    Municipality.objects.create(code="696", slug="ristiina", names={"fi": "Ristiina"}, successor=region.mikkeli)
    assert client.get("/kunnat/ristiina/" + MAP)["Location"] == MIKKELI


# --- What it shows -----------------------------------------------------------------------------------------------
def test_what_is_there_and_nothing_else(client: Client, region: Region) -> None:
    factories.place("Muualla", municipality=region.puumala, street="Rantatie 1", latitude=61.52, longitude=28.18)
    body = page(client, "/en" + MIKKELI + MAP)
    assert "Olohuone" in {pin["title"] for pin in pins(body)}
    assert {pin["lat"] for pin in pins(body)} <= {61.69}
    assert "Muualla" not in body
    shown = len(re.findall('class="card-title"', body))
    assert f"<strong>{shown}</strong> result" in body
    assert "What serves the whole country is counted in" not in body


def test_its_rings_and_its_neighbours(client: Client, region: Region) -> None:
    factories.place("Muualla", municipality=region.puumala, street="Rantatie 1", latitude=61.52, longitude=28.18)
    body = page(client, "/sv" + MIKKELI + MAP)
    assert body.count('class="map-ring"') == 5
    assert 'href="/sv/kunnat/puumala/?view=map"' in body
    assert 'href="/sv/haku/?municipality=491&amp;view=map"' in body  # to narrow it down


def test_a_confidential_place_is_not_on_the_map(client: Client, region: Region) -> None:
    factories.place("Turvakoti", municipality=region.mikkeli, is_confidential=True)
    body = page(client, MIKKELI + MAP)
    assert "Turvakoti" not in {pin["title"] for pin in pins(body)}
    assert "Turvakoti" in body.split('id="not-on-map"')[1]


def test_the_page_leads_to_its_map_and_back(client: Client, region: Region) -> None:
    assert f'href="{MIKKELI}?view=map"' in page(client, MIKKELI)
    assert f'<a href="{MIKKELI}">' in page(client, MIKKELI + MAP).split('class="tabs')[1]


def test_tiles_come_from_the_operators_address_on_the_map_alone(client: Client, region: Region, settings: Any) -> None:
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, "© Mapmakers"
    assert "https://tiles.example" in client.get(MIKKELI + MAP)["Content-Security-Policy"]
    assert "tiles.example" not in client.get(MIKKELI)["Content-Security-Policy"]


# --- What it costs -----------------------------------------------------------------------------------------------
def test_it_costs_the_same_with_more(client: Client, region: Region) -> None:
    one = queries(client, MIKKELI + MAP)
    assert one <= DETAIL + 1  # the ground of all maps, read once after a change
    multiply(*(region.pages[name] for name in ("place", "group", "event", "service")))
    assert queries(client, MIKKELI + MAP) == one
