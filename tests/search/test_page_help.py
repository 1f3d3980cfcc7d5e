"""Whom the result page names for help: in a crisis, at the end of every page, and when nothing is found; and what it costs."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from home.models import SiteSettings
from portal.catalogue.models import CatalogueEntry
from portal.listings.listing import Eligibility, Term
from portal.thesaurus.models import Concept
from search import service
from search.engines import get_engine
from search.engines.base import EngineAnswer, EngineQuery
from tests.search.builders import HILLTOWN, LAKETOWN, make_listing, publish
from tests.search.engines import Wrapped
from tests.search.pages import HILL, LAKE, helpline, index, links, main, page, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nobody_remembered"), pytest.mark.one_database]


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
    assert main(html).index("crisis-line") < main(html).index('role="search"')
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
    for_staff = Eligibility(audiences=(Term(slug="ammattilaiset", label="Ammattilaiset"),))
    index(
        make_listing("here", "Perhekahvila", municipality=LAKETOWN, at=LAKE),
        make_listing("there", "Leikkipuisto", municipality=HILLTOWN, at=HILL),
        make_listing("net", "Verkkovertaisryhmä", online=True),
        make_listing("staff", "Verkkokoulutus", online=True, eligibility=for_staff),
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


class Counting(Wrapped):
    """Tells how many requests an engine over a network would get."""

    requests = 0

    def search(self, query: EngineQuery) -> EngineAnswer:
        self.requests += 1
        return super().search(query)

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        self.requests += 1
        return super().search_many(queries)


@pytest.mark.parametrize(
    ("query", "requests"),
    [
        ("?q=uimahalli", 1),
        ("", 1),
        ("?q=mies+lyö", 1),  # its helplines are asked together with it
        ("?q=zzzzzz", 2),
        ("?q=zzzzzz&municipality=901", 2),
        ("?q=zzzzzz&near=Mäkelä", 2),
        ("?q=mies+lyö&kind=guide", 2),
        ("?q=...", 1),  # there is nothing to ask before what is offered instead
    ],
)
def test_the_engine_is_asked_once_and_once_more_when_nothing_is_found(
    client: Client, towns: None, violence: None, monkeypatch: pytest.MonkeyPatch, query: str, requests: int
) -> None:
    engine = Counting(get_engine())
    monkeypatch.setattr(service, "get_engine", lambda: engine)
    page(client, query)
    assert engine.requests == requests
