"""Pages of municipalities and areas with much on them: a few of each, and the way to all of it."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from portal.listings.schedule import Dates, Schedule
from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database  # what is chosen, in memory


def page(client: Client, path: str) -> str:
    return client.get("/en" + path).content.decode()


def part(body: str, start: str, end: str) -> str:
    return body[body.index(start) : body.index(end)]


def on(days: int) -> Schedule:
    """All of one day, so many from today."""
    return Schedule(rules=(Dates(dates=(timezone.localdate() + dt.timedelta(days=days),)),))


def test_few_places_are_shown_and_all_of_them_are_a_link_away(client: Client, region: Region) -> None:
    assert "All meeting places here" not in page(client, "/kunnat/mikkeli/")
    for number in range(7):
        factories.place(f"Avoin {number}", municipality=region.mikkeli)
    factories.place("Entinen", municipality=region.mikkeli, record_status="historical", information_from="2017")
    body = page(client, "/kunnat/mikkeli/")
    places = part(body, 'id="place-title"', 'id="soon-title"')
    assert places.count("<article") == 6
    assert "Entinen" not in places
    assert 'href="/en/kohtaamispaikat/?municipality=491">All meeting places here (8)' in places


def test_an_old_place_comes_after_current_ones(client: Client, region: Region) -> None:
    factories.place("Aamunkoi", municipality=region.mikkeli, record_status="historical", information_from="2017")
    places = part(page(client, "/kunnat/mikkeli/"), 'id="place-title"', 'id="soon-title"')
    assert places.index("Olohuone") < places.index("Aamunkoi")


def test_the_next_three_things_are_told_soonest_first(client: Client, region: Region) -> None:
    for days in (9, 3, 5, 1, 40):
        factories.event(f"Retki {days}", municipality=region.puumala, schedule=on(days))
    factories.event("Muualla", municipality=region.mikkeli, schedule=on(1))
    body = page(client, "/kunnat/puumala/")
    soon = part(body, 'id="soon-title"', 'id="here-title"')
    assert [soon.count(f"Retki {days}<") for days in (1, 3, 5, 9, 40)] == [1, 1, 1, 0, 0]
    assert soon.index("Retki 1<") < soon.index("Retki 3<") < soon.index("Retki 5<")
    assert "Muualla" not in soon
    assert "/en/kalenteri/?municipality=623" in soon


def test_nothing_soon_says_nothing_and_the_calendar_stays(client: Client, region: Region) -> None:
    factories.event("Joskus", municipality=region.puumala, schedule=on(40))
    body = page(client, "/kunnat/puumala/")
    assert "What happens here next" not in body
    assert "/en/kalenteri/?municipality=623" in body


def test_a_place_that_only_serves_a_municipality_is_not_in_it(client: Client, region: Region) -> None:
    assert "The nearest ones" in page(client, "/kunnat/puumala/")
    place = region.pages["place"]
    place.title = "Olohuone ja piha"
    place.save_revision().publish()
    assert "Olohuone ja piha" in part(page(client, "/kunnat/puumala/"), 'id="near-title"', 'id="along-title"')


def test_an_area_shows_its_contact_as_every_contact_is_shown(client: Client, region: Region) -> None:
    body = page(client, "/alueet/mikkelin-alue/")
    assert '<a class="contact-phone" href="tel:015000000"' in body
    assert "Perheneuvo" in body
    region.mikkeli.area.contact_name, region.mikkeli.area.contact_phone = {}, ""
    region.mikkeli.area.save()
    assert "The contact of this area is not known here" in page(client, "/alueet/mikkelin-alue/")


def test_an_area_with_many_places_shows_some_and_says_how_many_there_are(client: Client, region: Region) -> None:
    for number in range(14):
        factories.place(f"Avoin {number}", municipality=region.mikkeli)
    body = page(client, "/alueet/mikkelin-alue/")
    assert body.count("<article") == 12
    assert "15 meeting places in the area" in body
