"""Completion, similar listings and the thesaurus by the API."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.management import call_command
from rdflib import SKOS, Graph

from portal.thesaurus.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db
SUGGEST = "/api/v1/suggest"


def suggested(client: Any, **parameters: Any) -> list[dict[str, str]]:
    """The suggestions."""
    response = client.get(SUGGEST, parameters)
    assert response.status_code == 200, response.content
    found: list[dict[str, str]] = response.json()["suggestions"]
    return found


@pytest.fixture
def region_with_likes(region: Any, settings: Any, tmp_path: Any) -> Any:
    """The region with another group like its own, and a concept; indexed."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    cache.clear()
    Concept.objects.create(slug="eroaminen", preferred={"fi": "ero", "sv": "skilsmässa", "en": "divorce"})
    region.other = factories.group(
        "Eronneiden isien ryhmä", topics=[factories.topic("Ero")], summary="Vertaisryhmä eronneille.", municipality=region.mikkeli
    )
    call_command("search_rebuild", verbosity=0)
    return region


# --- Completion ---


@pytest.mark.parametrize("q", ["", " ", "e", "\x00", "!?", "qwertyqwerty"])
def test_what_completes_nothing_is_answered_with_nothing(client: Any, region_with_likes: Any, q: str) -> None:
    assert suggested(client, q=q) == []


def test_without_an_engine_it_says_so(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "never-built"
    response = client.get(SUGGEST, {"q": "ero"})
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0


def test_titles_concepts_and_municipalities_with_where_they_lead(client: Any, region_with_likes: Any) -> None:
    found = suggested(client, q="ero")
    kinds = {each["kind"] for each in found}
    assert {"title", "concept"} <= kinds
    for each in found:
        assert client.get(each["url"]).status_code == 200
        assert each["label"]
    mikkeli = next(each for each in suggested(client, q="mik") if each["kind"] == "municipality")
    assert mikkeli["text"] == "Mikkeli"


def test_in_the_readers_language(client: Any, region_with_likes: Any) -> None:
    found = suggested(client, q="skils", lang="sv")
    assert found
    assert all(each["url"].startswith("/sv/") for each in found)
    labels = {each["label"] for each in found}
    assert labels != {each["label"] for each in suggested(client, q="ero", lang="en")}


def test_no_more_than_asked_for(client: Any, region_with_likes: Any) -> None:
    assert len(suggested(client, q="ero", limit=1)) == 1


# --- Similar ---


def test_similar_listings(client: Any, region_with_likes: Any) -> None:
    group = region_with_likes.group
    found = client.get(f"/api/v1/listings/{group.listing_id}/similar").json()["results"]
    assert found[0]["id"] == str(region_with_likes.other.listing_id)
    assert str(group.listing_id) not in {each["id"] for each in found}
    assert len(client.get(f"/api/v1/listings/{group.listing_id}/similar", {"limit": 1}).json()["results"]) == 1


def test_of_an_unknown_listing_there_is_nothing_similar(client: Any, region_with_likes: Any) -> None:
    assert client.get(f"/api/v1/listings/{uuid4()}/similar").status_code == 404
    refused = client.get("/api/v1/listings/mikkeli/similar")
    assert refused.status_code == 400
    assert refused["Content-Type"] == "application/problem+json"


def test_without_an_engine_nothing_is_said_to_be_similar(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "never-built"
    address = f"/api/v1/listings/{region.group.listing_id}/similar"
    assert client.get(address).status_code == 503
    assert "similar-title" not in client.get(region.group.url).content.decode()


@pytest.mark.one_database
def test_a_page_shows_what_is_similar_at_a_constant_cost(client: Any, region_with_likes: Any, django_assert_max_num_queries: Any) -> None:
    url = region_with_likes.group.url
    html = client.get(url).content.decode()
    similar = html.partition("similar-title")[2]
    assert "Eronneiden isien ryhmä" in similar
    assert region_with_likes.group.title not in similar.partition("</section>")[0]
    with django_assert_max_num_queries(8):
        client.get(url)


# --- The thesaurus ---


@pytest.mark.parametrize(
    ("parameters", "accept", "expected"),
    [
        ({}, "*/*", "turtle"),
        ({}, "text/html,application/xhtml+xml", "turtle"),
        ({}, "application/ld+json", "json-ld"),
        ({}, "text/turtle;q=0.5, application/ld+json;q=0.9", "json-ld"),
        ({"format": "json-ld"}, "text/turtle", "json-ld"),
        ({"format": "turtle"}, "application/ld+json", "turtle"),
    ],
)
def test_the_thesaurus_in_the_notation_asked_for(
    client: Any, region_with_likes: Any, parameters: dict[str, str], accept: str, expected: str
) -> None:
    response = client.get("/api/v1/thesaurus", parameters, headers={"Accept": accept})
    assert response.status_code == 200
    assert "Accept" in response["Vary"]
    text = response.content.decode()
    if expected == "json-ld":
        assert response["Content-Type"] == "application/ld+json"
        assert "divorce" in json.dumps(json.loads(text))
    else:
        assert response["Content-Type"].startswith("text/turtle")
        labels = {str(label) for label in Graph().parse(data=text, format="turtle").objects(None, SKOS.prefLabel)}
        assert {"skilsmässa", "divorce"} <= labels
