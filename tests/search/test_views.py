"""The result page."""

import re
from typing import Any

import pytest
from django.test import Client

from portal.listings.kinds import RecordStatus
from portal.listings.listing import Listing, MunicipalityRef
from portal.regions.models import Municipality
from search.sync import rebuild
from tests.search.builders import make_listing, publish

pytestmark = pytest.mark.django_db


def index(*listings: Listing) -> None:
    for listing in listings:
        publish(listing)
    rebuild()


def page(client: Client, query: str = "", lang: str = "") -> str:
    response = client.get(f"{lang}/haku/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?q=%ff%fe",
        "?q=" + "a" * 5000,
        "?q=<script>alert(1)</script>",
        '?q="><img src=x onerror=alert(1)>',
        "?q=title:* OR *",
        "?q=ero&page=x&kind=castle&municipality=abc&colour=red",
        "?kind=service&kind=event&topic=%27--",
        "?q=ero&q=apu",
    ],
)
def test_whatever_is_asked_there_is_a_page(client: Client, query: str) -> None:
    index(make_listing("a", "Ero"))
    html = page(client, query)
    assert "<script>alert" not in html
    assert "<img src=x" not in html


@pytest.mark.parametrize("number", [2, 99999])
def test_beyond_the_last_page_there_is_nothing(client: Client, number: int) -> None:
    index(make_listing("a", "Ero"))
    assert client.get(f"/haku/?q=ero&page={number}").status_code == 404


@pytest.mark.parametrize("query", ["?q=%00", "?q=...", "?q=%21%3F", "?q=%E2%80%94"])
def test_a_query_without_a_word_finds_nothing(client: Client, query: str) -> None:
    index(make_listing("a", "Uimahalli"))
    html = page(client, query)
    assert "Uimahalli" not in html
    assert "/apua-nyt/" in html


def test_posting_is_refused(client: Client) -> None:
    assert client.post("/haku/").status_code == 405


def test_results_with_marks_and_a_way_to_narrow(client: Client) -> None:
    index(make_listing("a", "Eroauttaminen", summary="Apua eroon"), make_listing("b", "Uimahalli"))
    html = page(client, "?q=erosta")
    assert "Apua <mark>eroon</mark>" in html
    assert "Uimahalli" not in html
    (form,) = re.findall(r'<form[^>]+role="search".*?</form>', html, re.DOTALL)
    assert re.search(r'<input[^>]+name="q"[^>]+value="erosta"', form)
    assert re.search(r'name="kind" value="service"', html)


def test_an_empty_search_shows_everything(client: Client) -> None:
    index(make_listing("a", "Ero"), make_listing("b", "Uimahalli"))
    html = page(client)
    assert "Ero" in html
    assert "Uimahalli" in html


def test_nothing_found_shows_ways_on(client: Client) -> None:
    index(make_listing("a", "Ero"))
    html = page(client, "?q=zzzzzz")
    assert "/apua-nyt/" in html


def test_finnish_only_listings_are_marked_as_finnish(client: Client) -> None:
    index(make_listing("a", "Eroauttaminen"))
    assert re.search(r'<h2[^>]+lang="fi"', page(client, "?q=erosta", lang="/sv"))


def test_filters_stay_when_words_change_and_can_be_taken_away(client: Client) -> None:
    index(make_listing("a", "Ero"))
    html = page(client, "?q=ero&kind=service")
    assert '<input type="hidden" name="kind" value="service">' in html
    assert 'href="?q=ero"' in html


def test_the_door_to_the_examples_is_marked(client: Client) -> None:
    Municipality.objects.create(code="999", slug="esimerkkila", names={"fi": "Esimerkkilä"}, is_example=True)
    index(
        make_listing("a", "Ero"),
        make_listing("b", "Satuhetki", status=RecordStatus.EXAMPLE, municipality=MunicipalityRef(code="999", name="Esimerkkilä")),
    )
    html = page(client)
    assert "Satuhetki" not in html
    assert re.search(r'name="municipality" value="999"> <span>Esimerkkilä \(', html)
    assert "Satuhetki" in page(client, "?municipality=999")


def test_pages_keep_the_search(client: Client) -> None:
    index(*(make_listing(f"l{number}", "Ero") for number in range(21)))
    assert 'href="?q=ero&amp;page=2"' in page(client, "?q=ero")
    assert 'href="?q=ero"' in page(client, "?q=ero&page=2")


def test_a_failing_engine_gives_a_page_with_ways_on_and_no_query_in_the_log(client: Client, caplog: Any) -> None:
    publish(make_listing("a", "Ero"))  # and no index
    html = page(client, "?q=salaisuus")
    assert "/apua-nyt/" in html
    assert "search_rebuild" in caplog.text
    assert "salaisuus" not in caplog.text


def test_only_engine_failures_are_caught(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_request: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr("search.views.search", broken)
    with pytest.raises(ZeroDivisionError):
        client.get("/haku/")


@pytest.mark.one_database
@pytest.mark.parametrize("listings", [1, 20])
def test_at_most_six_queries(client: Client, listings: int, django_assert_max_num_queries: Any) -> None:
    index(*(make_listing(f"l{number}", "Ero") for number in range(listings)))
    page(client, "?q=ero")
    with django_assert_max_num_queries(6):
        page(client, "?q=ero")
