"""The engine for several web nodes: Elasticsearch 8, an index of versions behind an alias. See docs/elasticsearch.md."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch, NotFoundError

from search.documents import SearchDocument
from search.engines.base import (
    EngineAnswer,
    EngineError,
    EngineHit,
    EngineQuery,
    Frequencies,
    IndexChangedError,
    IndexNotBuiltError,
    IndexWriter,
    Rebuild,
    Sort,
    TitleSuggestion,
)
from search.engines.elasticsearch_client import Connection
from search.engines.elasticsearch_errors import asking, refused
from search.engines.elasticsearch_likeness import alike, suggestions
from search.engines.elasticsearch_query import counts, distance_position, request
from search.engines.elasticsearch_store import NextVersion, Store
from search.engines.elasticsearch_words import KnownTokens, stamps, vocabulary
from search.engines.elasticsearch_writer import Operation, operations, send
from search.engines.limits import within

_Answer = dict[str, Any]
"""What Elasticsearch says, as read from JSON."""


class ElasticsearchEngine:
    """See search.engines.base.Engine. Writers are not exclusive: versions decide."""

    def __init__(self, connection: Connection, *, refresh: bool = False) -> None:
        """Connects at the first request. ``refresh``: what a block has written is found as soon as it ends; for tests and measurements,
        because it costs the cluster much."""
        self._store = Store(connection)
        self._refresh = refresh
        self._tokens = KnownTokens(self._ask)

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        """See Engine. Written at the block's end, into the version in use and the one being built."""
        before = self._store.targets()
        planned: list[Operation] = []
        yield _Writer(planned)
        if not planned:
            return
        aliases = {self._store.write_alias(version): version for version in before.all}
        gone = {aliases[alias] for alias in send(self._store.writing(), planned, aliases, refresh=self._refresh)}
        after = self._store.targets()
        if after.all & gone or not after.all <= before.all:
            raise IndexChangedError("Another version of the search index was begun or put into use meanwhile; write again")

    @contextmanager
    def rebuilding(self, documents: int = 0) -> Iterator[Rebuild]:
        """See Engine. The server lays an index out by itself."""
        with self._store.next_version() as version:
            yield _Rebuild(self._store, version)

    def search(self, query: EngineQuery) -> EngineAnswer:
        """See Engine. One request."""
        return _read(query, self._ask(request(query)))

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        """See Engine. One request, none for no queries. Elasticsearch runs them side by side: what is written in the very moment
        may be seen by one of them only."""
        if len(queries) < 2:
            return [self.search(query) for query in queries]
        answers = self._ask_many([request(query) for query in queries])
        return [_read(query, answer) for query, answer in zip(queries, answers, strict=True)]

    def suggest(self, words: tuple[str, ...], reader: str, limit: int = 10) -> list[TitleSuggestion]:
        """See Engine."""
        return suggestions(self._ask, words, reader, limit)

    def similar(self, listing_id: UUID, reader: str, limit: int = 4) -> list[EngineHit]:
        """See Engine."""
        return alike(self._ask, listing_id, reader, limit)

    def vocabulary(self) -> Mapping[str, int]:
        """See Engine."""
        return vocabulary(self._ask)

    def stamps(self) -> Mapping[UUID, int]:
        """See Engine."""
        self._store.targets()
        return stamps(self._store.writing(), self._store.alias)

    def frequencies(self) -> Frequencies:
        """See Engine."""
        return self._tokens

    def _ask(self, body: Mapping[str, Any], what: str = "_search") -> _Answer:
        """One request to the index in use. Takes a search's time at most, whatever else must be asked for it."""
        return self._answered(lambda client: [self._request(client, what, "json", body)])[0]

    def _ask_many(self, bodies: Sequence[Mapping[str, Any]]) -> list[_Answer]:
        """The same for several searches together. Fails when one of them does."""
        lines = [line for body in bodies for line in ({}, body)]

        def ask(client: Elasticsearch) -> list[_Answer]:
            answers: list[_Answer] = self._request(client, "_msearch", "x-ndjson", lines).get("responses", [])
            for answer in answers:
                if "error" in answer:
                    raise refused(int(answer["status"]), answer)
            if len(answers) != len(bodies):
                raise EngineError("Elasticsearch gave an answer that cannot be read: to another number of searches")
            return answers

        return self._answered(ask)

    def _answered(self, ask: Callable[[Elasticsearch], list[_Answer]]) -> list[_Answer]:
        with within(self._store.connection.seconds):
            client = self._store.reading()
            with asking():
                try:
                    return ask(client)
                except (NotFoundError, IndexNotBuiltError):
                    self._store.targets()  # says what is wrong, unless a version was replaced just now
                    return ask(client)

    def _request(self, client: Elasticsearch, what: str, content: str, body: Any) -> _Answer:
        headers = {"accept": "application/json", "content-type": f"application/{content}"}
        return dict(client.perform_request("POST", f"/{self._store.alias}/{what}", headers=headers, body=body).body)


class _Writer:
    """See search.engines.base.IndexWriter; keeps everything until the block ends."""

    def __init__(self, planned: list[Operation]) -> None:
        self._planned = planned

    def replace(self, versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> None:
        self._planned.extend(operations(versions, documents))

    def scattered(self) -> tuple[UUID, ...]:
        return ()


class _RebuildWriter:
    """See search.engines.base.IndexWriter; writes at once, because nobody searches there."""

    def __init__(self, store: Store, version: NextVersion) -> None:
        self._store = store
        self._version = version

    def replace(self, versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> None:
        self._version.go_on()
        alias = self._store.write_alias(self._version.name)
        if send(self._store.writing(), operations(versions, documents), [alias], refresh=False):
            raise IndexChangedError("The version of the search index that was being built is gone; rebuild again")

    def scattered(self) -> tuple[UUID, ...]:
        return ()


class _Rebuild:
    """See search.engines.base.Rebuild."""

    def __init__(self, store: Store, version: NextVersion) -> None:
        self._version = version
        self.writer: IndexWriter = _RebuildWriter(store, version)

    @contextmanager
    def switch(self) -> Iterator[None]:
        yield
        self._version.put_into_use()


def _read(query: EngineQuery, answer: _Answer) -> EngineAnswer:
    position = distance_position(query)
    hits = tuple(_hit(found, query, position) for found in answer["hits"]["hits"])
    return EngineAnswer(int(answer["hits"]["total"]["value"]), hits, counts(query, answer))


def _hit(found: Mapping[str, Any], query: EngineQuery, position: int | None) -> EngineHit:
    source = found["_source"]
    distance = None if position is None else found["sort"][position]
    return EngineHit(
        listing_id=UUID(source["listing"]),
        lang=source["lang"],
        external_id=source["external_id"],
        score=float(found["_score"] or 0.0) if query.sort is Sort.RELEVANCE else 0.0,
        km=float(distance) if isinstance(distance, int | float) else None,
    )
