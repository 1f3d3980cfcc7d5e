"""Reading the catalogue: each listing once, counts that agree with lists, rules, dates and distances."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.catalogue.counts import counts_in_municipality, current_by_municipality, facet_counts
from portal.catalogue.filters import Filters
from portal.catalogue.lifted import meeting_places
from portal.catalogue.nearby import nearest
from portal.catalogue.queries import always_open, at_place, by_ids, dates_of, entries_of, list_page, next_occurrences
from portal.catalogue.running import by_rule, entries_of_sections
from portal.listings.kinds import Kind
from portal.listings.listing import ListingRule, Section, SectionType
from portal.listings.schedule import Dates, ExceptionKind, Schedule, ScheduleException, Weekly
from portal.regions.distance import Coordinates
from tests import factories

pytestmark = pytest.mark.django_db

DAILY = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
GROUPS = Filters(kinds=(Kind.PEER_GROUP,))


def titles(filters: Filters, lang: str = "fi") -> list[str]:
    """Titles of the first page."""
    return [entry.title for entry in list_page(filters, lang=lang).entries]


def test_nothing_is_found_in_an_empty_catalogue() -> None:
    assert titles(Filters()) == []
    assert facet_counts(Filters(), now=timezone.now()).total == 0
    assert by_ids([uuid4()], lang="fi") == []
    assert next_occurrences([], now=timezone.now()) == {}
    assert entries_of_sections([], lang="fi") == []


def test_each_listing_is_found_once_in_the_readers_language() -> None:
    factories.version(factories.group("Perheryhmä"), "sv", "Familjegrupp", summary="För familjer.")
    factories.group("Vauvaryhmä")
    assert titles(GROUPS, "sv") == ["Familjegrupp", "Vauvaryhmä"]
    assert titles(GROUPS, "en") == ["Perheryhmä", "Vauvaryhmä"]


def test_titles_sort_in_finnish_order() -> None:
    for title in ("Öljymäki", "Älvsby", "Zeppelin", "Aalto"):
        factories.organisation(title)
    assert titles(Filters(kinds=(Kind.ORGANISATION,))) == ["Aalto", "Zeppelin", "Älvsby", "Öljymäki"]


def test_pages_do_not_overlap() -> None:
    for number in range(5):
        factories.organisation(f"Järjestö {number}")
    first = list_page(Filters(), lang="fi", size=3)
    second = list_page(Filters(), lang="fi", size=3, number=2)
    assert first.has_next
    assert not second.has_next
    assert len({entry.listing_id for entry in (*first.entries, *second.entries)}) == 5


@pytest.mark.parametrize(("age", "found"), [(0, []), (13, ["Nuoret"]), (17, ["Nuoret"]), (18, [])])
def test_ages_are_inclusive_at_both_ends(age: int, found: list[str]) -> None:
    factories.group("Nuoret", age_min=13, age_max=17)
    assert titles(Filters(kinds=(Kind.PEER_GROUP,), age=age)) == found


def test_no_age_limit_fits_every_age() -> None:
    factories.group("Kaikille")
    assert titles(Filters(kinds=(Kind.PEER_GROUP,), age=40)) == ["Kaikille"]


def test_counts_agree_with_the_lists_they_lead_to() -> None:
    mikkeli, puumala = factories.municipality(), factories.municipality("623", "Puumala")
    divorce, baby = factories.topic("Ero"), factories.topic("Vauva")
    factories.group("Yksi", municipality=mikkeli, topics=[divorce], is_free=True)
    factories.group("Kaksi", municipality=mikkeli, topics=[baby])
    factories.group("Kolme", municipality=puumala, topics=[divorce, baby])
    factories.group("Neljä", is_online=True, topics=[divorce])
    chosen = Filters(kinds=(Kind.PEER_GROUP,), topic="ero", municipality="491")
    counts = facet_counts(chosen, now=timezone.now())
    assert counts.total == len(titles(chosen)) == 2
    assert counts.values["municipality"] == {
        code: len(titles(Filters(kinds=(Kind.PEER_GROUP,), topic="ero", municipality=code))) for code in ("491", "623")
    }
    assert counts.values["topic"] == {
        slug: len(titles(Filters(kinds=(Kind.PEER_GROUP,), topic=slug, municipality="491"))) for slug in ("ero", "vauva")
    }
    assert counts.switches == {"online": 1, "free": 1}


def test_counts_cost_one_query() -> None:
    factories.group(topics=[factories.topic()])
    filters = Filters(topic="vertaistuki", municipality="491", free=True)
    facet_counts(filters, now=timezone.now())  # what was published is read
    with CaptureQueriesContext(connection) as captured:
        facet_counts(filters, now=timezone.now())
    assert len(captured) == 1


def test_a_municipalitys_counts_tell_old_from_current_and_leave_out_the_nation() -> None:
    mikkeli = factories.municipality()
    factories.group("Nyt", municipality=mikkeli)
    factories.group("Ennen", municipality=mikkeli, record_status="historical")
    factories.helpline("Valtakunnallinen")
    assert [(one.kind, one.current, one.old) for one in counts_in_municipality("491")] == [("peer_group", 1, 1)]
    assert current_by_municipality()["491"] == {"peer_group": 1}


def test_a_rule_finds_current_listings_by_municipality_then_title() -> None:
    mikkeli, juva = factories.municipality(), factories.municipality("178", "Juva")
    ero = factories.topic("Ero")
    factories.group("B", municipality=mikkeli, topics=[ero])
    factories.group("A", municipality=mikkeli, topics=[ero])
    factories.group("Ö", municipality=juva, topics=[ero])
    factories.group("Vanha", municipality=juva, topics=[ero], record_status="historical")
    factories.group("Esimerkki", municipality=factories.example_municipality(), topics=[ero], record_status="example")
    factories.group("Muu aihe", municipality=juva)
    rule = ListingRule(kinds=(Kind.PEER_GROUP,), topics=("ero",))
    assert [entry.title for entry in by_rule(rule, lang="fi")] == ["Ö", "A", "B"]
    assert [entry.title for entry in by_rule(rule.model_copy(update={"municipalities": ("178",)}), lang="fi")] == ["Ö"]


def test_sections_get_their_listings_in_one_query() -> None:
    first, second = factories.group("Ensin"), factories.group("Sitten")
    chosen = Section(type=SectionType.LISTINGS, listing_ids=(second.listing_id, uuid4(), first.listing_id))
    ruled = Section(type=SectionType.LISTINGS, rule=ListingRule(kinds=(Kind.PEER_GROUP,)))
    text = Section(type=SectionType.TEXT, html="<p>Hei</p>")
    with CaptureQueriesContext(connection) as captured:
        found = entries_of_sections([chosen, text, ruled], lang="fi")
    assert [[entry.title for entry in entries] for entries in found] == [["Sitten", "Ensin"], [], ["Ensin", "Sitten"]]
    assert len(captured) == 1


def test_next_dates_are_those_not_over_with_cancelled_ones_among_them() -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    exception = ScheduleException(kind=ExceptionKind.CANCELLED, date=tomorrow)
    group = factories.group(schedule=DAILY.model_copy(update={"exceptions": (exception,)}))
    now = timezone.localtime().replace(hour=12)
    dates = next_occurrences([group.listing_id], now=now, per_listing=2)[group.listing_id]
    assert [(row.start.astimezone(now.tzinfo).date(), row.status) for row in dates] == [
        (tomorrow, "cancelled"),
        (tomorrow + dt.timedelta(days=1), "scheduled"),
    ]
    assert all(row.start > now for row in dates)


def test_what_goes_on_is_not_over() -> None:
    group = factories.group(schedule=DAILY)
    now = timezone.localtime().replace(hour=10, minute=0)
    assert next_occurrences([group.listing_id], now=now)[group.listing_id][0].start < now


def test_dates_of_a_window_end_before_its_end() -> None:
    factories.event(schedule=DAILY)
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    end = start + dt.timedelta(days=2)
    assert len(dates_of(Filters(kinds=(Kind.EVENT,)), start, end, limit=9)) == 2
    assert dates_of(Filters(kinds=(Kind.PEER_GROUP,)), start, end, limit=9) == []


def test_round_the_clock_counts_only_while_it_may_be_trusted() -> None:
    always = Schedule(round_the_clock=True)
    line = factories.helpline("Tuore", delivery_points=[factories.delivery_point(always)])
    factories.helpline("Vanha", delivery_points=[factories.delivery_point(always.model_copy(update={"as_of": dt.date(2020, 1, 1)}))])
    assert always_open(timezone.now()) == [line.listing_id]


def test_a_places_programme_is_what_happens_in_it() -> None:
    place = factories.place()
    factories.group("Täällä", meeting_place=place)
    factories.event("Vierailu", meeting_place=place, schedule=Schedule(rules=(Dates(dates=(timezone.localdate(),)),)))
    factories.group("Muualla")
    factories.group("Ennen täällä", meeting_place=place, record_status="historical")
    assert [entry.title for entry in at_place(place.listing_id, lang="fi")] == ["Vierailu", "Täällä"]


def test_nearest_places_are_current_ones_with_a_point() -> None:
    mikkeli = factories.municipality()
    factories.place("Kaukana", latitude=62.6, longitude=29.8, street="Katu", municipality=mikkeli)
    factories.place("Lähellä", latitude=61.7, longitude=27.3, street="Katu", municipality=mikkeli)
    factories.place("Vanha", latitude=61.7, longitude=27.3, street="Katu", municipality=mikkeli, record_status="historical")
    factories.place("Pisteetön")
    entries = entries_of(meeting_places(lang="fi", now=timezone.now()))
    points = [(entry.listing, entry.listing.place.point if entry.listing.place else None) for entry in entries]
    found = nearest([(one.title, Coordinates(point.lat, point.lon) if point else None) for one, point in points], Coordinates(61.69, 27.27))
    assert [title for title, _km in found] == ["Lähellä", "Kaukana"]
    assert found[0][1] == pytest.approx(1.9, abs=0.2)
