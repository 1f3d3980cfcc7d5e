"""How often Elasticsearch is asked, by a small server of our own that remembers what it was asked for."""

from collections.abc import Iterator
from typing import Any

import pytest

from search.engines.base import EngineError, EnginePausedError, EngineQuery, IndexNotBuiltError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from search.query import Knowledge, Reader, understand
from search.query.speller import Lists, Speller, label_words
from tests.search.asking import word
from tests.search.builders import READERS
from tests.search.test_elasticsearch_connection import Handler, serving
from tests.search.test_elasticsearch_hanging import AT_ONCE, SECONDS, SLACK, engine_at, failing, silent
from tests.search.test_query import CONCEPTS, GAZETTEER, TODAY

NOTHING = {"status": 200, "hits": {"total": {"value": 0}, "hits": []}}
BUSY = {"status": 429, "error": {"type": "es_rejected_execution_exception", "reason": "queue is full"}}
GONE = {"status": 404, "error": {"root_cause": [{"type": "index_not_found_exception", "reason": "no such index"}], "type": "x"}}
QUERIES = [EngineQuery("fi", (word("fi:ero"),)), EngineQuery("sv")]


class Server:
    """``asked``: the last part of each path that was asked for, but for versions. ``responses``: to several searches at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.responses: list[dict[str, Any]] = [NOTHING, NOTHING]

    def said(self, handler: Handler) -> dict[str, Any]:
        """What the handler says."""
        if handler.path.startswith("/_nodes"):
            return Handler.said(handler)
        self.asked.append(handler.path.rpartition("/")[2].partition("?")[0])
        if self.asked[-1] == "_termvectors":
            return {"term_vectors": {}}
        return {"responses": self.responses} if self.asked[-1] == "_msearch" else Handler.said(handler)


@pytest.fixture
def server() -> Server:
    """Finds nothing unless told otherwise."""
    return Server()


@pytest.fixture
def engine(server: Server) -> Iterator[ElasticsearchEngine]:
    """At the server."""
    with serving(said=lambda handler: server.said(handler)) as url:
        yield ElasticsearchEngine(Connection(hosts=(url,), retries=0, seconds=5, index="x"))


# --- Several searches together -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("count", "asked"), [(0, []), (1, ["_search"]), (2, ["_msearch"])])
def test_several_searches_are_one_request(count: int, asked: list[str], engine: ElasticsearchEngine, server: Server) -> None:
    assert [answer.total for answer in engine.search_many(QUERIES[:count])] == [0] * count
    assert server.asked == asked


def test_one_search_that_is_refused_fails_all(engine: ElasticsearchEngine, server: Server) -> None:
    server.responses = [NOTHING, BUSY]
    with pytest.raises(EngineError, match=r"too busy.*queue is full"):
        engine.search_many(QUERIES)


def test_an_index_that_went_and_does_not_come_back_is_not_built(engine: ElasticsearchEngine, server: Server) -> None:
    server.responses = [GONE, NOTHING]
    with pytest.raises(IndexNotBuiltError, match="search_rebuild"):
        engine.search_many(QUERIES)


def test_an_answer_too_few_is_not_taken_for_all(engine: ElasticsearchEngine, server: Server) -> None:
    server.responses = [NOTHING]
    with pytest.raises(EngineError, match="cannot be read"):
        engine.search_many(QUERIES)


def test_several_searches_wait_once_and_then_nobody_is_asked() -> None:
    with silent(2) as hosts:
        engine = engine_at(*hosts)
        assert SECONDS * 0.9 < failing(lambda: engine.search_many(QUERIES)) < SECONDS + SLACK
        assert failing(lambda: engine.search_many(QUERIES), EnginePausedError) < AT_ONCE


# --- What is asked before a search -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("vauva savonlinnassa", None),
        ("turva kodit", None),
        ("mies lyö mua", None),
        ("skyddshem", None),
        ("turvakpti Mikkeli", "turvakoti Mikkeli"),
        ("olkkarille zzzzz", None),
    ],
)
def test_all_that_a_query_needs_to_know_is_one_request(
    typed: str, read_as: str | None, engine: ElasticsearchEngine, server: Server
) -> None:
    speller = Speller(Lists.of([("fi", "turvakoti", 3), ("fi", "mies", 3)]), *label_words(CONCEPTS, GAZETTEER))
    knowledge = Knowledge(READERS, GAZETTEER, engine.frequencies(), CONCEPTS, speller)
    understood = [understand(typed, Reader("fi", TODAY), knowledge) for _each in range(2)]
    assert [each.correction and each.correction.shown for each in understood] == [read_as] * 2
    assert server.asked == ["_termvectors"]
