"""The result page as a family meets it: what was understood, crisis, place, time, order, and nothing found."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from home.models import SiteSettings
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import DeliveryKind, Kind
from portal.listings.listing import DeliveryPoint, Listing, Term
from portal.listings.schedule import Dates, Schedule
from portal.regions.models import Locality, Municipality
from portal.thesaurus.models import Concept
from search import names
from search.sync import rebuild
from tests.search.builders import HILLTOWN, LAKETOWN, make_listing, publish

pytestmark = pytest.mark.django_db
LAKE, HILL = (61.70, 27.30), (61.90, 28.90)
"""Some 90 km apart."""


def index(*listings: Listing) -> None:
    for listing in listings:
        publish(listing)
    CatalogueEntry.objects.filter(lang="fi").update(is_primary=True)
    rebuild()
    names.forget()


def page(client: Client, query: str, lang: str = "") -> str:
    response = client.get(f"{lang}/haku/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def titles(html: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'class="card-title"[^>]*><a[^>]*>([^<]+)', html)]


def links(html: str, words: str) -> list[str]:
    """Addresses of the links that hold these words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [unescape(address) for address, inner in found if words in unescape(re.sub(r"<[^>]+>", "", inner))]


@pytest.fixture
def towns(db: None) -> None:
    """Järvelä and Mäkelä with their centres; the village of Kangasjoki in Mäkelä, near Järvelä."""
    for reference, slug, point in ((LAKETOWN, "jarvela", LAKE), (HILLTOWN, "makela", HILL)):
        Municipality.objects.create(code=reference.code, slug=slug, names={"fi": reference.name}, latitude=point[0], longitude=point[1])
    Locality.objects.create(municipality=Municipality.objects.get(code="902"), name="Kangasjoki", latitude=61.71, longitude=27.35)


@pytest.fixture(autouse=True)
def _nobody_remembered() -> None:
    """The human contact is kept for a minute."""
    cache.clear()


def helpline(external_id: str, title: str, phone: str, **values: Any) -> Listing:
    points = (DeliveryPoint(id=external_id, kind=DeliveryKind.PHONE, phone=phone),)
    return make_listing(external_id, title, kind=Kind.HELPLINE, delivery_points=points, **values)


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


def test_what_was_understood_can_be_taken_back(client: Client, towns: None) -> None:
    index(make_listing("a", "Eroryhmä", municipality=LAKETOWN), make_listing("b", "Eroneuvonta", municipality=HILLTOWN))
    html = page(client, "?q=ero+järvelässä")
    (back,) = links(html, "Järvelä")
    assert back == "?q=ero+j%C3%A4rvel%C3%A4ss%C3%A4&not=place"
    assert links(page(client, back), "Järvelä") == []


def test_texts_in_another_language_say_so(client: Client) -> None:
    index(make_listing("a", "Eroauttaminen"))
    html = page(client, "?q=erosta", lang="/sv")
    assert re.search(r'class="card-lang">.*finska</p>', html, re.DOTALL)
    assert re.search(r'class="card-title" lang="fi"', html)
    assert "card-lang" not in page(client, "?q=erosta")


# --- Crisis -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def violence(db: None) -> None:
    """A concept whose search is a cry for help, and whom to call."""
    Concept.objects.create(
        slug="lahisuhdevakivalta",
        preferred={"fi": "lähisuhdeväkivalta", "sv": "våld i nära relationer", "en": "domestic violence"},
        colloquial={"fi": "mies lyö", "sv": "min man slår", "en": "my husband hits me"},
        is_crisis=True,
    )
    index(
        helpline("zero", "Nollalinja", "080 005 005", crisis=True, summary="Apua, kun koet lähisuhdeväkivaltaa."),
        helpline("other", "Vanhempainpuhelin", "0800 922 77"),
        make_listing("pool", "Uimahalli"),
    )


@pytest.mark.parametrize(("lang", "query"), [("", "mies lyö"), ("/sv", "min man slår"), ("/en", "my husband hits me"), ("/sv", "mies lyö")])
def test_in_a_crisis_the_helplines_come_first(client: Client, violence: None, lang: str, query: str) -> None:
    response = client.get(f"{lang}/haku/", {"q": query})
    html = response.content.decode()
    numbers = re.findall(r'class="crisis-line[^"]*" href="tel:(\d+)"', html)
    assert numbers == ["112", "080005005"]
    assert main(html).index("crisis-line") < main(html).index('type="search"')
    assert 'id="quick-exit"' in html
    assert query not in re.findall(r"<title>(.*?)</title>", html)[0]
    assert response["Cache-Control"] == "no-store"


def test_the_emergency_number_stands_even_where_no_helpline_is_known(client: Client) -> None:
    Concept.objects.create(slug="k", preferred={"fi": "hätä"}, colloquial={"fi": "mies lyö"}, is_crisis=True)
    index(make_listing("pool", "Uimahalli"))
    html = page(client, "?q=mies+lyö")
    assert re.findall(r'class="crisis-line[^"]*" href="tel:(\d+)"', html) == ["112"]
    assert 'id="quick-exit"' in html


def test_other_searches_have_no_panel(client: Client, violence: None) -> None:
    html = page(client, "?q=uimahalli")
    assert "crisis-line" not in html
    assert 'id="quick-exit"' not in html


# --- The human contact, and nothing found -----------------------------------------------------------------------------


def test_the_contact_of_the_settings_is_at_the_end_of_every_page(client: Client) -> None:
    publish(helpline("us", "Perheneuvo", "015 411 4120"), page_id=2)
    index(make_listing("pool", "Uimahalli"), helpline("other", "Vanhempainpuhelin", "0800 922 77"))
    settings = SiteSettings.load()
    settings.search_contact_id = 2
    settings.save()
    for query in ("?q=uimahalli", "?q=zzzzzz", "?q=...", ""):
        human = page(client, query).partition('class="human"')[2]
        assert 'href="tel:0154114120"' in human.partition("</section>")[0], query


def test_without_a_setting_a_helpline_answers(client: Client) -> None:
    index(helpline("crisis", "Kriisi", "09 2525 0111", crisis=True), helpline("other", "Vanhempainpuhelin", "0800 922 77"))
    human = page(client, "?q=zzzzzz").partition('class="human"')[2].partition("</section>")[0]
    assert 'href="tel:080092277"' in human


def test_the_contact_is_there_when_the_engine_is_not(client: Client) -> None:
    publish(helpline("other", "Vanhempainpuhelin", "0800 922 77"))  # and no index
    CatalogueEntry.objects.update(is_primary=True)
    html = page(client, "?q=ero")
    assert 'href="tel:080092277"' in html
    assert 'role="status"' in html


def test_nothing_found_shows_what_is_near_and_online(client: Client, towns: None) -> None:
    index(
        make_listing("here", "Perhekahvila", municipality=LAKETOWN, at=LAKE),
        make_listing("there", "Leikkipuisto", municipality=HILLTOWN, at=HILL),
        make_listing("net", "Verkkovertaisryhmä", online=True),
    )
    html = page(client, "?q=zzzzzz&municipality=901")
    assert sorted(titles(html)) == ["Perhekahvila", "Verkkovertaisryhmä"]
    assert "/kunnat/jarvela/" in html
    assert "?q=zzzzzz" in links(html, "ilman") or "?q=zzzzzz" in links(html, "without")
    near = page(client, "?q=zzzzzz&near=61.9,28.9")
    assert titles(near)[0] == "Leikkipuisto"


# --- Cost -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["?q=ero", "?q=ero&near=Järvelä&sort=distance", "?q=zzzzzz", "?q=zzzzzz&municipality=901", "?q=mies+lyö", "?near=61.7,27.3&q=zzzzzz"],
)
def test_at_most_six_queries_whatever_is_shown(
    client: Client, towns: None, violence: None, django_assert_max_num_queries: Any, query: str
) -> None:
    listings = [
        make_listing(f"l{number}", "Ero", municipality=LAKETOWN, at=LAKE, topics=(Term(slug="ero", label="Ero"),)) for number in range(20)
    ]
    index(*listings)
    cache.clear()
    page(client, query)
    with django_assert_max_num_queries(6):
        page(client, query)
