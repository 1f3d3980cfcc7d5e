"""The map of a list: another view of the same address, which tells nobody else anything."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from portal.browse.drawn_cards import kept_cards
from portal.browse.map.drawing import draw
from portal.browse.map.ground import Town
from portal.pagecache.unchanged import forget_all
from portal.regions.distance import Coordinates, distance_km
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import LIST, multiply, queries

pytestmark = pytest.mark.one_database
MAP = "?view=map"
TILES = "https://tiles.example/{z}/{x}/{y}.png"
MIKKELI, PUUMALA = Coordinates(61.69, 27.27), Coordinates(61.52, 28.18)


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    """Points of municipalities of another test are forgotten."""
    forget_all()
    kept_cards.forget()


def page(client: Client, address: str) -> str:
    """The page's HTML."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def pins(body: str) -> list[dict[str, Any]]:
    """What the script is given."""
    found = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', body)
    assert found is not None
    read: list[dict[str, Any]] = json.loads(found[1])["pins"]
    return read


# --- Bad input ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", ["?view=", "?view=sphere", "?view=MAP", "?view=%00", "?vieww=map"])
def test_another_view_is_the_list(client: Client, region: Region, query: str) -> None:
    assert "map-data" not in page(client, f"/kohtaamispaikat/{query}")


@pytest.mark.parametrize("path", ["/auttavat-palvelut/", "/oppaat/", "/materiaalit/"])
def test_what_is_nowhere_has_no_map(client: Client, region: Region, path: str) -> None:
    body = page(client, path + MAP)
    assert "map-data" not in body
    assert "view=map" not in body.split("<main")[1].split("</main>")[0]


def test_beyond_the_last_page_there_is_nothing(client: Client, region: Region) -> None:
    assert client.get("/ryhmat/?view=map&page=2").status_code == 404


def test_a_map_of_nothing_says_what_to_do(client: Client, region: Region) -> None:
    body = page(client, "/ryhmat/?view=map&topic=ei-ole")
    assert 'href="/apua-nyt/"' in body
    assert "map-data" not in body


def test_a_title_cannot_leave_its_script(client: Client, region: Region) -> None:
    factories.place("</script><b>x", municipality=region.mikkeli, street="Katu 2", latitude=61.6, longitude=27.2)
    body = page(client, "/kohtaamispaikat/" + MAP)
    assert "</script><b>x" not in body
    assert "</script><b>x" in {pin["title"] for pin in pins(body)}


# --- What it shows -----------------------------------------------------------------------------------------------
def test_a_place_is_on_the_map_and_in_the_list(client: Client, region: Region) -> None:
    body = page(client, "/en/kohtaamispaikat/" + MAP)
    pin = pins(body)[0]
    assert (pin["title"], pin["lat"], pin["lon"], pin["exact"]) == ("Olohuone", 61.69, 27.27, True)
    assert pin["address"] == "Katu 1, Mikkeli"
    assert f'data-save="{pin["card"]}"' in body
    assert pin["url"] == "/en" + region.url("place")
    assert "#not-on-map" not in body


def test_a_place_without_a_point_stands_for_its_municipality(client: Client, region: Region) -> None:
    factories.place("Kerho", municipality=region.puumala, street="Rantatie 1")
    pin = next(pin for pin in pins(page(client, "/kohtaamispaikat/" + MAP)) if pin["title"] == "Kerho")
    assert (pin["lat"], pin["lon"], pin["exact"]) == (61.52, 28.18, False)


def test_what_has_no_place_is_told_and_listed(client: Client, region: Region) -> None:
    body = page(client, "/en/palvelut/" + MAP)
    assert pins(body) == []
    assert '<a class="map-elsewhere" href="#not-on-map">1 result is not on the map</a>' in body
    assert "Eron ensiapu" in body.split('id="not-on-map"')[1]


def test_a_confidential_place_is_not_on_the_map(client: Client, region: Region) -> None:
    factories.place("Turvakoti", municipality=region.mikkeli, is_confidential=True)
    body = page(client, "/kohtaamispaikat/" + MAP)
    assert "Turvakoti" not in {pin["title"] for pin in pins(body)}
    assert "Turvakoti" in body.split('id="not-on-map"')[1]


def test_filters_stay_in_both_views(client: Client, region: Region) -> None:
    body = page(client, "/kohtaamispaikat/?municipality=491&view=map")
    assert 'href="?municipality=491"' in body  # the list
    assert 'aria-current="page"' in body
    assert '<input type="hidden" name="view" value="map">' in body
    assert 'class="chip" href="?view=map"' in body
    assert 'href="?municipality=491&amp;view=map"' in page(client, "/kohtaamispaikat/?municipality=491")


def test_the_drawing_leads_to_the_filtered_map(client: Client, region: Region) -> None:
    body = page(client, "/kohtaamispaikat/" + MAP)
    drawing = body.split('<svg class="map-drawing"')[1].split("</svg>")[0]
    assert 'href="?municipality=491&amp;view=map"' in drawing
    assert "Puumala" in drawing
    assert "municipality=623" not in drawing  # nothing there
    assert "," not in re.sub(r"<[^>]*title.*?</title>", "", drawing)  # numbers as SVG writes them, in Finnish too


def test_around_a_municipality_are_rings(client: Client, region: Region) -> None:
    assert "map-ring" not in page(client, "/kohtaamispaikat/" + MAP)
    assert page(client, "/kohtaamispaikat/?municipality=491&view=map").count('class="map-ring"') == 5


def test_rings_are_as_wide_as_the_drawing_says() -> None:
    towns = [Town("491", "mikkeli", {"fi": "Mikkeli"}, MIKKELI, False, ()), Town("623", "puumala", {"fi": "Puumala"}, PUUMALA, False, ())]
    drawing = draw(towns, [], counts={"491": 4, "623": 1}, chosen="491", url=lambda code: code)
    assert drawing is not None
    here, there = drawing.discs
    apart = ((here.x - there.x) ** 2 + (here.y - there.y) ** 2) ** 0.5
    ring = drawing.rings[0]
    assert (ring.km, here.chosen, there.chosen) == (100, True, False)
    assert apart / ring.r * ring.km == pytest.approx(distance_km(MIKKELI, PUUMALA), rel=0.02)
    assert here.r > there.r


def test_without_points_nothing_is_drawn() -> None:
    assert draw([], [], counts={}, chosen="", url=str) is None


# --- Who hears of it ---------------------------------------------------------------------------------------------
def test_nobody_else_is_asked_by_default(client: Client, region: Region) -> None:
    response = client.get("/en/kohtaamispaikat/" + MAP)
    assert "img-src 'self' data:;" in response["Content-Security-Policy"] + ";"
    assert "This map is drawn by us" in response.content.decode()
    assert not response.cookies


def test_tiles_come_from_the_operators_address_on_maps_alone(client: Client, region: Region, settings: Any) -> None:
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, "© Mapmakers"
    response = client.get("/en/kohtaamispaikat/" + MAP)
    assert "img-src 'self' data: https://tiles.example;" in response["Content-Security-Policy"] + ";"
    body = response.content.decode()
    assert "The pictures of the map come from tiles.example" in body
    assert "© Mapmakers" in body
    assert "tiles.example" not in client.get("/en/kohtaamispaikat/")["Content-Security-Policy"]


def test_directions_name_the_address_and_nothing_else(client: Client, region: Region, settings: Any) -> None:
    assert pins(page(client, "/kohtaamispaikat/" + MAP))[0]["directions"] == ""
    settings.MAP_DIRECTIONS_URL = "https://routes.example/?to={address}"
    assert pins(page(client, "/kohtaamispaikat/" + MAP))[0]["directions"] == "https://routes.example/?to=Katu%201%2C%20Mikkeli"


def test_only_the_map_loads_the_library(client: Client, region: Region) -> None:
    assert "leaflet" in page(client, "/kohtaamispaikat/" + MAP)
    assert all("leaflet" not in page(client, path) for path in ("/", "/kohtaamispaikat/", region.url("place")))


# --- What it costs -----------------------------------------------------------------------------------------------
def test_a_map_costs_what_its_list_may(client: Client, region: Region) -> None:
    paths = [f"/{name}/?view=map&municipality=491&only=open_today" for name in ("kohtaamispaikat", "ryhmat", "palvelut", "tapahtumat")]
    one = {path: queries(client, path) for path in paths}
    assert max(one.values()) <= LIST + 1, one
    multiply(*(region.pages[name] for name in ("place", "group", "event", "service")))
    assert {path: queries(client, path) for path in paths} == one


# --- From a page to the map --------------------------------------------------------------------------------------
def test_a_page_with_a_public_address_leads_to_the_map(client: Client, region: Region) -> None:
    hidden = factories.place("Turvakoti", municipality=region.mikkeli, is_confidential=True)
    vague = factories.place("Kerho", municipality=region.puumala, street="Rantatie 1")
    link = 'href="/kohtaamispaikat/?municipality=491&amp;view=map"'
    assert link in page(client, region.url("place"))
    assert "view=map" not in page(client, hidden.url)
    assert "view=map" not in page(client, vague.url)
