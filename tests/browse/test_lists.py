"""Lists and their filters. Whatever stands in the address, the page answers."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from portal.listings.schedule import Dates, Schedule
from tests import factories
from tests.browse.conftest import DAILY, Region


@pytest.mark.parametrize(
    "query",
    [
        "?municipality=abc",
        "?municipality=999999",
        "?topic=' OR 1=1",
        "?page=0",
        "?page=-1",
        "?page=x",
        "?page=٣",
        "?only=everything",
        "?unknown=1",
        "?topic=%00",
    ],
)
def test_malformed_filters_are_left_out(client: Client, region: Region, query: str) -> None:
    response = client.get("/ryhmat/" + query)
    assert response.status_code == 200
    assert "Eroryhmä" in response.content.decode()


@pytest.mark.parametrize(
    "query", ["ryhmat/?municipality=abc", "ryhmat/?topic=%00", "ryhmat/?only=everything", "ryhmat/?online=0", "oppaat/?only=free"]
)
def test_a_filter_that_is_left_out_is_told(client: Client, region: Region, query: str) -> None:
    body = client.get("/en/" + query).content.decode()
    assert "A filter in the address was not understood and is left out." in body
    assert 'name="robots"' in body


@pytest.mark.parametrize("query", ["", "?municipality=&topic=", "?municipality=491&only=free", "?utm_source=x", "?topic=ei-ole", "?page=x"])
def test_no_filter_is_said_to_be_left_out_without_reason(client: Client, region: Region, query: str) -> None:
    assert "left out" not in client.get("/en/ryhmat/" + query).content.decode()


def test_beyond_the_last_page_there_is_nothing(client: Client, region: Region) -> None:
    assert client.get("/ryhmat/?page=2").status_code == 404


def test_unknown_values_find_nothing_and_say_what_to_do(client: Client, region: Region) -> None:
    body = client.get("/ryhmat/?topic=ei-ole").content.decode()
    assert "Eroryhmä" not in body
    assert 'href="/apua-nyt/"' in body


def test_a_municipality_shows_its_own_and_what_serves_everybody(client: Client, region: Region) -> None:
    factories.group("Puumalan ryhmä", municipality=region.puumala)
    factories.group("Verkkoryhmä", is_online=True)
    body = client.get("/ryhmat/?municipality=623").content.decode()
    assert "Puumalan ryhmä" in body
    assert "Verkkoryhmä" in body
    assert "Eroryhmä" not in body


def test_examples_are_shown_in_their_own_municipality_only(client: Client, region: Region) -> None:
    example = factories.example_municipality()
    factories.group("Keksitty ryhmä", municipality=example, record_status="example")
    assert "Keksitty ryhmä" not in client.get("/ryhmat/").content.decode()
    assert "Keksitty ryhmä" not in client.get("/ryhmat/?municipality=491").content.decode()
    assert "Keksitty ryhmä" in client.get("/ryhmat/?municipality=999").content.decode()


def test_groups_go_by_their_next_date_and_old_information_comes_last(client: Client, region: Region) -> None:
    soon = timezone.localdate() + dt.timedelta(days=2)
    later = timezone.localdate() + dt.timedelta(days=9)
    factories.group("Aaltoryhmä", schedule=_on(later))
    factories.group("Ööryhmä", schedule=_on(soon))
    factories.group("Aikaton")
    factories.group("Aave", schedule=DAILY, record_status="historical")
    body = client.get("/ryhmat/").content.decode()
    order = [body.index(f">{name}<") for name in ("Eroryhmä", "Ööryhmä", "Aaltoryhmä", "Aikaton", "Aave")]
    assert order == sorted(order)


def test_open_today_finds_what_is_still_on_and_never_untrusted_times(client: Client, region: Region) -> None:
    all_day = Schedule(rules=(Dates(dates=(timezone.localdate(),)),))
    factories.group("Tänään", schedule=all_day)
    factories.group("Vanhat ajat", schedule=all_day.model_copy(update={"check": True}))
    factories.group("Huomenna", schedule=_on(timezone.localdate() + dt.timedelta(days=1)))
    body = client.get("/ryhmat/?only=open_today").content.decode()
    assert ">Tänään<" in body
    assert "Vanhat ajat" not in body
    assert ">Huomenna<" not in body


def test_what_is_not_known_to_be_free_is_not_called_free(client: Client, region: Region) -> None:
    factories.group("Hinta ei tiedossa")
    body = client.get("/ryhmat/?only=free").content.decode()
    assert "Eroryhmä" in body
    assert "Hinta ei tiedossa" not in body


def test_a_filtered_list_is_not_for_search_engines(client: Client, region: Region) -> None:
    assert 'name="robots"' not in client.get("/ryhmat/").content.decode()
    assert 'name="robots"' in client.get("/ryhmat/?topic=ero").content.decode()


def _on(day: dt.date) -> Schedule:
    return Schedule(rules=(Dates(dates=(day,), start=dt.time(10), end=dt.time(11)),))
