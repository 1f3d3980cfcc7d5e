"""The engine for several web nodes: Elasticsearch 8, an index of versions behind an alias. See docs/elasticsearch.md."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from elasticsearch import NotFoundError

from search.documents import SearchDocument
from search.engines.base import (
    EngineAnswer,
    EngineHit,
    EngineQuery,
    Frequencies,
    IndexChangedError,
    IndexWriter,
    Rebuild,
    Sort,
    TitleSuggestion,
)
from search.engines.elasticsearch_client import Connection
from search.engines.elasticsearch_errors import asking
from search.engines.elasticsearch_likeness import alike, suggestions
from search.engines.elasticsearch_query import counts, distance_position, request
from search.engines.elasticsearch_store import NextVersion, Store
from search.engines.elasticsearch_words import KnownTokens, stamps, vocabulary
from search.engines.elasticsearch_writer import Operation, operations, send
from search.engines.limits import within


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
    def rebuilding(self) -> Iterator[Rebuild]:
        """See Engine."""
        with self._store.next_version() as version:
            yield _Rebuild(self._store, version)

    def search(self, query: EngineQuery) -> EngineAnswer:
        """See Engine. One request."""
        answer = self._ask(request(query))
        position = distance_position(query)
        hits = tuple(_hit(found, query, position) for found in answer["hits"]["hits"])
        return EngineAnswer(int(answer["hits"]["total"]["value"]), hits, counts(query, answer))

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

    def _ask(self, body: Mapping[str, Any], what: str = "_search") -> dict[str, Any]:
        """One request to the index in use. Takes a search's time at most, whatever else must be asked for it."""
        with within(self._store.connection.seconds):
            return self._answer(body, what)

    def _answer(self, body: Mapping[str, Any], what: str) -> dict[str, Any]:
        client = self._store.reading()
        path = f"/{self._store.alias}/{what}"
        headers = {"accept": "application/json", "content-type": "application/json"}
        with asking():
            try:
                return dict(client.perform_request("POST", path, headers=headers, body=body).body)
            except NotFoundError:
                self._store.targets()  # says what is wrong, unless a version was replaced just now
                return dict(client.perform_request("POST", path, headers=headers, body=body).body)


class _Writer:
    """See search.engines.base.IndexWriter; keeps everything until the block ends."""

    def __init__(self, planned: list[Operation]) -> None:
        self._planned = planned

    def replace(self, versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> None:
        self._planned.extend(operations(versions, documents))


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


class _Rebuild:
    """See search.engines.base.Rebuild."""

    def __init__(self, store: Store, version: NextVersion) -> None:
        self._version = version
        self.writer: IndexWriter = _RebuildWriter(store, version)

    @contextmanager
    def switch(self) -> Iterator[None]:
        yield
        self._version.put_into_use()


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
