"""The result page as a family meets it: place, time, order, and how the words were read."""

import datetime as dt
import re
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.listings.kinds import Kind
from portal.listings.listing import Part
from portal.listings.schedule import Dates, Schedule
from tests.search.builders import HILLTOWN, LAKETOWN, make_listing
from tests.search.pages import HILL, LAKE, index, links, page, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_remembered"), pytest.mark.one_database]


# --- Where the reader is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["Atlantis", "<b>x</b>", "'; DROP", "%00%00"])
def test_a_place_that_nobody_knows_is_told_and_nothing_is_lost(client: Client, towns: None, place: str) -> None:
    index(make_listing("a", "Ero", municipality=LAKETOWN, at=LAKE))
    html = page(client, f"?q=ero&near={place}&sort=distance&radius=5")
    assert titles(html) == ["Ero"]
    assert "<b>x" not in html
    assert ('aria-invalid="true"' in html) is (place != "%00%00")


@pytest.mark.parametrize("place", ["Järvelä", "järvelässä", "jarvela", "Järvlä", "61.7,27.3"])
def test_distances_from_a_place_and_the_nearest_first(client: Client, towns: None, place: str) -> None:
    index(
        make_listing("far", "Ero kaukana", municipality=HILLTOWN, at=HILL),
        make_listing("near", "Ero lähellä", municipality=LAKETOWN, at=LAKE),
    )
    html = page(client, f"?q=ero&near={place}&sort=distance")
    assert titles(html) == ["Ero lähellä", "Ero kaukana"]
    assert re.search(r"about 8\d km|noin 8\d km", html)


def test_a_village_has_a_point_of_its_own(client: Client, towns: None) -> None:
    index(
        make_listing("far", "Ero kaukana", municipality=HILLTOWN, at=HILL),
        make_listing("near", "Ero lähellä", municipality=LAKETOWN, at=LAKE),
    )
    html = page(client, "?near=Kangasjoella&radius=10")
    assert titles(html) == ["Ero lähellä"]
    assert "Kangasjoki (Mäkelä)" in html


def test_the_place_can_be_taken_away_with_its_radius_and_order(client: Client, towns: None) -> None:
    index(make_listing("a", "Ero", municipality=LAKETOWN, at=LAKE))
    html = page(client, "?q=ero&near=Järvelä&radius=25&sort=distance&municipality=901")
    assert "?q=ero&municipality=901" in links(html, "25 km")


def test_where_a_device_is_comes_back_with_two_decimals_and_is_kept_by_nobody(client: Client, towns: None, caplog: Any) -> None:
    index(make_listing("a", "Ero", municipality=LAKETOWN, at=LAKE))
    response = client.get("/haku/?q=ero&near=61.698765,27.301234&sort=distance")
    html = response.content.decode()
    assert "61.70,27.30" in html
    assert "61.698765" not in html
    assert response["Cache-Control"] == "no-store"
    assert "27.3" not in caplog.text
    assert not response.cookies


def test_orders_offered(client: Client, towns: None) -> None:
    index(make_listing("a", "Ero", municipality=LAKETOWN, at=LAKE))
    assert len(re.findall(r"sort=distance", page(client, "?q=ero"))) == 0
    by_name = page(client, "?q=ero+järvelässä")
    assert "?q=ero+j%C3%A4rvel%C3%A4ss%C3%A4&near=J%C3%A4rvel%C3%A4&sort=distance" in unescape(by_name)
    assert re.search(r'sort=next" data-swap aria-current="true"', page(client, "?q=ero&sort=next"))


# --- When -------------------------------------------------------------------------------------------------------------


def test_only_what_happens_then(client: Client) -> None:
    index(make_listing("a", "Ero"))
    html = page(client, "?q=ero&when=today")
    assert titles(html) == []
    assert re.search(r'class="chip" href="\?q=ero"', html)
    assert page(client, "?q=ero&from=2026-02-31").count("<article") == 1


@pytest.mark.parametrize("days", ["from=9999-12-31", "from=0001-01-01", "to=9999-12-31", "to=0001-01-01", "from=9999-12-31&to=0001-01-01"])
@pytest.mark.parametrize("lang", ["", "/sv", "/en"])
def test_the_first_and_last_days_there_are(client: Client, lang: str, days: str) -> None:
    index(make_listing("a", "Ero"))
    assert 'class="chip"' in page(client, f"?q=ero&{days}", lang)


def test_days_of_ones_own_stay_until_others_are_chosen(client: Client) -> None:
    index(make_listing("a", "Ero"))
    html = page(client, "?q=ero&from=2026-12-01&to=2026-12-03")
    assert re.search(r'name="when" value="own" checked', html)
    assert re.search(r'type="hidden" name="from" value="2026-12-01"', html)
    assert re.search(r'class="chip" href="\?q=ero"', html)
    assert titles(page(client, "?q=ero&when=any&from=2026-12-01&to=2026-12-03")) == ["Ero"]


def test_the_language_is_changed_with_the_search_kept(client: Client) -> None:
    index(make_listing("a", "Ero"))
    assert "/sv/haku/?q=ero&free=1" in links(page(client, "?q=ero&free=1"), "Svenska")


def test_an_event_that_is_over_is_found_by_name_and_marked(client: Client) -> None:
    last_year = timezone.localdate() - dt.timedelta(days=365)
    schedule = Schedule(rules=(Dates(dates=(last_year,), start=dt.time(12), end=dt.time(13)),))
    index(make_listing("a", "Lastenjuhla", kind=Kind.EVENT, schedule=schedule))
    html = page(client, "?q=lastenjuhla")
    assert titles(html) == ["Lastenjuhla"]
    assert "card-over" in html


# --- How the words were read ------------------------------------------------------------------------------------------


def test_a_misspelt_word_is_read_as_meant_and_can_be_searched_as_typed(client: Client) -> None:
    index(*(make_listing(f"n{number}", f"Neuvola {number}", summary="Neuvola auttaa") for number in range(5)))
    html = page(client, "?q=nevola&kind=service")
    assert len(titles(html)) == 5
    assert re.search(r"<h1[^>]*>[^<]*neuvola", html)
    (instead,) = links(html, "nevola")
    assert instead == "?q=nevola&exact=1&kind=service"
    exact = page(client, instead)
    assert re.search(r"<h1[^>]*>[^<]*nevola", exact)
    assert links(exact, "nevola") == []


def test_the_words_are_marked_in_titles(client: Client) -> None:
    index(make_listing("a", "Ero & <i>erosta</i>", summary="Lapselle."))
    assert "<mark>Ero</mark> &amp; &lt;i&gt;<mark>erosta</mark>&lt;/i&gt;</a>" in page(client, "?q=ero")


def test_what_was_understood_can_be_taken_back(client: Client, towns: None) -> None:
    index(make_listing("a", "Eroryhmä", municipality=LAKETOWN), make_listing("b", "Eroneuvonta", municipality=HILLTOWN))
    html = page(client, "?q=ero+järvelässä")
    (back,) = links(html, "Järvelä")
    assert back == "?q=ero+j%C3%A4rvel%C3%A4ss%C3%A4&not=place"
    assert links(page(client, back), "Järvelä") == []


def test_texts_in_another_language_say_so(client: Client) -> None:
    chapter = Part(id=uuid4(), title="Eron jälkeen", url="/opas/eron-jalkeen/")
    index(make_listing("a", "Eroauttaminen", kind=Kind.GUIDE, parts=(chapter,)))
    html = page(client, "?q=erosta", lang="/sv")
    assert re.search(r'class="card-lang">.*finska</p>', html, re.DOTALL)
    assert re.search(r'class="card-title" lang="fi"', html)
    assert re.search(r'class="card-part" lang="fi">.*Eron jälkeen</p>', html, re.DOTALL)
    assert "card-lang" not in page(client, "?q=erosta")
