"""What processes remember of the catalogue is what the database says: after every change, in every process, at every moment."""

import datetime as dt
from dataclasses import replace
from itertools import combinations, product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.catalogue.bits import Among, bits_of, numbers_in
from portal.catalogue.counts import counts_in_municipality, facet_counts
from portal.catalogue.ended import last_when_over, over_from
from portal.catalogue.filters import Filters
from portal.catalogue.memory import Memory, memory
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import conditions, everything_of, in_language, list_page
from portal.catalogue.writer import write_page
from portal.groups.models import PeerGroupPage
from portal.listings.kinds import Kind
from portal.listings.schedule import Dates, ExceptionKind, Schedule, ScheduleException, Weekly
from tests import factories
from tests.built import once_a_file

TODAY = timezone.localdate()
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
MORNINGS = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
LISTS: list[tuple[Kind, ...]] = [(), *((kind,) for kind in Kind), (Kind.EVENT, Kind.PEER_GROUP)]


def on(*days: int, hour: int = 18, length: int = 2) -> Schedule:
    """At this hour, on days counted from today."""
    dates = tuple(TODAY + dt.timedelta(days=day) for day in days)
    return Schedule(rules=(Dates(dates=dates, start=dt.time(hour), end=dt.time(hour + length)),))


def _world() -> dict[str, Any]:
    mikkeli, juva, example = factories.municipality(), factories.municipality("178", "Juva"), factories.example_municipality()
    divorce, baby = factories.topic("Ero"), factories.topic("Vauva")
    place = factories.place("Olohuone", schedule=MORNINGS, municipality=mikkeli, topics=[baby])
    always = [factories.delivery_point(Schedule(round_the_clock=True))]
    return {
        "group": factories.group("Perheryhmä", schedule=on(3, 10), municipality=mikkeli, topics=[divorce, baby], is_free=True),
        "old": factories.group("Vanha ryhmä", municipality=mikkeli, topics=[divorce], record_status="historical"),
        "example": factories.group("Esimerkki", schedule=on(0), municipality=example, topics=[baby], record_status="example"),
        "online": factories.group("Verkossa", is_online=True, topics=[divorce], age_min=13, age_max=17),
        "event": factories.event("Perhepäivä", schedule=on(0), meeting_place=place, municipality=mikkeli, audiences=[factories.audience()]),
        "past": factories.event("Mennyt", schedule=on(-3), municipality=juva, is_free=True),
        "dateless": factories.event("Joskus", municipality=juva),
        "place": place,
        "line": factories.helpline("Puhelin", delivery_points=always, topics=[divorce]),
        "juva": juva,
    }


_built, world = once_a_file(_world)


def keys(filters: Filters, lang: str = "fi", now: dt.datetime = NOON) -> list[Any]:
    """Titles of a long list."""
    return [entry.title for entry in list_page(filters, lang=lang, now=now, size=100).entries]


def by_the_database(filters: Filters, lang: str = "fi", now: dt.datetime = NOON) -> set[str]:
    return set(in_language(lang).filter(conditions(filters, now=now)).values_list("title", flat=True))


CHOICES: dict[str, Any] = {
    "municipality": "491",
    "topic": "ero",
    "audience": "lapsiperheet",
    "online": True,
    "free": True,
    "open_today": True,
    "current_only": True,
    "with_examples": True,
    "age": 15,
}


@pytest.mark.parametrize("kinds", LISTS, ids=lambda kinds: "-".join(kinds) or "all")
def test_lists_are_those_of_the_database(world: dict[str, Any], kinds: tuple[Kind, ...]) -> None:
    for lang, chosen in product(("fi", "sv"), [(), *((name,) for name in CHOICES), *combinations(CHOICES, 2)]):
        filters = replace(Filters(kinds=kinds), **{name: CHOICES[name] for name in chosen})
        found = keys(filters, lang)
        assert set(found) == by_the_database(filters, lang), (lang, chosen)
        assert facet_counts(filters, now=NOON).total == len(found)


@pytest.mark.parametrize("hours", [-12, 0, 5, 6, 8, 9, 14, 40, 24 * 4, 24 * 12])
def test_at_every_moment(world: dict[str, Any], hours: int) -> None:
    now = NOON + dt.timedelta(hours=hours)
    for kinds in LISTS:
        filters = Filters(kinds=kinds, open_today=True)
        assert set(keys(filters, now=now)) == by_the_database(filters, now=now)


def test_a_place_and_an_organisation_are_asked_for(world: dict[str, Any]) -> None:
    for filters in (Filters(place=world["place"].listing_id), Filters(organisation=world["place"].get_parent().specific.listing_id)):
        assert set(keys(filters)) == by_the_database(filters) != set()
    assert keys(Filters(place=uuid4())) == keys(Filters(organisation=uuid4())) == []


def test_events_come_by_their_next_date_then_those_without_then_those_over(world: dict[str, Any]) -> None:
    factories.event("Aamulla", schedule=on(0, 1, hour=8))
    factories.event("Vanha tieto", schedule=on(1), record_status="historical")
    events = Filters(kinds=(Kind.EVENT,))
    assert keys(events) == ["Perhepäivä", "Aamulla", "Joskus", "Mennyt", "Vanha tieto"]
    early = NOON.replace(hour=7)
    assert keys(events, now=early) == ["Aamulla", "Perhepäivä", "Joskus", "Mennyt", "Vanha tieto"]
    late = NOON.replace(hour=20)
    assert keys(events, now=late) == ["Aamulla", "Joskus", "Mennyt", "Perhepäivä", "Vanha tieto"]
    assert keys(events, now=early) == ["Aamulla", "Perhepäivä", "Joskus", "Mennyt", "Vanha tieto"]


def test_a_long_list_is_in_the_order_of_a_short_one(world: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    short = {(kinds, lang): keys(Filters(kinds=kinds), lang) for kinds in LISTS for lang in ("fi", "sv")}
    monkeypatch.setattr("portal.catalogue.rows._FEW", 0)
    for _ in range(2):  # sorted, and as it was sorted
        assert {(kinds, lang): keys(Filters(kinds=kinds), lang) for kinds, lang in short} == short
    late = NOON.replace(hour=20)
    assert keys(Filters(kinds=(Kind.EVENT,)), now=late) == ["Joskus", "Mennyt", "Perhepäivä"]


# --- Other processes --------------------------------------------------------------------------------------------------
class Elsewhere:
    """Another process, which has read everything before the test begins to change it."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.look()

    def look(self) -> dict[str, Any]:
        """What it knows now."""
        with self.memory.rows() as rows:
            filters = Filters(with_examples=True)
            found = rows.matching(filters, NOON)
            return {
                "fi": rows.ordered(found, kinds=(), by_date=True, lang="fi", now=NOON),
                "sv": rows.ordered(found, kinds=(), by_date=False, lang="sv", now=NOON),
                "values": {(name, value): rows.one_of(name, [value]).bit_count() for name in rows.values for value in rows.values[name]},
                "today": rows.at(NOON).today.bit_count(),
                "all": rows.everything.bit_count(),
            }

    def agrees(self) -> bool:
        """Whether it knows what a process would that begins now."""
        known, anew = self.look(), Elsewhere.__new__(Elsewhere)
        anew.memory = Memory()
        fresh = anew.look()
        known["values"] = {key: number for key, number in known["values"].items() if number}
        return known == fresh


@pytest.fixture
def elsewhere(world: dict[str, Any]) -> Elsewhere:
    return Elsewhere()


def test_publishing_renaming_and_dates(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    before = elsewhere.look()
    new = factories.group("Ääriryhmä", schedule=on(0, hour=20), municipality=world["juva"])
    assert elsewhere.agrees()
    assert elsewhere.look()["today"] == before["today"] + 1
    new.title, new.is_free = "Aaryhmä", True
    new.save_revision().publish()
    assert elsewhere.agrees()
    assert elsewhere.look()["fi"] != before["fi"]


def test_leaving_and_coming_back(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    known = elsewhere.look()
    world["event"].unpublish()
    assert elsewhere.agrees()
    assert elsewhere.look()["all"] == known["all"] - 1
    CatalogueEntry.objects.filter(removed=True).delete()  # the engines have forgotten it
    factories.group("Toinen")  # takes its number
    assert elsewhere.agrees()
    world["event"].save_revision().publish()
    assert elsewhere.agrees()
    assert elsewhere.look()["all"] == known["all"] + 1


def test_language_versions(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    factories.version(world["group"], "sv", "Ögrupp", summary="För familjer.")
    assert elsewhere.agrees()
    assert "Ögrupp" in keys(Filters(), "sv")
    group = PeerGroupPage.objects.get(pk=world["group"].pk)
    group.language_versions.get().delete()
    factories.version(group, "sv", "Agrupp", summary="För familjer.")
    assert elsewhere.agrees()
    assert "Agrupp" in keys(Filters(), "sv")
    group.unpublish()
    assert elsewhere.agrees()


def test_a_transaction_that_is_taken_back(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    before = elsewhere.look()
    for number in range(2):  # SQLite gives the same keys again
        with transaction.atomic():
            factories.group(f"Ryhmä {number}")
            assert elsewhere.look()["all"] == before["all"] + 1
            transaction.set_rollback(True)
    assert elsewhere.look() == before
    assert elsewhere.agrees()


def test_a_name_that_others_repeat(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    world["juva"].code = "180"
    world["juva"].save()
    assert elsewhere.agrees()
    assert "Mennyt" in keys(Filters(municipality="180"))


def test_another_day_lays_out_other_dates(world: dict[str, Any], elsewhere: Elsewhere) -> None:
    """The dates change although the page's facts do not."""
    Occurrence.objects.filter(listing_id=world["group"].listing_id).delete()
    memory.forget()
    assert not write_page(world["group"])
    assert elsewhere.agrees()
    assert keys(Filters(kinds=(Kind.PEER_GROUP,)))[0] == "Perheryhmä"


def test_reading_that_breaks_off_is_begun_anew(world: dict[str, Any], elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.group("Uusi")

    def broken(_self: object, _rows: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr("portal.catalogue.rows.Rows.learn", broken)
        with pytest.raises(ConnectionError):
            elsewhere.look()
    assert elsewhere.agrees()


def test_queries_when_nothing_has_changed(world: dict[str, Any]) -> None:
    everything_of(Filters(), lang="fi", now=NOON)
    with CaptureQueriesContext(connection) as captured:
        list_page(Filters(kinds=(Kind.EVENT,)), lang="fi", now=NOON)
    assert len(captured) == 2
    with CaptureQueriesContext(connection) as captured:
        facet_counts(Filters(), now=NOON, seen=True)
    assert len(captured) == 0


def test_events_that_are_over_are_counted_nowhere(world: dict[str, Any]) -> None:
    assert {one.kind: one.current for one in counts_in_municipality("178", now=NOON)} == {"event": 1}
    assert {one.kind: one.current for one in counts_in_municipality("178", now=NOON - dt.timedelta(days=4))} == {"event": 2}


# --- Parts ------------------------------------------------------------------------------------------------------------
def test_bits_are_sets() -> None:
    for step in range(1, 60):
        chosen = set(range(step % 7, 200, step))
        bits = bits_of(chosen)
        assert list(numbers_in(bits)) == sorted(chosen)
        assert bits.bit_count() == len(chosen)
        assert set(filter(Among(bits).__contains__, range(300))) == chosen
    assert bits_of([]) == 0
    assert list(numbers_in(0)) == []
    assert 0 not in Among(0)


MOVED = ScheduleException(kind=ExceptionKind.MOVED, date=dt.date(2026, 2, 20), new_date=dt.date(2026, 2, 18))
SCHEDULES = [
    Schedule(rules=(Dates(dates=(dt.date(2026, 2, 19),), start=dt.time(16), end=dt.time(18)),)),
    Schedule(rules=(Dates(dates=(dt.date(2026, 2, 19), dt.date(2026, 2, 20)), start=dt.time(16)),)),
    Schedule(rules=(Dates(dates=(dt.date(2026, 2, 19),)),)),
    Schedule(rules=(Dates(dates=(dt.date(2026, 2, 19), dt.date(2026, 2, 20)), start=dt.time(16), end=dt.time(18)),), exceptions=(MOVED,)),
    Schedule(rules=(Dates(dates=(dt.date(2026, 2, 19),), start=dt.time(16)),), check=True),
    MORNINGS,
    Schedule(round_the_clock=True),
]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_over_from_is_the_moment_when_it_is_over(schedule: Schedule) -> None:
    moment = over_from(schedule)
    if moment is None:
        assert last_when_over(schedule, dt.datetime(2030, 1, 1, tzinfo=dt.UTC)) is None
    else:
        assert last_when_over(schedule, moment - dt.timedelta(seconds=1)) is None
        assert last_when_over(schedule, moment) is not None
