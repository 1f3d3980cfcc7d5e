"""The engine follows the catalogue: nothing published is lost, whatever fails."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.rebuild import roll_forward
from portal.catalogue.signals import catalogue_changed
from portal.catalogue.writer import index_later
from portal.listings.kinds import Kind
from portal.listings.listing import Eligibility, Term
from portal.listings.schedule import Dates, Schedule
from portal.taxonomy.models import AgeBand
from portal.thesaurus.models import Concept
from search.engines.base import Boost, Days, Engine, EngineQuery, IndexChangedError, IndexWriter, Rebuild, RebuildRunningError, Sort
from search.jobs import search_dates, search_sync
from search.sync import drain, rebuild
from tests.search.asking import found as found_by
from tests.search.asking import word
from tests.search.builders import listing_id, make_listing, publish, unpublish
from tests.search.engines import DownEngine, Wrapped

pytestmark = pytest.mark.django_db


def found(engine: Engine) -> list[str]:
    return sorted(hit.external_id for hit in engine.search(EngineQuery("fi", limit=100)).hits)


def pending() -> int:
    return CatalogueEntry.objects.filter(pending=True).count()


def test_nothing_pending_touches_no_engine() -> None:
    assert drain(DownEngine()) == 0


def test_published_is_found_and_settled(engine: Engine) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    assert drain(engine) == 1
    assert (found(engine), pending()) == (["a"], 0)


def test_the_first_publication_builds_the_index(engine: Engine) -> None:
    for name in ("a", "b"):
        publish(make_listing(name, "Ero"))
    CatalogueEntry.objects.filter(external_id="b").update(pending=False)  # an index that was lost had it
    drain(engine)
    assert (found(engine), pending()) == (["a", "b"], 0)


def test_unpublished_is_gone_and_its_tombstone_too(engine: Engine) -> None:
    listing = make_listing("a", "Ero")
    publish(listing)
    drain(engine)
    unpublish(listing)
    drain(engine)
    assert (found(engine), CatalogueEntry.objects.count()) == ([], 0)


def test_one_language_taken_away_leaves_the_others(engine: Engine) -> None:
    finnish, swedish = make_listing("a", "Ero"), make_listing("a", "Skilsmässa", lang="sv")
    publish(finnish)
    publish(swedish)
    drain(engine)
    assert engine.search(EngineQuery("sv")).hits[0].lang == "sv"
    CatalogueEntry.objects.filter(lang="sv").update(removed=True, pending=True, data="", version=5)
    drain(engine)
    assert engine.search(EngineQuery("sv")).hits[0].lang == "fi"
    assert CatalogueEntry.objects.count() == 1


def test_engine_down_publishing_stands_and_is_drained_later(engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    rebuild(engine)
    monkeypatch.setattr("search.sync.get_engine", DownEngine)
    publish(make_listing("a", "Ero"))
    catalogue_changed.send(sender=CatalogueEntry)
    assert pending() == 1
    assert "connection refused" in caplog.text
    monkeypatch.undo()
    assert drain(engine) == 1
    assert (found(engine), pending()) == (["a"], 0)


def test_a_version_written_meanwhile_stays_pending(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    from search import sync

    written = sync._write

    def write_and_be_overtaken(*arguments: Any) -> Any:
        rows = written(*arguments)
        monkeypatch.setattr(sync, "_write", written)
        publish(make_listing("a", "Sovittelu"))
        return rows

    monkeypatch.setattr(sync, "_write", write_and_be_overtaken)
    assert drain(engine) == 2
    assert pending() == 0
    assert found_by(engine, word("fi:sovittelu")) == ["a"]


def test_more_than_a_batch(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.sync.BATCH", 3)
    for number in range(8):
        publish(make_listing(f"l{number}", "Ero"))
    rebuild(engine)
    CatalogueEntry.objects.update(pending=True)
    assert drain(engine) == 8
    assert len(found(engine)) == 8


def test_a_rebuild_takes_everything_public_and_settles_it(engine: Engine) -> None:
    for name in ("a", "b"):
        publish(make_listing(name, "Ero"))
    gone = make_listing("gone", "Ero")
    publish(gone)
    unpublish(gone)
    told: list[int] = []
    assert rebuild(engine, told.append) == 2
    assert (found(engine), pending()) == (["a", "b"], 0)
    assert CatalogueEntry.objects.filter(removed=True).count() == 0
    assert sum(told) == 3


def test_what_is_published_during_a_rebuild_is_in_the_new_index(engine: Engine) -> None:
    old, leaving = make_listing("old", "Ero"), make_listing("leaving", "Ero")
    publish(old)
    publish(leaving)
    drain(engine)

    def publish_meanwhile(_listings: int) -> None:
        publish(make_listing("new", "Ero"))
        unpublish(leaving)
        assert drain(engine) == 2
        assert found(engine) == ["new", "old"]

    rebuild(engine, publish_meanwhile)
    assert (found(engine), pending()) == (["new", "old"], 0)


def test_a_crash_during_a_rebuild_leaves_the_old_index(engine: Engine) -> None:
    publish(make_listing("a", "Ero"))
    drain(engine)
    publish(make_listing("b", "Ero"))

    def crash(_listings: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(engine, crash)
    assert (found(engine), pending()) == (["a"], 1)
    drain(engine)
    assert found(engine) == ["a", "b"]


def test_an_unreadable_row_waits_without_holding_up_the_others(engine: Engine, caplog: Any) -> None:
    rebuild(engine)
    publish(make_listing("drifted", "Ero"))
    CatalogueEntry.objects.update(data='{"drifted": true}')
    publish(make_listing("good", "Ero"))
    assert drain(engine) == 1
    assert (found(engine), pending()) == (["good"], 1)
    assert "run catalogue_rebuild" in caplog.text
    rebuild(engine)
    assert (found(engine), pending()) == (["good"], 1)
    publish(make_listing("drifted", "Ero"))
    assert drain(engine) == 1
    assert (found(engine), pending()) == (["drifted", "good"], 0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_search_follows_a_commit() -> None:
    from search.engines import get_engine

    with transaction.atomic():
        publish(make_listing("a", "Ero"))
        transaction.on_commit(lambda: catalogue_changed.send(sender=CatalogueEntry))
        assert pending() == 1
    assert (found(get_engine()), pending()) == (["a"], 0)


# --- engines of which the writers do not wait for each other -------------------------------------------------------------
class Switched(Wrapped):
    """Another index comes into use during the first ``times`` blocks of writing."""

    def __init__(self, engine: Engine, times: int) -> None:
        super().__init__(engine)
        self.times = times

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        self.times -= 1
        with self.engine.writing() as writer:
            yield writer
        if self.times >= 0:
            raise IndexChangedError("another index came into use")


class Unlocked(Wrapped):
    """``meanwhile`` happens after what the rebuild reads last, and reaches only the old index."""

    def __init__(self, engine: Engine, meanwhile: Callable[[], object]) -> None:
        super().__init__(engine)
        self.meanwhile = meanwhile

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        outer = self

        class Unheld:
            def __init__(self, rebuild_: Rebuild) -> None:
                self.inner = rebuild_
                self.writer = rebuild_.writer

            @contextmanager
            def switch(self) -> Iterator[None]:
                with self.inner.switch():
                    yield
                    outer.meanwhile()
                    CatalogueEntry.objects.filter(pending=True, removed=True).delete()
                    CatalogueEntry.objects.update(pending=False)

        with self.engine.rebuilding() as rebuild_:
            yield Unheld(rebuild_)


def test_a_batch_written_to_an_index_that_went_is_written_again(engine: Engine) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    assert drain(Switched(engine, times=2)) == 1
    assert (found(engine), pending()) == (["a"], 0)


def test_an_index_that_never_stays_leaves_the_rows_pending(engine: Engine) -> None:
    rebuild(engine)
    publish(make_listing("a", "Ero"))
    with pytest.raises(IndexChangedError):
        drain(Switched(engine, times=99))
    assert pending() == 1


def test_what_reached_only_the_old_index_is_written_again_after_the_switch(engine: Engine) -> None:
    leaving = make_listing("leaving", "Ero")
    for listing in (make_listing("old", "Ero"), leaving):
        publish(listing)
    before = CatalogueEntry.objects.get(external_id="old").version

    def meanwhile() -> None:
        publish(make_listing("old", "Sovittelu"))
        publish(make_listing("new", "Ero"))
        unpublish(leaving)

    rebuild(Unlocked(engine, meanwhile))
    assert (found(engine), pending()) == (["new", "old"], 0)
    assert found_by(engine, word("fi:sovittelu")) == ["old"]
    assert CatalogueEntry.objects.get(external_id="old").version > before + 1  # a late receipt would not count


# --- what is written in the background -------------------------------------------------------------------------------
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


# --- commands ----------------------------------------------------------------------------------------------------------
def test_commands_say_what_they_did(capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    publish(make_listing("a", "Ero"))
    call_command("search_rebuild")
    assert "1 listings in the search index" in capsys.readouterr().out
    publish(make_listing("b", "Ero"))
    call_command("search_sync")
    assert "1 catalogue entries taken over" in capsys.readouterr().out
    assert found(engine) == ["a", "b"]


@pytest.mark.parametrize("command", ["search_sync", "search_rebuild"])
def test_commands_fail_clearly(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.sync.get_engine", DownEngine)
    publish(make_listing("a", "Ero"))
    with pytest.raises(CommandError, match="connection refused"):
        call_command(command, verbosity=0)


def test_a_second_rebuild_is_refused(engine: Engine) -> None:
    with engine.rebuilding(), pytest.raises(RebuildRunningError):
        rebuild(engine)


def test_an_interrupted_rebuild_says_so(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    publish(make_listing("a", "Ero"))

    def interrupt(**_options: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("search.management.commands.search_rebuild.rebuild", interrupt)
    with pytest.raises(CommandError, match="as it was"):
        call_command("search_rebuild", verbosity=0)


def test_the_index_folder_is_read_from_the_settings(settings: Any, tmp_path: Path) -> None:
    from search.engines import get_engine

    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    rebuild(get_engine())
    assert (tmp_path / "elsewhere" / "current").exists()


def test_the_periodic_job_gives_the_engine_what_it_missed(engine: Engine) -> None:
    publish(make_listing("g1", "Vauvaryhmä"))
    CatalogueEntry.objects.update(pending=True)
    assert search_sync(timezone.now()) == f"{CatalogueEntry.objects.count()} entries"
    assert pending() == 0
