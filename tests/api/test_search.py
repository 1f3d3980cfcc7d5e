"""Search by the API: the result page's own service, in JSON."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.thesaurus.models import Concept
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/search"


def found(client: Any, **parameters: Any) -> dict[str, Any]:
    """The answer."""
    response = client.get(ADDRESS, parameters)
    assert response.status_code == 200, response.content
    answer: dict[str, Any] = response.json()
    return answer


def test_an_engine_that_is_down_is_told_as_such(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "never-built"
    response = client.get(ADDRESS, {"q": "ero"})
    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert int(response["Retry-After"]) > 0
    assert client.get("/api/v1/listings").status_code == 200


def test_an_empty_query_lists_everything(client: Any, indexed: Any) -> None:
    answer = found(client)
    assert answer["total"] == len(answer["results"]) == 5


def test_a_result_tells_what_a_card_shows(client: Any, indexed: Any) -> None:
    answer = found(client, q="eronneille")
    first = answer["results"][0]
    assert first["id"] == str(indexed.group.listing_id)
    assert (first["kind"], first["lang"], first["title"]) == ("peer_group", "fi", "Eroryhmä")
    assert first["url"] == indexed.group.url
    assert first["place"]["street"] == "Maaherrankatu 1"
    assert first["municipalities"] == [{"code": "491", "name": "Mikkeli"}]
    assert "<mark>" in first["snippet"]
    assert dt.datetime.fromisoformat(first["next_start"]).date() == timezone.localdate() + dt.timedelta(days=7)


def test_a_matched_chapter_is_named_with_its_address(client: Any, indexed: Any) -> None:
    first = found(client, q="tapaamisoikeus")["results"][0]
    assert first["kind"] == "guide"
    assert (first["part"]["title"], first["part"]["url"]) == ("Tapaamiset", indexed.chapter.url)


def test_results_come_in_the_readers_language(client: Any, indexed: Any) -> None:
    swedish = next(result for result in found(client, q="eroryhmä", lang="sv")["results"] if result["kind"] == "peer_group")
    assert (swedish["lang"], swedish["title"]) == ("sv", "Skilsmässogrupp")


def test_filters_and_facets_agree(client: Any, indexed: Any) -> None:
    answer = found(client)
    kinds = {value["value"]: value for value in answer["facets"]["kind"]}
    for kind, value in kinds.items():
        assert found(client, kind=kind)["total"] == value["count"]
        assert value["label"]
    assert found(client, topic="ero")["total"] == 1
    assert found(client, free="true")["total"] == 1
    assert [value["value"] for value in answer["facets"]["free"]] == ["true"]
    assert found(client, municipality="740")["total"] == 1
    assert found(client, kind=["guide", "helpline"])["total"] == 2
    assert found(client, topic="no-such-topic")["total"] == 0


def test_pages(client: Any, indexed: Any) -> None:
    pages = [found(client, limit=2, page=page) for page in (1, 2, 3)]
    assert [len(page["results"]) for page in pages] == [2, 2, 1]
    assert len({result["id"] for page in pages for result in page["results"]}) == 5


def test_fiction_is_found_in_its_own_municipality_only(client: Any, indexed: Any) -> None:
    factories.group("Esimerkkiryhmä", municipality=factories.example_municipality(), record_status="example")
    call_command("search_rebuild", verbosity=0)
    assert "Esimerkkiryhmä" not in {result["title"] for result in found(client, q="esimerkkiryhmä")["results"]}
    assert found(client, q="esimerkkiryhmä", municipality="999")["results"][0]["information"] == "example"


@pytest.mark.one_database
def test_a_page_costs_few_queries(client: Any, indexed: Any, django_assert_max_num_queries: Any) -> None:
    found(client)  # names are read once a minute
    for limit in (1, 20):
        with django_assert_max_num_queries(2):
            found(client, limit=limit)


def test_nearest_first_with_kilometres(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    factories.place("Kaukainen", municipality=region.savonlinna, street="Katu 1", latitude=61.87, longitude=28.88)
    factories.place("Läheinen", municipality=region.mikkeli, street="Katu 2", latitude=61.69, longitude=27.27)
    call_command("search_rebuild", verbosity=0)
    answer = found(client, near="61.688812,27.272345", sort="distance", kind="meeting_place")
    by_title = {result["title"]: result["km"] for result in answer["results"]}
    assert next(iter(by_title)) == "Läheinen"
    assert by_title["Läheinen"] < 1
    assert 80 < by_title["Kaukainen"] < 90
    near = found(client, near="61.69,27.27", radius=10)
    assert {result["title"] for result in near["results"]} == {"Läheinen"}
    response = client.get(ADDRESS, {"near": "61.69,27.27"})
    assert response["Cache-Control"] == "no-store"
    assert "max-age" in client.get(ADDRESS)["Cache-Control"]


def test_days_and_orders(client: Any, indexed: Any) -> None:
    day = timezone.localdate() + dt.timedelta(days=7)
    on_day = found(client, **{"from": day.isoformat(), "to": day.isoformat()})
    assert [result["title"] for result in on_day["results"]] == ["Eroryhmä"]
    before = (day - dt.timedelta(days=1)).isoformat()
    assert found(client, to=before)["total"] == 0
    assert found(client, sort="next")["results"][0]["title"] == "Eroryhmä"
    assert found(client, sort="modified")["total"] == 5


@pytest.mark.parametrize(
    ("days", "total"),
    [({"from": "9999-12-31"}, 0), ({"from": "0001-01-01"}, 1), ({"to": "9999-12-31"}, 1), ({"from": "0001-01-01", "to": "9999-12-31"}, 1)],
)
def test_the_first_and_last_days_there_are(client: Any, indexed: Any, days: dict[str, str], total: int) -> None:
    assert found(client, **days)["total"] == total


def test_how_the_words_were_read(client: Any, indexed: Any) -> None:
    answer = found(client, q="eroryhmä mikkelissä")
    assert [(intent["kind"], intent["key"], intent["label"]) for intent in answer["intents"]] == [("place", "491", "Mikkeli")]
    assert found(client, q="eroryhmä mikkelissä", **{"not": "place"})["intents"] == []
    misspelt = found(client, q="tapaamisoikeuss")
    assert misspelt["correction"] == {"typed": "tapaamisoikeuss", "shown": "tapaamisoikeus"}
    assert found(client, q="tapaamisoikeuss", exact="true")["correction"] is None


def test_in_a_crisis_helplines_are_told_apart(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    Concept.objects.create(slug="vakivalta", preferred={"fi": "väkivalta"}, colloquial={"fi": "mies lyö"}, is_crisis=True)
    summary = "Auttaa, kun joku on väkivaltainen tai pelkäät väkivaltaa."
    factories.helpline("Nollalinja", is_crisis=True, summary=summary, delivery_points=[factories.delivery_point(phone="080 005 005")])
    call_command("search_rebuild", verbosity=0)
    answer = client.get(ADDRESS, {"q": "mies lyö"})
    assert [result["title"] for result in answer.json()["crisis"]] == ["Nollalinja"]
    assert answer.json()["in_crisis"] is True
    assert answer["Cache-Control"] == "no-store"
    other = client.get(ADDRESS, {"q": "ero"})
    assert (other.json()["crisis"], other.json()["in_crisis"]) == ([], False)
    assert "max-age" in other["Cache-Control"]


def test_a_crisis_is_told_also_where_no_helpline_is_known(client: Any, region: Any, settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    Concept.objects.create(slug="hata", preferred={"fi": "hätä"}, colloquial={"fi": "kaikki loppu"}, is_crisis=True)
    region.helpline.unpublish()
    call_command("search_rebuild", verbosity=0)
    answer = client.get(ADDRESS, {"q": "kaikki loppu"})
    assert (answer.json()["crisis"], answer.json()["in_crisis"]) == ([], True)
    assert answer["Cache-Control"] == "no-store"
