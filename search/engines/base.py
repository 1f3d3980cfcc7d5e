"""What every engine can do, and the values it speaks in. Tokens arrive analysed; engines only match, rank and count."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from search.documents import SearchDocument


class EngineError(RuntimeError):
    """The engine cannot answer or be written to now. Publishing goes on; the catalogue keeps what the engine has missed."""


class IndexNotBuiltError(EngineError):
    """No index was ever built here."""


class IndexUnusableError(EngineError):
    """The index is damaged or of an older shape; the message names the remedy."""


class RebuildRunningError(EngineError):
    """Another process is rebuilding the index."""


class Sort(StrEnum):
    """Order of results. NEXT: by the next date, those without a date last. MODIFIED: the latest change first."""

    RELEVANCE = "relevance"
    NEXT = "next"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True)
class WeightedToken:
    """A token in one field; ``weight`` multiplies its BM25 score.

    ``edits`` above 0 also finds tokens that differ by so many letters (left out, added, replaced or swapped, at most 2); each
    then scores ``weight``.
    """

    field: str
    token: str
    weight: float
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or idea of the query: the best of its alternatives counts, others add ``tie_breaker`` times their score.

    ``weight`` multiplies the clause's score. ``required``: counts towards EngineQuery.minimum_match.
    """

    alternatives: tuple[WeightedToken, ...]
    weight: float = 1.0
    required: bool = True


@dataclass(frozen=True, slots=True)
class Boost:
    """Adds ``score`` to documents that have one of ``values`` in ``field`` (a facet, or "location"); the best boost of a
    group counts once. Never finds a document by itself, unless the query has no clause."""

    field: str
    values: frozenset[str]
    score: float


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """What an engine is asked.

    ``reader``: interface language; only versions shown to it are found. ``clauses``: empty finds everything.
    ``minimum_match``: how many required clauses must match. ``boosts``: groups, the best of each counts.
    ``filters``: facet -> accepted values (any of them), all facets must hold. ``examples_in``: codes of the municipalities
    whose fictional examples may be found; other examples never are. ``offset`` and ``limit``: paging, limit 0 counts only.
    ``facets``: facets to count; each is counted without its own filter, so that the reader sees what else there is.
    """

    reader: str
    clauses: tuple[Clause, ...] = ()
    minimum_match: int = 1
    tie_breaker: float = 0.0
    boosts: tuple[tuple[Boost, ...], ...] = ()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    examples_in: frozenset[str] = frozenset()
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    facets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A found version. ``score`` is comparable within one answer only; 0 when sorted otherwise."""

    listing_id: UUID
    lang: str
    external_id: str
    score: float


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """``total`` matching documents, one page of ``hits``, and for each asked facet the number of documents per value."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Mapping[str, int]]


Frequencies = Callable[[str, str], int]
"""(token field, token) -> in how many documents the token stands in that field."""


class IndexWriter(Protocol):
    """Writes into an index; everything is kept when the writer's block ends, nothing when it raises."""

    def replace(self, listing_ids: Iterable[UUID], documents: Iterable[SearchDocument]) -> None:
        """Remove every version of the listings, then add ``documents``. With only ids it deletes; unknown ids are no error."""
        ...


class Rebuild(Protocol):
    """A new version of the index, being filled beside the one in use."""

    @property
    def writer(self) -> IndexWriter:
        """Writes into the new version."""
        ...

    def switch(self) -> AbstractContextManager[None]:
        """Hold every other writer back during the block, then put the new version into use; not when the block raises."""
        ...


class Engine(Protocol):
    """A search engine. Every method raises EngineError when the engine cannot do it now."""

    def writing(self) -> AbstractContextManager[IndexWriter]:
        """Write into the index in use. One at a time over all processes: what the block reads from the catalogue cannot be
        overtaken by an older reading. Searchable for every process within a second of the block's end.

        Raises IndexNotBuiltError rather than starting an index that would hold only these listings.
        """
        ...

    def rebuilding(self) -> AbstractContextManager[Rebuild]:
        """Build a new version. The old one answers and is written to meanwhile, and stays when anything fails or ends early.

        Raises RebuildRunningError.
        """
        ...

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Answer a query."""
        ...

    def suggest(self, prefix: str, limit: int = 10) -> list[str]:
        """Title tokens that begin with ``prefix`` (prefixed with their language as in documents), most frequent first."""
        ...

    def frequencies(self) -> Frequencies:
        """A view of the index's vocabulary as it is now."""
        ...
