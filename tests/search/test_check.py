"""Drift between catalogue and index is named and repaired."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from search.checking import Fault, compare, repair
from search.engines.base import Engine
from search.jobs import search_check
from search.sync import rebuild
from tests.search.asking import found, put
from tests.search.builders import listing_id, make_documents, make_listing, publish, unpublish
from tests.search.engines import DownEngine

pytestmark = pytest.mark.django_db


def faults(engine: Engine) -> dict[str, str]:
    names = {listing_id(name): name for name in ("a", "b", "c", "d")}
    return {names[drift.listing_id]: drift.fault.value for drift in compare(engine)}


@pytest.fixture
def drifted(engine: Engine) -> Engine:
    """a is right, b outdated, c missing, d superfluous."""
    for name in ("a", "b", "c"):
        publish(make_listing(name, f"Ero {name}"))
    rebuild(engine)
    CatalogueEntry.objects.filter(external_id="b").update(version=99)
    with engine.writing() as writer:
        put(writer, make_documents(make_listing("d", "Ero d"), version=5), gone=[listing_id("c")])
    return engine


def test_an_engine_that_is_down_is_told_not_repaired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.checking.get_engine", DownEngine)
    for options in ((), ("--repair",)):
        with pytest.raises(CommandError, match="connection refused"):
            call_command("search_check", *options)


def test_no_index_is_told_and_built_by_a_repair(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    publish(make_listing("a", "Ero"))
    CatalogueEntry.objects.update(pending=False)
    with pytest.raises(CommandError, match="search_rebuild"):
        call_command("search_check")
    call_command("search_check", "--repair")
    assert "built anew" in capsys.readouterr().out
    assert found(engine) == ["a"]


def test_a_catalogue_restored_from_a_backup_is_given_anew(engine: Engine) -> None:
    for name in ("a", "b"):
        publish(make_listing(name, f"Ero {name}"))
    CatalogueEntry.objects.update(version=5)
    rebuild(engine)
    CatalogueEntry.objects.filter(external_id="b").update(version=3)
    assert faults(engine) == {"b": "ahead"}
    assert [drift.fault for drift in repair(engine).found] == [Fault.AHEAD]
    assert faults(engine) == {}


def test_a_damaged_index_is_built_anew(engine: Engine, tmp_path: Path) -> None:
    publish(make_listing("a", "Ero"))
    rebuild(engine)
    (tmp_path / "index" / "current").write_text("version-gone", encoding="ascii")
    assert search_check(timezone.now()) == "there was no usable index: built anew"
    assert found(engine) == ["a"]


def test_health(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    publish(make_listing("a", "Ero"))
    rebuild(engine)
    assert compare(engine) == []
    call_command("search_check")
    assert capsys.readouterr().out == "no drift\n"


def test_every_fault_is_named(drifted: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(drifted) == {"b": Fault.OUTDATED, "c": Fault.MISSING, "d": Fault.SUPERFLUOUS}
    with pytest.raises(SystemExit, match="1"):
        call_command("search_check")
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "1 missing, 1 outdated, 1 superfluous"
    assert f"outdated     {listing_id('b')} Ero b" in told


def test_a_repair_puts_everything_right(drifted: Engine) -> None:
    call_command("search_check", "--repair")
    assert faults(drifted) == {}
    assert sorted(found(drifted)) == ["a", "b", "c"]
    assert CatalogueEntry.objects.filter(pending=True).count() == 0


def test_the_daily_job_repairs_and_says_what_it_found(drifted: Engine) -> None:
    assert search_check(timezone.now()) == "1 missing, 1 outdated, 1 superfluous"
    assert search_check(timezone.now()) == "no drift"


def test_what_waits_for_the_engine_is_no_drift(engine: Engine) -> None:
    leaving = make_listing("a", "Ero")
    publish(leaving)
    rebuild(engine)
    unpublish(leaving)
    publish(make_listing("b", "Ero"))
    assert compare(engine) == []


def test_what_is_published_while_comparing_is_neither_missing_nor_taken_away(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(make_listing("a", "Ero"))
    rebuild(engine)
    stamps = engine.stamps

    def publish_meanwhile() -> Any:
        publish(make_listing("b", "Ero"))
        CatalogueEntry.objects.update(pending=False)
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("b", "Ero"), version=1))
        return stamps()

    monkeypatch.setattr(engine, "stamps", publish_meanwhile)
    outcome = repair(engine)
    monkeypatch.undo()
    assert (outcome.found, sorted(found(engine))) == ((), ["a", "b"])
