"""The embedded engine: tantivy, an index in a local folder. One node; several web nodes need a server engine."""

import heapq
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

import tantivy

from portal.regions.distance import Coordinates
from search.documents import YES, YES_FACETS, SearchDocument
from search.engines.base import (
    EngineAnswer,
    EngineError,
    EngineHit,
    EngineQuery,
    Frequencies,
    IndexWriter,
    Rebuild,
    TitleSuggestion,
)
from search.engines.tantivy_likeness import alike, suggestions
from search.engines.tantivy_pages import page_of
from search.engines.tantivy_pieces import scattered
from search.engines.tantivy_places import nearest_km, read_points, terms_within
from search.engines.tantivy_query import Matching, any_of, counts_request, read_counts
from search.engines.tantivy_schema import to_tantivy
from search.engines.tantivy_store import NextVersion, Store
from search.engines.tantivy_versions import held_version, held_versions
from search.engines.tantivy_view import View
from search.engines.tantivy_writing import writing

_MOST_WORDS = 200_000
_LARGE = 30_000
"""Documents from which on counting takes so long that it is worth doing beside the search for hits."""
_BESIDE = 2
"""Threads of a process that count: tantivy runs outside of Python's lock."""


class TantivyEngine:
    """See search.engines.base.Engine. Writers are exclusive, over all processes."""

    def __init__(self, folder: Path) -> None:
        """``folder``: where the index lives; made at the first write."""
        self._store = Store(folder)

    @contextmanager
    def writing(self) -> Iterator[IndexWriter]:
        """See Engine. A tantivy writer lives only for the block."""
        with self._store.writer() as writer:
            view = self._store.view()
            yield _Writer(lambda: writer, lambda listing_id: held_version(view.searcher, listing_id), scattered=lambda: scattered(view))

    @contextmanager
    def rebuilding(self, documents: int = 0) -> Iterator[Rebuild]:
        """See Engine."""
        with self._store.next_version(documents) as version:
            yield _Rebuild(version)

    def search(self, query: EngineQuery) -> EngineAnswer:
        """See Engine."""
        with _answering(self._store) as view:
            return _answer(view, query)

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        """See Engine."""
        with _answering(self._store) as view:
            return [_answer(view, query) for query in queries]

    def suggest(self, words: tuple[str, ...], reader: str, limit: int = 10) -> list[TitleSuggestion]:
        """See Engine."""
        with _answering(self._store) as view:
            return suggestions(view.searcher, words, reader, limit)

    def similar(self, listing_id: UUID, reader: str, limit: int = 4) -> list[EngineHit]:
        """See Engine."""
        with _answering(self._store) as view:
            return [_hit(view, score, address, None) for score, address in alike(view.searcher, listing_id, reader, limit)]

    def vocabulary(self) -> Mapping[str, int]:
        """See Engine."""
        with _answering(self._store) as view:
            words = view.searcher.terms_with_prefix("written", "")
            return dict(words if len(words) <= _MOST_WORDS else heapq.nlargest(_MOST_WORDS, words, key=lambda word: (word[1], word[0])))

    def stamps(self) -> Mapping[UUID, int]:
        """See Engine."""
        with _answering(self._store) as view:
            return held_versions(view.searcher)

    def frequencies(self) -> Frequencies:
        """See Engine."""
        return self._store.view().frequency


class _Writer:
    """See search.engines.base.IndexWriter. ``held``: the version of a listing that the index holds. ``written``: told of the number
    of documents after each replacement."""

    def __init__(
        self,
        writer: Callable[[], tantivy.IndexWriter],
        held: Callable[[UUID], int | None],
        written: Callable[[int], None] = lambda documents: None,
        scattered: Callable[[], Collection[UUID]] = lambda: (),
    ) -> None:
        self._writer = writer
        self._held = held
        self._tell = written
        self._scattered = scattered
        self._written: dict[UUID, int] = {}

    def replace(self, versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> None:
        writer = self._writer()
        newer: set[UUID] = set()
        for listing_id, version in versions.items():
            held = self._written[listing_id] if listing_id in self._written else self._held(listing_id)
            if held is not None and version < held:
                newer.add(listing_id)
                continue
            if held is not None:
                with writing():
                    writer.delete_documents_by_term("listing", str(listing_id))
            self._written[listing_id] = version
        added = 0
        for document in documents:
            if document.listing_id not in versions:
                raise ValueError(f"{document.key}: a document of a listing that is not being replaced")
            if document.listing_id not in newer:
                made = to_tantivy(document)
                with writing():
                    writer.add_document(made)
                added += 1
        self._tell(added)

    def scattered(self) -> Collection[UUID]:
        return self._scattered()


class _Rebuild:
    """See search.engines.base.Rebuild."""

    def __init__(self, version: NextVersion) -> None:
        self._version = version
        self.writer: IndexWriter = _Writer(lambda: version.writer, lambda listing_id: None, version.written)

    def switch(self) -> AbstractContextManager[None]:
        return self._version.switch()


@contextmanager
def _answering(store: Store) -> Iterator[View]:
    try:
        yield store.view()
    except (ValueError, OSError) as error:
        raise EngineError(f"The search index cannot answer: {error}") from error


def _answer(view: View, query: EngineQuery) -> EngineAnswer:
    searcher = view.searcher
    matching = Matching.of(view.frequency, query, _within(searcher, query))
    counting = _counting(searcher, query, matching)
    beside = [_helpers(os.getpid()).submit(count) for _names, count in counting] if searcher.num_docs > _LARGE else []
    page = page_of(searcher, matching.scored(), query)
    hits = tuple(_hit(view, score, address, query.near) for score, address in page.found)
    answers = (
        [_taken(each, count) for each, (_names, count) in zip(beside, counting, strict=True)]
        if beside
        else [count() for _names, count in counting]
    )
    counts: dict[str, dict[str, int]] = {name: {YES: page.total} if page.total else {} for name in _switched(query)}
    for (names, _count), answer in zip(counting, answers, strict=True):
        counts |= {name: read_counts(name, answer) for name in names}
    return EngineAnswer(page.total, hits, counts)


@lru_cache(maxsize=1)
def _helpers(process: int) -> ThreadPoolExecutor:
    """Of this process: threads do not outlive a fork."""
    return ThreadPoolExecutor(_BESIDE, thread_name_prefix=f"search-count-{process}")


def _taken(beside: Future[Any], count: Callable[[], Any]) -> Any:
    """What was counted beside; counted here when nobody has begun with it."""
    return count() if beside.cancel() else beside.result()


def _within(searcher: tantivy.Searcher, query: EngineQuery) -> tantivy.Query | None:
    if query.near is None or query.radius_km is None:
        return None
    return any_of("point", terms_within(searcher, query.near, query.radius_km))


def _hit(view: View, score: float, address: tantivy.DocAddress, near: Coordinates | None) -> EngineHit:
    stored = view.stored(address.segment_ord, address.doc)
    km = None if near is None else nearest_km(near, read_points(stored.points))
    return EngineHit(stored.listing_id, stored.lang, stored.external_id, float(score), km)


def _switched(query: EngineQuery) -> tuple[str, ...]:
    """Filtered facets whose only value is asked for: the number of results is its count."""
    return tuple(name for name in query.facets if name in YES_FACETS and query.filters.get(name, frozenset()) == {YES})


def _counting(
    searcher: tantivy.Searcher, query: EngineQuery, matching: Matching
) -> list[tuple[tuple[str, ...], Callable[[], Mapping[str, Any]]]]:
    """Names of facets and what counts them. Those without a filter of their own share one pass; each filtered one takes its own,
    without its filter."""
    switched = _switched(query)
    filtered = tuple(name for name in query.facets if query.filters.get(name))
    shared = tuple(name for name in query.facets if name not in filtered)
    passes: list[tuple[tuple[str, ...], tantivy.Query]] = [
        ((name,), matching.counted(without=name)) for name in filtered if name not in switched
    ]
    if shared:
        passes.append((shared, matching.counted()))
    return [(names, partial(searcher.aggregate, found, dict(counts_request(names)))) for names, found in passes]
