"""Engines that fail or are overtaken, around real ones."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from uuid import UUID

from search.engines.base import (
    Engine,
    EngineAnswer,
    EngineError,
    EngineHit,
    EngineQuery,
    Frequencies,
    IndexWriter,
    Rebuild,
    TitleSuggestion,
)


class Wrapped:
    """An engine that does what another one does."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def writing(self) -> AbstractContextManager[IndexWriter]:
        return self.engine.writing()

    def rebuilding(self, documents: int = 0) -> AbstractContextManager[Rebuild]:
        return self.engine.rebuilding(documents)

    def search(self, query: EngineQuery) -> EngineAnswer:
        return self.engine.search(query)

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        return self.engine.search_many(queries)

    def suggest(self, words: tuple[str, ...], reader: str, limit: int = 10) -> list[TitleSuggestion]:
        return self.engine.suggest(words, reader, limit)

    def similar(self, listing_id: UUID, reader: str, limit: int = 4) -> list[EngineHit]:
        return self.engine.similar(listing_id, reader, limit)

    def vocabulary(self) -> Mapping[str, int]:
        return self.engine.vocabulary()

    def stamps(self) -> Mapping[UUID, int]:
        return self.engine.stamps()

    def frequencies(self) -> Frequencies:
        return self.engine.frequencies()


class DownEngine:
    """An engine that nobody can reach."""

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        raise EngineError("connection refused")
        yield

    @contextmanager
    def rebuilding(self, documents: int = 0) -> Iterator[Rebuild]:
        raise EngineError("connection refused")
        yield

    def search(self, query: EngineQuery) -> EngineAnswer:
        raise EngineError("connection refused")

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        raise EngineError("connection refused")

    def suggest(self, words: tuple[str, ...], reader: str, limit: int = 10) -> list[TitleSuggestion]:
        raise EngineError("connection refused")

    def similar(self, listing_id: UUID, reader: str, limit: int = 4) -> list[EngineHit]:
        raise EngineError("connection refused")

    def vocabulary(self) -> Mapping[str, int]:
        raise EngineError("connection refused")

    def stamps(self) -> Mapping[UUID, int]:
        raise EngineError("connection refused")

    def frequencies(self) -> Frequencies:
        raise EngineError("connection refused")
