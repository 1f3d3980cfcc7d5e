"""What a genuine Elasticsearch can refuse: each failure says what helps, and nothing is lost."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import uuid4

import pytest

from search.documents import SearchDocument
from search.engines.base import (
    Engine,
    EngineError,
    IndexChangedError,
    IndexNotBuiltError,
    IndexUnusableError,
    RebuildRunningError,
)
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from tests.search.asking import fill, found, put
from tests.search.builders import make_documents, make_listing
from tests.servers.elasticsearch.cluster import Node

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def connection(elasticsearch_node: Node) -> Connection:
    return Connection(hosts=(elasticsearch_node.url,), index=f"test-{uuid4().hex[:8]}", seconds=10)


@pytest.fixture
def engine(connection: Connection) -> Engine:
    return ElasticsearchEngine(connection, refresh=True)


def versions(node: Node, connection: Connection) -> list[str]:
    """Names of the versions of the index that exist."""
    return list(node.request("GET", f"/{connection.index}-v-*/_alias"))


def block(node: Node, connection: Connection, name: str, value: object) -> None:
    node.request("PUT", f"/{connection.index}-v-*/_settings", {f"index.blocks.{name}": value})


@contextmanager
def frozen(node: Node) -> Iterator[None]:
    """The node keeps its connections open and says nothing. Stopping takes a busy machine a while: only then does anything begin."""
    node.process.send_signal(signal.SIGSTOP)
    os.waitid(os.P_PID, node.process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    try:
        yield
    finally:
        node.process.send_signal(signal.SIGCONT)


# --- The way there -----------------------------------------------------------------------------------------------------
def test_nobody_there_names_the_setting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    engine = ElasticsearchEngine(Connection(hosts=(f"http://127.0.0.1:{port}",)))
    for asked in (lambda: found(engine), lambda: fill(engine), engine.vocabulary, engine.stamps):
        with pytest.raises(EngineError, match="ELASTICSEARCH_URL"):
            asked()
    with pytest.raises(EngineError, match="ELASTICSEARCH_URL"), engine.writing():
        pass


def test_silence_is_an_error_in_time_and_over_afterwards(elasticsearch_node: Node, connection: Connection) -> None:
    fill(ElasticsearchEngine(connection, refresh=True), make_listing("a", "Ero"))
    hasty = ElasticsearchEngine(Connection(hosts=connection.hosts, index=connection.index, seconds=0.3, retries=0))
    assert found(hasty) == ["a"]
    with frozen(elasticsearch_node):
        started = time.monotonic()
        with pytest.raises(EngineError, match="ELASTICSEARCH_TIMEOUT"):
            found(hasty)
        assert time.monotonic() - started < 3
    assert found(ElasticsearchEngine(connection)) == ["a"]


def test_another_node_answers_when_one_is_gone(connection: Connection) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    several = Connection(hosts=(f"http://127.0.0.1:{port}", *connection.hosts), index=connection.index, seconds=10)
    engine = ElasticsearchEngine(several, refresh=True)
    fill(engine, make_listing("a", "Ero"))
    assert [found(engine) for _each in range(4)] == [["a"]] * 4


# --- The index ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["write", "read_only_allow_delete"])  # set by hand; by the server when a disk is full
def test_a_read_only_index_says_so_and_answers_on(kind: str, elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("a", "Ero"))
    block(elasticsearch_node, connection, kind, True)
    with pytest.raises(EngineError, match="read-only"), engine.writing() as writer:
        put(writer, make_documents(make_listing("b", "Ero")))
    assert found(engine) == ["a"]
    block(elasticsearch_node, connection, kind, None)
    with engine.writing() as writer:
        put(writer, make_documents(make_listing("b", "Ero")))
    assert sorted(found(engine)) == ["a", "b"]


def test_an_index_of_another_shape_names_the_remedy(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    older = f"{connection.index}-v-20200101000000-older"
    elasticsearch_node.request("PUT", f"/{older}", {"aliases": {f"{connection.index}-current-0ld5hape": {}}})
    with pytest.raises(IndexUnusableError, match="search_rebuild"):
        found(engine)
    with pytest.raises(IndexUnusableError, match="search_rebuild"), engine.writing():
        pass
    fill(engine, make_listing("a", "Ero"))
    assert found(engine) == ["a"]
    assert older not in versions(elasticsearch_node, connection)


def test_a_mapping_changed_by_hand_names_the_remedy(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine)
    (good,) = versions(elasticsearch_node, connection)
    aliases = {alias: {} for alias in elasticsearch_node.request("GET", f"/{good}/_alias")[good]["aliases"]}
    elasticsearch_node.request("DELETE", f"/{good}")
    broken = {"aliases": aliases, "mappings": {"dynamic": "strict", "properties": {"listing": {"type": "keyword"}}}}
    elasticsearch_node.request("PUT", f"/{good}", broken)
    with pytest.raises(IndexUnusableError, match="search_rebuild"), engine.writing() as writer:
        put(writer, make_documents(make_listing("a", "Ero")))
    fill(engine, make_listing("a", "Ero"))
    assert found(engine) == ["a"]


def test_an_index_deleted_by_hand_is_not_made_anew_by_writing(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("a", "Ero"))
    (version,) = versions(elasticsearch_node, connection)

    def write_while_it_is_deleted() -> None:
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("b", "Ero")))
            elasticsearch_node.request("DELETE", f"/{version}")

    with pytest.raises((IndexNotBuiltError, IndexChangedError)):
        write_while_it_is_deleted()
    with pytest.raises(IndexNotBuiltError, match="search_rebuild"):
        found(engine)
    assert versions(elasticsearch_node, connection) == []


# --- Rebuilding --------------------------------------------------------------------------------------------------------
def test_a_writer_overtaken_by_a_rebuild_must_write_again(engine: Engine) -> None:
    fill(engine)

    def write_while_it_is_rebuilt() -> None:
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Ero")))
            fill(engine)

    with pytest.raises(IndexChangedError):
        write_while_it_is_rebuilt()
    assert found(engine) == []


def test_a_writer_that_a_rebuild_began_beside_must_write_again(engine: Engine) -> None:
    """The rebuild may have read the catalogue before, and the writer did not know of the new version."""
    fill(engine)
    writing = engine.writing()
    writer = writing.__enter__()
    put(writer, make_documents(make_listing("a", "Ero")))
    with engine.rebuilding() as rebuild:
        with pytest.raises(IndexChangedError):
            writing.__exit__(None, None, None)
        with rebuild.switch():
            pass
    assert found(engine) == []


def test_what_is_written_during_a_rebuild_is_in_both_versions(engine: Engine) -> None:
    fill(engine, make_listing("old", "Ero"))
    with engine.rebuilding() as rebuild:
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("meanwhile", "Ero")))
        assert sorted(found(engine)) == ["meanwhile", "old"]
        with rebuild.switch():
            pass
    assert found(engine) == ["meanwhile"]


def test_leftovers_are_removed_by_the_next_rebuild(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("a", "Ero"))
    elasticsearch_node.request("PUT", f"/{connection.index}-v-20200101000000-halfmade")
    fill(engine, make_listing("b", "Ero"))
    assert (found(engine), len(versions(elasticsearch_node, connection))) == (["b"], 1)


def test_a_dead_rebuilders_lock_lapses(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine)
    lock = f"/{connection.index}-lock/_doc/rebuild"
    elasticsearch_node.request("PUT", lock, {"owner": "dead", "until": time.time() + 60})
    with pytest.raises(RebuildRunningError), engine.rebuilding():
        pass
    elasticsearch_node.request("PUT", lock, {"owner": "dead", "until": time.time() - 1})
    fill(engine, make_listing("a", "Ero"))
    assert found(engine) == ["a"]


def test_a_rebuild_that_was_taken_for_dead_changes_nothing(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("old", "Ero"))
    lock = f"/{connection.index}-lock/_doc/rebuild"

    def rebuild_slowly() -> None:
        with engine.rebuilding() as slow:
            put(slow.writer, make_documents(make_listing("slow", "Ero")))
            elasticsearch_node.request("PUT", lock, {"owner": "slow", "until": time.time() - 1})
            fill(engine, make_listing("quick", "Ero"))
            with slow.switch():
                pass

    with pytest.raises(RebuildRunningError):
        rebuild_slowly()
    assert (found(engine), len(versions(elasticsearch_node, connection))) == (["quick"], 1)


def test_an_older_reading_that_comes_late_brings_nothing_back(engine: Engine) -> None:
    """The listing lost its Swedish version, and then went altogether; the older writing arrives after each."""
    fill(engine)
    both = [_version(lang, 1) for lang in ("fi", "sv")]
    with engine.writing() as writer:
        put(writer, [_version("fi", 2)])
    with engine.writing() as late:
        put(late, both)
    assert [found(engine, reader=reader) for reader in ("fi", "sv")] == [["a"], []]
    with engine.writing() as writer:
        writer.replace({both[0].listing_id: 3}, [])
    with engine.writing() as late:
        put(late, both)
    assert [found(engine, reader=reader) for reader in ("fi", "sv")] == [[], []]
    assert engine.stamps() == {}


def _version(lang: str, version: int) -> SearchDocument:
    (document,) = make_documents(make_listing("a", "Ero", lang=lang))
    return replace(document, version=version, readers=(lang,))


# --- Tokens ------------------------------------------------------------------------------------------------------------
def test_frequencies_of_many_tokens_are_one_request(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(engine, make_listing("a", "Ero"), make_listing("b", "Ero"))
    asked: list[str] = []
    ask = ElasticsearchEngine._ask
    monkeypatch.setattr(ElasticsearchEngine, "_ask", lambda self, body, what="_search": asked.append(what) or ask(self, body, what))
    fresh = ElasticsearchEngine(engine._store.connection)  # type: ignore[attr-defined]
    frequencies = fresh.frequencies()
    frequencies.expect(["fi:ero", "fi:apu", "two words", ""])  # type: ignore[attr-defined]
    counts = [frequencies("title", token) for token in ("fi:ero", "fi:apu", "two words", "")]
    assert (counts, asked) == ([2, 0, 0, 0], ["_termvectors"])
