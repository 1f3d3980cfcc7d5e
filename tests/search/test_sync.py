"""The engine follows the catalogue: nothing published is lost, whatever fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.signals import catalogue_changed
from search.engines.base import Engine, EngineQuery, Rebuild, RebuildRunningError
from search.following import rebuilt_afterwards
from search.jobs import search_sync
from search.sync import drain, rebuild
from tests.search.asking import found as found_by
from tests.search.asking import word
from tests.search.builders import make_listing, publish, unpublish
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


def test_others_are_held_back_for_the_last_changes_only(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.sync.BATCH", 2)
    for number in range(4):
        publish(make_listing(f"old-{number}", "Ero"))
    drain(engine)
    while_held_back: list[int] = []

    class Counted(Wrapped):
        @contextmanager
        def rebuilding(self, documents: int = 0) -> Iterator[Rebuild]:
            with self.engine.rebuilding(documents) as rebuild_:
                yield CountedRebuild(rebuild_)

    class CountedRebuild:
        def __init__(self, rebuild_: Rebuild) -> None:
            self.inner, self.writer = rebuild_, rebuild_.writer

        @contextmanager
        def switch(self) -> Iterator[None]:
            replace = self.writer.replace
            with self.inner.switch(), monkeypatch.context() as patched:
                patched.setattr(self.writer, "replace", lambda known, made: while_held_back.append(len(known)) or replace(known, made))
                yield

    def publish_meanwhile(_listings: int) -> None:
        if CatalogueEntry.objects.count() < 10:
            for number in range(9):
                publish(make_listing(f"new-{number}", "Ero"))

    assert rebuild(Counted(engine), publish_meanwhile) == 13
    assert (len(found(engine)), pending()) == (13, 0)
    assert sum(while_held_back) <= 2


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


def test_whoever_rebuilds_afterwards_is_told_nothing_meanwhile(engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr("search.sync.get_engine", DownEngine)
    publish(make_listing("a", "Ero"))
    with rebuilt_afterwards():
        catalogue_changed.send(sender=CatalogueEntry)
    assert (pending(), caplog.text) == (1, "")
    catalogue_changed.send(sender=CatalogueEntry)
    assert caplog.text.count("until search_sync runs") == 1
    monkeypatch.undo()
    rebuild(engine)
    assert (found(engine), pending()) == (["a"], 0)


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
