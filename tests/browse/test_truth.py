"""What may not be asserted is not asserted, on any page."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone, translation

from portal.listings.schedule import Schedule, Weekly
from tests import factories
from tests.browse.conftest import ALWAYS, DAILY, Region, words_of

pytestmark = pytest.mark.one_database

OLD = DAILY.model_copy(update={"as_of": dt.date(2022, 5, 1), "text": "Joka päivä klo 9–11"})


def page(client: Client, path: str) -> str:
    """The English page: its sources strings are in the code."""
    return words_of(client.get("/en" + path))


def url(made: object) -> str:
    with translation.override("fi"):
        return str(made.url)  # type: ignore[attr-defined]  # a page


def test_old_times_are_told_with_their_year_and_never_as_dates(client: Client, region: Region) -> None:
    body = page(client, url(factories.group("Vanha ryhmä", schedule=OLD)))
    assert "Joka päivä klo 9–11 (2022)" in body
    assert "Check the times with the organiser" in body
    assert "Next:" not in body


def test_old_information_says_so(client: Client, region: Region) -> None:
    group = factories.group("Muinainen", schedule=DAILY, record_status="historical", information_from="2017")
    for path in (url(group), "/ryhmat/"):
        assert "Old information (2017), check with the organiser" in page(client, path)
    assert "Next:" not in page(client, url(group))


def test_an_example_says_so_and_is_kept_from_search_engines(client: Client, region: Region) -> None:
    group = factories.group("Keksitty", schedule=DAILY, municipality=factories.example_municipality(), record_status="example")
    response = client.get("/en" + url(group))
    assert "An example, not a real event" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "application/ld+json" not in response.content.decode()


def test_unknown_is_not_no(client: Client, region: Region) -> None:
    body = page(client, url(factories.group("Tiedoton")))
    assert "Free of charge" not in body
    assert "There is a charge" not in body
    assert "no need to sign up" not in body


def test_help_now_never_says_open_of_old_times(client: Client, region: Region) -> None:
    old = ALWAYS.model_copy(update={"as_of": dt.date(2022, 5, 1), "text": "Ympäri vuorokauden"})
    factories.helpline("Vanha linja", delivery_points=[factories.delivery_point(old, phone="09 999 9999")])
    factories.helpline("Suljettu linja", delivery_points=[factories.delivery_point(_never_now(), phone="09 888 8888")])
    body = page(client, "/apua-nyt/")
    parts = [
        body.index(text)
        for text in ("Kriisipuhelin", "according to an older source", "Vanha linja", "Others: closed now", "Suljettu linja")
    ]
    assert parts == sorted(parts)
    assert "Ympäri vuorokauden (2022)" in body
    assert 'href="tel:112"' in body


def test_round_the_clock_that_nobody_checked_never_looks_confirmed(client: Client, region: Region) -> None:
    dated = ALWAYS.model_copy(update={"as_of": dt.date(2024, 5, 1), "text": "Ympäri vuorokauden"})
    undated = ALWAYS.model_copy(update={"check": True, "text": "Aina auki"})
    factories.helpline("Vanha linja", delivery_points=[factories.delivery_point(dated, phone="09 999 9999")])
    assert "hours not checked" not in page(client, "/")
    factories.helpline("Epävarma linja", delivery_points=[factories.delivery_point(undated, phone="09 777 7777")])
    for path in ("/", "/apua-nyt/"):
        body = page(client, path)
        assert "Ympäri vuorokauden (2024)<" in body
        assert "Aina auki, hours not checked<" in body
        assert "We have not been able to check these hours this year" in body


def test_the_front_page_has_no_caveat_without_reason(client: Client, region: Region) -> None:
    body = page(client, "/")
    assert "Kriisipuhelin" in body
    assert "We have not been able to check these hours" not in body


def test_help_now_is_kept_nowhere(client: Client, region: Region) -> None:
    assert client.get("/apua-nyt/").headers["Cache-Control"] == "no-store"


def test_a_confidential_place_shows_its_municipality_alone(client: Client, region: Region) -> None:
    shelter = factories.service(
        "Turvakoti", delivery_points=[factories.delivery_point(kind="place", municipality=region.mikkeli.pk, is_confidential=True)]
    )
    body = page(client, url(shelter))
    assert "Mikkeli, address told when you call" in body


def test_the_number_of_an_area_tells_whom_it_serves(client: Client, region: Region) -> None:
    service = factories.service(
        "Alueneuvo", delivery_points=[factories.delivery_point(phone="015 1", area_scope="area", area="mikkelin-alue")]
    )
    body = page(client, url(service))
    assert "Mikkelin alue: Mikkeli, Puumala" in body


def _never_now() -> Schedule:
    """Open once a week for an hour, on the day after tomorrow's weekday."""
    day = timezone.localdate() + dt.timedelta(days=2)
    return Schedule(rules=(Weekly(weekdays=(day.isoweekday(),), start=dt.time(9), end=dt.time(10)),), closed_on_holidays=False)
