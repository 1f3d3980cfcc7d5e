"""What the engine is given in the background: a changed thesaurus, other ages, dates that have come."""

import datetime as dt
import time
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.rebuild import roll_forward
from portal.catalogue.signals import catalogue_changed
from portal.catalogue.writer import index_later, settle_all
from portal.listings.kinds import Kind
from portal.listings.listing import Eligibility, Term
from portal.listings.schedule import Dates, Schedule
from portal.taxonomy.models import AgeBand
from portal.thesaurus.models import Concept
from search.engines.base import Boost, Days, Engine, EngineQuery, IndexNotBuiltError, Sort
from search.jobs import search_dates, search_sync
from search.sync import drain, rebuild
from tests.search.asking import found as found_by
from tests.search.asking import word
from tests.search.builders import listing_id, make_listing, publish

pytestmark = pytest.mark.django_db


def found(engine: Engine) -> list[str]:
    return sorted(found_by(engine, limit=100))


def pending() -> int:
    return CatalogueEntry.objects.filter(pending=True).count()


def test_who_publishes_does_not_wait_for_everybody_else(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.receivers.BATCH", 3)
    monkeypatch.setattr("search.sync.BATCH", 3)
    for number in range(8):
        publish(make_listing(f"l{number}", "Ero"))
    rebuild(engine)
    index_later()
    entry = publish(make_listing("mine", "Ero"))
    CatalogueEntry.objects.filter(pk=entry.pk).update(version=time.time_ns() // 1000)
    catalogue_changed.send(sender=CatalogueEntry)
    assert ("mine" in found(engine), pending()) == (True, 6)
    assert search_sync(timezone.now()) == "6 entries"
    assert pending() == 0


def test_who_publishes_does_not_wait_for_a_whole_index(engine: Engine) -> None:
    for name in ("a", "b"):
        publish(make_listing(name, "Ero"))
    with pytest.raises(IndexNotBuiltError):
        drain(engine, most=1)
    assert pending() == 2
    search_sync(timezone.now())
    assert (found(engine), pending()) == (["a", "b"], 0)


def test_a_changed_thesaurus_marks_every_listing_and_writes_none(engine: Engine) -> None:
    publish(make_listing("a", "Palvelu", summary="Kun vanhemmat riitelevät"))
    rebuild(engine)
    concept = Concept.objects.create(slug="riita", preferred={"fi": "riidellä"})
    assert pending() == 1
    assert found_by(engine, word("c:riita", field="text_concepts")) == []
    drain(engine)
    assert found_by(engine, word("c:riita", field="text_concepts")) == ["a"]
    concept.colloquial = {"fi": "vääntö"}
    concept.save()
    assert pending() == 0  # everyday words are of queries only


def test_an_age_band_with_other_ages_marks_its_listings(engine: Engine) -> None:
    band = AgeBand.objects.create(slug="vauvat", labels={"fi": "vauvat"}, age_min=0, age_max=1)
    meant = make_listing("a", "Ryhmä", eligibility=Eligibility(age_bands=(Term(slug="vauvat", label="vauvat"),)))
    EntryFacet.objects.create(entry=publish(meant), name="age_band", value="vauvat")
    publish(make_listing("b", "Ryhmä"))
    rebuild(engine)
    band.age_max = 3
    band.save()
    assert list(CatalogueEntry.objects.filter(pending=True).values_list("external_id", flat=True)) == ["a"]
    drain(engine)
    boost = ((Boost("age", frozenset({"3"}), 5.0),),)
    assert engine.search(EngineQuery("fi", boosts=boost)).hits[0].external_id == "a"


def test_a_thesaurus_that_changes_while_the_engine_is_given_another_change_is_not_missed(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.sync.BATCH", 2)
    for number in range(5):
        publish(make_listing(f"a{number}", "Tanssikerho"))
    rebuild(engine)
    index_later()
    batches: list[object] = []

    def change(receipts: dict[int, int]) -> set[int]:
        passed_over = settle_all(receipts)
        if not batches:
            Concept.objects.create(slug="tanssi", preferred={"fi": "tanssikerho"})
        batches.append(receipts)
        return passed_over

    monkeypatch.setattr("search.sync.settle_all", change)
    drain(engine)
    assert (len(batches) > 3, pending()) == (True, 0)
    assert len(found_by(engine, word("c:tanssi", field="title_concepts"))) == 5


# --- dates -----------------------------------------------------------------------------------------------------------
def dates(external_id: str, *starts: dt.datetime, hours: int = 1, status: str = "scheduled") -> None:
    for start in starts:
        end = start + dt.timedelta(hours=hours)
        Occurrence.objects.create(uid=uuid4(), listing_id=listing_id(external_id), start=start, end=end, status=status)


def test_documents_carry_the_dates_that_take_place(engine: Engine) -> None:
    now = timezone.localtime().replace(hour=12, minute=0)
    tomorrow, night = now + dt.timedelta(days=1), (now + dt.timedelta(days=2)).replace(hour=22)
    for name in ("weekly", "night", "cancelled", "never"):
        publish(make_listing(name, "Ryhmä"))
    dates("weekly", tomorrow, tomorrow + dt.timedelta(days=7))
    dates("night", night, hours=12)
    dates("cancelled", tomorrow, status="cancelled")
    rebuild(engine)
    day = tomorrow.date()
    assert found_by(engine, days=Days(day, day)) == ["weekly"]
    assert found_by(engine, days=Days(day + dt.timedelta(days=1), day + dt.timedelta(days=2))) == ["night"]  # past midnight, too
    assert found_by(engine, sort=Sort.NEXT)[:2] == ["weekly", "night"]


def test_what_began_long_ago_and_goes_on_is_found_today(engine: Engine) -> None:
    now = timezone.localtime().replace(hour=12, minute=0)
    publish(make_listing("exhibition", "Näyttely"))
    dates("exhibition", now - dt.timedelta(days=100), hours=24 * 130)
    rebuild(engine)
    day = now.date()
    assert found_by(engine, days=Days(day, day)) == ["exhibition"]
    assert found_by(engine, days=Days(day + dt.timedelta(days=29), day + dt.timedelta(days=29))) == ["exhibition"]
    assert found_by(engine, days=Days(day + dt.timedelta(days=31), day + dt.timedelta(days=40))) == []


def test_an_event_of_which_every_date_is_over_has_ended(engine: Engine) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    over = Schedule(rules=(Dates(dates=(yesterday,), start=dt.time(10)),))
    publish(make_listing("over", "Juhla", kind=Kind.EVENT, schedule=over))
    publish(make_listing("unknown", "Juhla", kind=Kind.EVENT))
    rebuild(engine)
    assert found_by(engine, ended=False) == ["unknown"]
    assert sorted(found_by(engine)) == ["over", "unknown"]


def test_a_date_that_has_begun_gives_way_to_the_next(engine: Engine) -> None:
    now = timezone.now()
    publish(make_listing("a", "Ryhmä"))
    publish(make_listing("b", "Ryhmä"))
    rebuild(engine)
    dates("a", now - dt.timedelta(minutes=1), now + dt.timedelta(days=7))
    CatalogueEntry.objects.update(version=int((now - dt.timedelta(hours=1)).timestamp() * 1_000_000))
    assert search_dates(now) == "1 entries"
    assert list(CatalogueEntry.objects.filter(pending=True).values_list("external_id", flat=True)) == ["a"]
    drain(engine)
    assert search_dates(now) == "0 entries"


def test_a_new_day_marks_listings_whose_dates_moved(engine: Engine) -> None:
    publish(make_listing("dated", "Ryhmä"))
    publish(make_listing("undated", "Ryhmä"))
    CatalogueEntry.objects.update(is_primary=True)
    rebuild(engine)
    dates("dated", timezone.now() - dt.timedelta(days=1))
    roll_forward(timezone.localtime())
    assert list(CatalogueEntry.objects.filter(pending=True).values_list("external_id", flat=True)) == ["dated"]
