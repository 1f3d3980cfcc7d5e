"""The front page shows what is true now."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from home.models import SiteSettings
from portal.listings.schedule import Dates, Schedule
from tests import factories

pytestmark = pytest.mark.django_db


def on(day: dt.date) -> Schedule:
    """All of one day."""
    return Schedule(rules=(Dates(dates=(day,)),))


def test_an_empty_portal_still_has_a_front_page(client: Client) -> None:
    factories.home()
    body = client.get("/en/").content.decode()
    assert "Nothing with a known time this week" in body
    assert 'role="search"' in body


def test_today_shows_this_week_and_not_the_week_after(client: Client) -> None:
    today = timezone.localdate()
    factories.event("Tällä viikolla", schedule=on(today + dt.timedelta(days=3)))
    factories.event("Ensi kuussa", schedule=on(today + dt.timedelta(days=30)))
    body = client.get("/en/").content.decode()
    assert "Tällä viikolla" in body
    assert "Ensi kuussa" not in body


def test_examples_stand_in_for_a_season_and_say_so(client: Client) -> None:
    factories.event(
        "Keksitty juhla", schedule=on(timezone.localdate()), municipality=factories.example_municipality(), record_status="example"
    )
    body = client.get("/en/").content.decode()
    assert "Keksitty juhla" in body
    assert "These examples show" in body


def test_real_events_come_before_examples(client: Client) -> None:
    example = factories.example_municipality()
    for number in range(7):
        factories.event(f"Keksitty {number}", schedule=on(timezone.localdate()), municipality=example, record_status="example")
    factories.event("Oikea tapahtuma", schedule=on(timezone.localdate() + dt.timedelta(days=5)))
    assert "Oikea tapahtuma" in client.get("/").content.decode()


def test_doors_lead_to_searches_and_lists_in_the_readers_language(client: Client) -> None:
    factories.topic("Ero")
    door = {"title": "Ero on edessä", "text": "", "topic": "ero", "kind": "", "page": None}
    words = {"locale": "en", "title": "Facing a divorce", "text": ""}
    factories.home(
        doors=[
            ("door", door | {"translations": [{"type": "item", "id": "en", "value": words}]}),
            ("door", door | {"kind": "peer_group", "translations": []}),
        ]
    )
    assert 'href="/haku/?topic=ero"' in client.get("/").content.decode()
    body = client.get("/en/").content.decode()
    assert "Facing a divorce" in body
    assert 'href="/en/ryhmat/?topic=ero"' in body


def test_the_campaign_is_shown_in_its_time_only(client: Client) -> None:
    factories.home()
    guide = factories.guide("Eron opas")
    settings = SiteSettings.load()
    settings.campaign_title, settings.campaign_page = {"fi": "Tee vanhemmuussuunnitelma"}, guide
    settings.save()
    body = client.get("/").content.decode()
    assert "Tee vanhemmuussuunnitelma" in body
    settings.campaign_ends = timezone.localdate() - dt.timedelta(days=1)
    settings.save()
    assert "Tee vanhemmuussuunnitelma" not in client.get("/").content.decode()


def test_texts_older_than_the_finnish_ones_say_so_and_plain_words_are_a_switch(client: Client) -> None:
    home = factories.home(plain_summary="Täältä saat apua.")
    assert b"Finnish text has changed" not in client.get("/sv/").content
    factories.version(home, "en", "Family centre", summary="Help.", plain_summary="You get help here.", source_digest="of another text")
    english = client.get("/en/").content.decode()
    assert "The Finnish text has changed" in english
    assert "You get help here." in english
    assert "has changed" not in client.get("/").content.decode()
