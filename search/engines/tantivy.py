"""The embedded engine: tantivy, an index in a local folder. One node; several web nodes need a server engine."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy

from search.documents import TITLE_FIELDS, SearchDocument
from search.engines.base import EngineAnswer, EngineError, EngineHit, EngineQuery, Frequencies, IndexWriter, Rebuild, Sort
from search.engines.tantivy_schema import counts_request, matching, to_tantivy
from search.engines.tantivy_store import NextVersion, Store


class TantivyEngine:
    """See search.engines.base.Engine."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the index lives; made at the first write."""
        self._store = Store(folder)

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        """See Engine. A tantivy writer lives only for the block."""
        with self._store.writer() as writer:
            yield _Writer(writer)

    @contextmanager
    def rebuilding(self) -> Iterator[Rebuild]:
        """See Engine."""
        with self._store.next_version() as version:
            yield _Rebuild(version)

    def search(self, query: EngineQuery) -> EngineAnswer:
        """See Engine."""
        searcher = self._store.searcher()
        try:
            found = matching(query)
            result: Any = _page(searcher, found, query)  # the stubs know no count
            hits = tuple(_hit(searcher, query.sort, score, address) for score, address in result.hits) if query.limit else ()
            return EngineAnswer(int(result.count), hits, _counts(searcher, query))
        except (ValueError, OSError) as error:
            raise EngineError(f"The search index cannot answer: {error}") from error

    def suggest(self, prefix: str, limit: int = 10) -> list[str]:
        """See Engine."""
        searcher = self._store.searcher()
        frequencies: dict[str, int] = {}
        for field in TITLE_FIELDS:
            for token, count in searcher.terms_with_prefix(field, prefix):
                frequencies[token] = frequencies.get(token, 0) + count
        return sorted(frequencies, key=lambda token: (-frequencies[token], token))[:limit]

    def frequencies(self) -> Frequencies:
        """See Engine."""
        return self._store.searcher().doc_freq


class _Writer:
    """See search.engines.base.IndexWriter."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def replace(self, listing_ids: Iterable[UUID], documents: Iterable[SearchDocument]) -> None:
        for listing_id in listing_ids:
            self._writer.delete_documents_by_term("listing", str(listing_id))
        for document in documents:
            self._writer.add_document(to_tantivy(document))


class _Rebuild:
    """See search.engines.base.Rebuild."""

    def __init__(self, version: NextVersion) -> None:
        self._version = version
        self.writer: IndexWriter = _Writer(version.writer)

    def switch(self) -> AbstractContextManager[None]:
        return self._version.switch()


def _page(searcher: tantivy.Searcher, found: tantivy.Query, query: EngineQuery) -> tantivy.SearchResult:
    limit = max(1, query.limit)
    if query.sort is Sort.NEXT:
        return searcher.search(found, limit, offset=query.offset, order_by_field="next_start", order=tantivy.Order.Asc)
    if query.sort is Sort.MODIFIED:
        return searcher.search(found, limit, offset=query.offset, order_by_field="modified", order=tantivy.Order.Desc)
    return searcher.search(found, limit, offset=query.offset, weight_by_field="prior")


def _hit(searcher: tantivy.Searcher, sort: Sort, score: float, address: tantivy.DocAddress) -> EngineHit:
    stored = searcher.doc(address)
    return EngineHit(
        listing_id=UUID(stored["listing"][0]),
        lang=stored["lang"][0],
        external_id=stored["external_id"][0],
        score=float(score) if sort is Sort.RELEVANCE else 0.0,
    )


def _counts(searcher: tantivy.Searcher, query: EngineQuery) -> dict[str, dict[str, int]]:
    """Facets without a filter of their own share one pass; each filtered one takes its own, without its filter."""
    filtered = tuple(name for name in query.facets if query.filters.get(name))
    shared = tuple(name for name in query.facets if name not in filtered)
    passes: list[tuple[tuple[str, ...], tantivy.Query]] = [((name,), matching(query, without=name)) for name in filtered]
    if shared:
        passes.append((shared, matching(query)))
    counts: dict[str, dict[str, int]] = {}
    for names, found in passes:
        answer = searcher.aggregate(found, dict(counts_request(names)))
        for name in names:
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in answer[name]["buckets"]}
    return counts
