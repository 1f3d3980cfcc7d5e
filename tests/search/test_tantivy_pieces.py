"""Publications one by one leave few segments, and the largest as it is."""

import threading
from collections.abc import Collection
from pathlib import Path
from uuid import UUID

import pytest

from portal.listings.listing import Listing
from search.engines import tantivy_pieces
from search.engines.tantivy import TantivyEngine
from tests.search.asking import found, word
from tests.search.builders import make_documents, make_listing


def publish(engine: TantivyEngine, listing: Listing, every: dict[UUID, Listing]) -> Collection[UUID]:
    """As search.sync does; the listings that were written again."""
    with engine.writing() as writer:
        again = set(writer.scattered())
        written = {listing.id, *again}
        writer.replace(dict.fromkeys(written, 1), make_documents(*(every[each] for each in written), version=1))
    for thread in threading.enumerate():
        if thread.name == "search-merge":
            thread.join()
    return again


@pytest.fixture
def every() -> dict[UUID, Listing]:
    listings = [make_listing(f"l{number}", "Ero") for number in range(40)]
    return {listing.id: listing for listing in listings}


@pytest.fixture
def engine(tmp_path: Path, every: dict[UUID, Listing]) -> TantivyEngine:
    engine = TantivyEngine(tmp_path / "index")
    with engine.rebuilding(40) as rebuild:
        rebuild.writer.replace(dict.fromkeys(every, 1), make_documents(*every.values(), version=1))
        with rebuild.switch():
            pass
    return engine


def test_publications_never_merge_the_whole_index(engine: TantivyEngine, every: dict[UUID, Listing]) -> None:
    before = sorted(found(engine, word("fi:ero"), limit=100))
    for listing in list(every.values())[:24]:
        publish(engine, listing, every)
        segments = engine._store.view().segments
        assert segments[0] == 40, "the largest segment was written anew"
        assert len(segments) < tantivy_pieces._SEGMENTS + 1
    assert sorted(found(engine, word("fi:ero"), limit=100)) == before
    assert engine.stamps() == dict.fromkeys(every, 1)


def test_what_is_scattered_is_what_was_published_lately(engine: TantivyEngine, every: dict[UUID, Listing]) -> None:
    *few, last = list(every.values())[:6]
    assert [publish(engine, listing, every) for listing in few] == [set()] * 5
    assert publish(engine, last, every) == {listing.id for listing in few}


def test_many_are_left_to_tantivy(engine: TantivyEngine, every: dict[UUID, Listing], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_pieces, "_FEW", 4)
    for listing in list(every.values())[:6]:
        assert publish(engine, listing, every) == set()


def test_a_large_index_is_left_to_tantivy(engine: TantivyEngine, every: dict[UUID, Listing], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_pieces, "_LARGE", 39)
    for listing in list(every.values())[:6]:
        assert publish(engine, listing, every) == set()
