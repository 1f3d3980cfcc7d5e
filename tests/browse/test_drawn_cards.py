"""Cards that are kept say at every moment, in every language and after every change what a card drawn at this moment would say."""

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.browse import drawn_cards as module
from portal.browse.cards import card_of
from portal.browse.drawn_cards import DrawnCard, cards_of_versions, drawn_cards
from portal.browse.templatetags.cards import card_html
from portal.catalogue.filters import Filters
from portal.catalogue.queries import Key, entries_of, list_keys, next_occurrences
from portal.listings.kinds import Kind
from portal.listings.schedule import Dates, Schedule
from portal.pagecache.unchanged import forget_all
from tests import factories
from tests.browse.conftest import DAILY, Region

pytestmark = pytest.mark.one_database
MORNING = timezone.localtime().replace(hour=6, minute=30, second=0, microsecond=0)
MOMENTS = [MORNING + dt.timedelta(minutes=minutes) for minutes in range(0, 60 * 24 * 4, 23)]


def everything(now: dt.datetime, *kinds: Kind) -> list[Key]:
    return list_keys(Filters(kinds=kinds, with_examples=True), lang=translation.get_language() or "fi", number=1, now=now, size=100)


def words(cards: Sequence[DrawnCard]) -> list[str]:
    return [str(card.html) for card in cards]


def more(region: Region) -> None:
    """What ends, goes on past midnight, has no end, is past, is old."""
    today = timezone.localdate()

    def on(day: int, start: dt.time | None, end: dt.time | None = None) -> Schedule:
        return Schedule(rules=(Dates(dates=(today + dt.timedelta(days=day),), start=start, end=end),))

    factories.event("Tänään", schedule=on(0, dt.time(10, 15), dt.time(11, 45)))
    factories.event("Yöllä", schedule=on(1, dt.time(22), dt.time(2)))
    factories.event("Avoin loppu", schedule=on(1, dt.time(17)))
    factories.event("Koko päivä", schedule=on(2, None))
    factories.event("Lähde vanha", schedule=on(1, dt.time(9), dt.time(10)).model_copy(update={"as_of": dt.date(2020, 1, 1)}))
    factories.event("Eilen", schedule=on(-1, dt.time(9), dt.time(10)))
    factories.group("Ennen", schedule=DAILY, record_status="historical")


def test_at_every_moment(region: Region) -> None:
    more(region)
    kept: list[list[str]] = []
    for now in MOMENTS:
        kept.append(words(drawn_cards(everything(now), level=2, now=now)))
    assert kept != kept[:1] * len(MOMENTS)
    for now, shown in zip(MOMENTS, kept, strict=True):
        module.kept_cards.forget()
        assert words(drawn_cards(everything(now), level=2, now=now)) == shown, now


def test_an_earlier_moment_is_drawn_by_itself(region: Region) -> None:
    late, early = MORNING + dt.timedelta(days=1), MORNING
    drawn_cards(everything(late), level=2, now=late)
    again = words(drawn_cards(everything(early), level=2, now=early))
    forget_all()
    assert words(drawn_cards(everything(early), level=2, now=early)) == again


def test_a_change_is_seen(region: Region) -> None:
    keys = everything(MORNING, Kind.PEER_GROUP)
    assert "Eroryhmä" in words(drawn_cards(keys, level=2, now=MORNING))[0]
    region.pages["group"].title = "Toinen nimi"
    region.pages["group"].save_revision().publish()
    assert "Toinen nimi" in words(drawn_cards(everything(MORNING, Kind.PEER_GROUP), level=2, now=MORNING))[0]
    region.pages["group"].unpublish()
    assert drawn_cards(everything(MORNING, Kind.PEER_GROUP), level=2, now=MORNING) == []


def test_languages_and_headings_are_told_apart(region: Region) -> None:
    shown = set()
    for language in ("fi", "sv", "en"):
        with translation.override(language):
            for level in (2, 3):
                shown.add(words(drawn_cards(everything(MORNING, Kind.SERVICE), level=level, now=MORNING))[0])
    assert len(shown) == 6


def test_kept_cards_cost_no_query(region: Region) -> None:
    keys = everything(MORNING)
    with CaptureQueriesContext(connection) as captured:
        drawn_cards(keys, level=2, now=MORNING)
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        assert len(drawn_cards(keys, level=2, now=MORNING)) == len(keys)
    assert len(captured) == 0


def test_cards_of_a_search_are_kept_as_well(region: Region) -> None:
    more(region)
    for now in MOMENTS[::7]:
        versions = [(entry.listing, 1) for entry in entries_of(everything(now))]
        kept = cards_of_versions(versions, now=now)
        with CaptureQueriesContext(connection) as captured:
            assert cards_of_versions(versions, now=now) == kept
        assert len(captured) == 0
        dates = next_occurrences([listing.id for listing, _version in versions], now=now, per_listing=2)
        fresh = [card_of(listing, dates[listing.id], now=now) for listing, _version in versions]
        assert [each.card for each in kept] == fresh
        assert [card_html(each.card, 2, each.frame) for each in kept] == [card_html(card, 2) for card in fresh]


def test_memory_is_bounded(region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.kept_cards, "most", 2)
    keys = everything(MORNING)
    assert len(drawn_cards(keys, level=2, now=MORNING)) == len(keys) > 2
    assert len(module.kept_cards) == 2
