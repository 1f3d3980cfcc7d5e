"""The embedded engine: the contract, and what only a folder of files can get wrong."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest

from search.documents import SearchDocument
from search.engines import tantivy, tantivy_store
from search.engines.base import Engine, EngineError, IndexUnusableError
from search.engines.limits import within
from search.engines.locks import LockBusyError, file_lock
from search.engines.tantivy import TantivyEngine
from tests.search.builders import listing_id, make_documents, make_listing
from tests.search.contract_matching import MatchingContract
from tests.search.engine_contract import EngineContract, fill, found, put, word

_MEMORY = Path("/dev/shm")  # noqa: S108 (the folder within it is ours alone)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the system has one: a commit waits for the disk twenty times."""
    with TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else tmp_path, ignore_cleanup_errors=True) as made:
        yield Path(made)


class TestTantivy(EngineContract):
    """The contract."""

    @pytest.fixture
    def engine(self, memory: Path) -> Engine:
        return TantivyEngine(memory / "index")


class TestLargeTantivy(MatchingContract):
    """What is matched and counted when facets are counted beside the search, as in a large index."""

    @pytest.fixture
    def engine(self, memory: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
        monkeypatch.setattr(tantivy, "_LARGE", -1)
        return TantivyEngine(memory / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def test_a_damaged_index_names_the_remedy_and_is_rebuilt(folder: Path) -> None:
    fill(TantivyEngine(folder), make_listing("a", "Ero"))
    (version,) = folder.glob("version-*")
    (version / "meta.json").write_text("{", encoding="utf-8")
    engine = TantivyEngine(folder)
    with pytest.raises(IndexUnusableError, match="search_rebuild"):
        found(engine)
    with pytest.raises(IndexUnusableError, match="search_rebuild"), engine.writing():
        pass
    fill(engine, make_listing("a", "Ero"))
    assert found(engine) == ["a"]


def test_a_lost_version_names_the_remedy(folder: Path) -> None:
    fill(TantivyEngine(folder), make_listing("a", "Ero"))
    (folder / "current").write_text("version-gone", encoding="ascii")
    with pytest.raises(IndexUnusableError, match="search_rebuild"):
        found(TantivyEngine(folder))


@pytest.mark.parametrize("content", ["", "..", "/etc", "\u00e4"])
def test_a_pointer_never_leads_out_of_the_folder(folder: Path, content: str) -> None:
    fill(TantivyEngine(folder), make_listing("a", "Ero"))
    (folder / "current").write_text(content, encoding="utf-8")
    with pytest.raises(IndexUnusableError, match="search_rebuild"):
        found(TantivyEngine(folder))


def test_an_index_of_an_older_shape_names_the_remedy(folder: Path) -> None:
    import tantivy

    fill(TantivyEngine(folder), make_listing("a", "Ero"))
    older = folder / "version-older"
    older.mkdir()
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("title")
    tantivy.Index(builder.build(), path=str(older))
    (folder / "current").write_text("version-older", encoding="ascii")
    with pytest.raises(IndexUnusableError, match="search_rebuild"):
        found(TantivyEngine(folder))


def test_a_folder_that_cannot_be_made_is_an_engine_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    engine = TantivyEngine(tmp_path / "file" / "index")
    with pytest.raises(EngineError), engine.rebuilding():
        pass
    with pytest.raises(EngineError):
        found(engine)


def test_old_versions_are_removed(folder: Path) -> None:
    engine = TantivyEngine(folder)
    for name in ("a", "b", "c"):
        fill(engine, make_listing(name, "Ero"))
    assert len(list(folder.glob("version-*"))) == 1


def test_what_an_interrupted_rebuild_left_is_removed_by_the_next(folder: Path) -> None:
    engine = TantivyEngine(folder)
    fill(engine, make_listing("a", "Ero"))
    (folder / "version-halfmade").mkdir()
    fill(engine, make_listing("b", "Ero"))
    assert [found(engine), len(list(folder.glob("version-*")))] == [["b"], 1]


def test_a_reader_sees_another_engines_commits_and_rebuilds_at_once(folder: Path) -> None:
    writing, reading = TantivyEngine(folder), TantivyEngine(folder)
    fill(writing, make_listing("a", "Ero"))
    assert found(reading) == ["a"]
    with writing.writing() as writer:
        put(writer, make_documents(make_listing("b", "Ero")))
    assert sorted(found(reading)) == ["a", "b"]
    fill(writing, make_listing("c", "Ero"))
    assert found(reading) == ["c"]


def segments(folder: Path) -> list[int]:
    """Documents of each segment of the version in use, the largest first; those deleted but still there included."""
    version = folder / (folder / "current").read_text(encoding="ascii")
    return sorted((each["max_doc"] for each in json.loads((version / "meta.json").read_text())["segments"]), reverse=True)


@pytest.mark.parametrize("expected", [0, 33, 66])
def test_a_rebuilt_index_is_one_segment(memory: Path, monkeypatch: pytest.MonkeyPatch, expected: int) -> None:
    monkeypatch.setattr(tantivy_store, "MOST_AT_ONCE", 5)  # so 33 documents are written as 8 segments, 66 as 64
    documents = make_documents(*(make_listing(f"l{number}", "Ero") for number in range(expected or 5)))
    with TantivyEngine(memory).rebuilding(expected) as rebuild:
        for document in documents:
            put(rebuild.writer, [document])
        with rebuild.switch():
            pass
    assert segments(memory) == [len(documents)]
    assert len(found(TantivyEngine(memory), limit=100)) == len(documents)


def test_more_documents_than_expected_are_written_all_the_same(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tantivy_store, "MOST_AT_ONCE", 5)
    documents = make_documents(*(make_listing(f"l{number}", "Ero") for number in range(45)))
    with TantivyEngine(memory).rebuilding(33) as rebuild:
        for document in documents:
            put(rebuild.writer, [document])
        with rebuild.switch():
            put(rebuild.writer, make_documents(make_listing("l7", "Sovittelu")))
    assert len(found(TantivyEngine(memory), limit=100)) == 45
    assert found(TantivyEngine(memory), word("fi:sovittelu")) == ["l7"]


def test_publishing_for_weeks_leaves_few_segments_and_few_deleted_documents(memory: Path) -> None:
    engine = TantivyEngine(memory)
    names = [f"l{number}" for number in range(20)]
    fill(engine, *(make_listing(name, "Ero") for name in names))
    for number in range(60):
        with engine.writing() as writer:
            put(writer, make_documents(make_listing(names[number % 20], f"Ero {number}")))
    with engine.writing():
        pass  # waits until the last merge is done
    assert len(found(engine, limit=100)) == 20
    assert len(segments(memory)) < 10
    assert sum(segments(memory)) < 40


def test_writers_of_several_processes_wait_for_each_other(folder: Path) -> None:
    engine = TantivyEngine(folder)
    fill(engine)
    program = """if True:
        import sys, django
        django.setup()
        from pathlib import Path
        from search.engines.tantivy import TantivyEngine
        from tests.search.asking import put
        from tests.search.builders import listing_id, make_documents, make_listing
        with TantivyEngine(Path(sys.argv[1])).writing() as writer:
            put(writer, make_documents(make_listing(f"process-{sys.argv[2]}", "Ero")))
    """
    commands = [[sys.executable, "-c", program, str(folder), str(number)] for number in range(3)]
    processes = [subprocess.Popen(command) for command in commands]  # noqa: S603 (our own program)
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    assert sorted(found(engine, word("fi:ero"))) == ["process-0", "process-1", "process-2"]


def test_who_has_little_time_waits_no_longer_for_another_writer(folder: Path) -> None:
    engine = TantivyEngine(folder)
    fill(engine, make_listing("a", "Ero"))
    with file_lock(folder / "write.lock", wait_seconds=5):
        started = time.monotonic()
        with pytest.raises(EngineError, match="another process"), within(0.05), engine.writing():
            pass
        assert time.monotonic() - started < tantivy_store._WRITE_WAIT_SECONDS / 2


def test_a_rebuild_that_cannot_tidy_up_has_been_made(folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    monkeypatch.setattr(tantivy_store, "_WRITE_WAIT_SECONDS", 0.05)
    engine = TantivyEngine(folder)
    fill(engine, make_listing("old", "Ero"))
    with ExitStack() as others, engine.rebuilding() as rebuild:
        put(rebuild.writer, make_documents(make_listing("new", "Ero")))
        with rebuild.switch():
            pass
        others.enter_context(file_lock(folder / "write.lock", wait_seconds=5))
    assert (found(engine), len(list(folder.glob("version-*")))) == (["new"], 2)
    assert "the next rebuild removes" in caplog.text
    fill(engine, make_listing("newer", "Ero"))
    assert (found(engine), len(list(folder.glob("version-*")))) == (["newer"], 1)


def test_a_writer_that_broke_off_is_an_engine_error_and_changes_nothing(folder: Path) -> None:
    engine = TantivyEngine(folder)
    fill(engine, make_listing("a", "Ero"))

    def write(documents: list[SearchDocument], gone: list[UUID]) -> None:
        with engine.writing() as writer:
            writer._writer().wait_merging_threads()  # type: ignore[attr-defined]  # as when the disk is full: it takes nothing more
            put(writer, documents, gone)

    for documents, gone in ((make_documents(make_listing("b", "Ero")), []), ([], [listing_id("a")])):
        with pytest.raises(EngineError, match="cannot be written"):
            write(documents, gone)
    assert found(engine) == ["a"]
    with engine.writing() as writer:
        put(writer, make_documents(make_listing("b", "Ero")))
    assert sorted(found(engine)) == ["a", "b"]


def test_a_lock_is_refused_while_another_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with file_lock(path, wait_seconds=0), pytest.raises(LockBusyError, match="lock"), file_lock(path, wait_seconds=0.02):
        pass
    with file_lock(path, wait_seconds=0):
        pass
