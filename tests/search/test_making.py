"""A rebuild in several processes: the same documents as in one, and nothing lost when a process dies."""

import datetime as dt
import os
import signal
from collections.abc import Iterator

import pytest
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from search import making as module
from search.engines.base import Engine
from search.language.concepts import Concept, Concepts
from search.making import making
from search.reading import Batch, CatalogueRow, Dates, Reader
from search.sync import rebuild
from tests.search.asking import found, word
from tests.search.builders import make_listing, publish

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NOW = timezone.make_aware(dt.datetime(2026, 11, 21, 12))
CONCEPTS = Concepts.of([Concept("ero", {"fi": "ero"}, {}, {})])


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reader = Reader(NOW)
    monkeypatch.setattr(reader, "_concepts", CONCEPTS)
    return reader


def batches(count: int) -> Iterator[Batch]:
    for number in range(count):
        languages = [
            make_listing(f"l{number}", f"Eron jälkeen {number}"),
            make_listing(f"l{number}", f"Efter skilsmässan {number}", lang="sv"),
        ]
        listing_id = languages[0].id
        rows = [CatalogueRow(2 * number + each, listing_id, 7, listing.model_dump_json()) for each, listing in enumerate(languages)]
        yield Batch({listing_id: rows}, {listing_id: Dates(NOW, {"2026-11-21": None})})


def unreadable() -> Batch:
    listing = make_listing("drifted", "Ero")
    return Batch({listing.id: [CatalogueRow(99, listing.id, 1, '{"drifted": true}')]}, {})


def test_several_processes_make_the_same_as_one(reader: Reader) -> None:
    given = [*batches(20), unreadable()]
    with making(reader, 20, processes=2) as in_processes:
        several = list(in_processes.of(given))
    assert several == [(batch, reader.make(batch)) for batch in given]
    assert several[0][1].documents[0].concepts == ("ero",)
    assert list(several[-1][1].unreadable) == [99]


def test_a_process_that_is_killed_loses_nothing(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    with making(reader, 20, processes=2) as in_processes:
        told = in_processes.of(batches(40))
        first = next(told)
        for process in in_processes._executor._processes.values():  # type: ignore[union-attr]
            os.kill(process.pid, signal.SIGKILL)
        rest = list(told)
    assert [made.documents for _batch, made in (first, *rest)] == [reader.make(batch).documents for batch in batches(40)]
    assert "has gone" in caplog.text


def test_a_fault_in_a_process_is_told_here(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_batch: Batch) -> None:
        raise RuntimeError("no dictionary")

    monkeypatch.setattr(reader, "make", fail)
    with making(reader, 1, processes=2) as in_processes, pytest.raises(RuntimeError, match="no dictionary"):
        list(in_processes.of(batches(1)))


def test_few_listings_and_other_threads_keep_to_one_process(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert module._count(module.WORTH_IT - 1) == 1
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert module._count(10_000) == 1
    with making(reader, 10_000) as here:
        assert len(list(here.of(batches(2)))) == 2


def test_a_rebuild_in_several_processes(engine: Engine) -> None:
    publish(make_listing("a", "Ero"))
    publish(make_listing("b", "Sovittelu"))
    assert rebuild(engine, processes=2) == 2
    assert found(engine, word("fi:ero")) == ["a"]
    assert not CatalogueEntry.objects.filter(pending=True).exists()
