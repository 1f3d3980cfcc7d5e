"""What every engine can do, and the values it speaks in. Tokens arrive analysed; engines only match, rank and count."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol, runtime_checkable
from uuid import UUID

from portal.regions.distance import Coordinates
from search.documents import ANY_AGE as ANY_AGE
from search.documents import SearchDocument


class EngineError(RuntimeError):
    """The engine cannot answer or be written to now. Publishing goes on; the catalogue keeps what the engine has missed."""


class EnginePausedError(EngineError):
    """The engine could not be reached a moment ago and is not asked for now, so that nobody waits for it again."""


class IndexNotBuiltError(EngineError):
    """No index was ever built here."""


class IndexUnusableError(EngineError):
    """The index is damaged or of an older shape; the message names the remedy."""


class RebuildRunningError(EngineError):
    """Another process is rebuilding the index."""


class IndexChangedError(EngineError):
    """Another version of the index came into use while this one was written to; what was written must be written again."""


class Sort(StrEnum):
    """Order of results. NEXT: by the next date, those without a date last. MODIFIED: the latest change first.
    DISTANCE: by the nearest of a listing's points to ``EngineQuery.near``, those without a point last."""

    RELEVANCE = "relevance"
    NEXT = "next"
    MODIFIED = "modified"
    DISTANCE = "distance"


class WeightedToken(NamedTuple):
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
    """Adds ``score`` to documents that have one of ``values`` in ``field`` (a facet, or one of BOOST_FIELDS); the best boost
    of a group counts once. Never finds a document by itself, unless the query has no clause.

    "location": codes of municipalities. "age": whole years as text, or ANY_AGE. "day": local days as ISO dates.
    "crisis": "1". "concept": keys of concepts that the document is about.
    """

    field: str
    values: frozenset[str]
    score: float


@dataclass(frozen=True, slots=True)
class Days:
    """Local days (Europe/Helsinki), both included, on which something must happen."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """What an engine is asked.

    ``reader``: interface language; only versions shown to it are found. ``clauses``: empty finds everything.
    ``minimum_match``: how many required clauses must match. ``boosts``: groups, the best of each counts.
    ``filters``: facet -> accepted values (any of them), all facets must hold. ``examples_in``: codes of the municipalities
    whose fictional examples may be found; other examples never are. ``offset`` and ``limit``: paging, limit 0 counts only.
    ``facets``: facets to count; each is counted without its own filter, so that the reader sees what else there is.
    ``days``: only what happens on one of them. ``near``: where the reader is (WGS 84 degrees); ``radius_km``: only what has
    a point so near (needs ``near``); Sort.DISTANCE needs ``near``, too. ``now``: the moment for which the next date's decay
    is reckoned (aware); None: no decay. ``ended``: whether ended events are found, sinking; else they are left out.

    Raises ValueError for what cannot be asked: paging below 0, a radius or an order by distance without ``near``, a place
    that is not on Earth, a radius that is not above 0, days that end before they begin, a moment without time zone, a boost
    by a day that is none.
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
    days: Days | None = None
    near: Coordinates | None = None
    radius_km: float | None = None
    now: dt.datetime | None = None
    ended: bool = True

    def __post_init__(self) -> None:
        if self.offset < 0 or self.limit < 0:
            raise ValueError("offset and limit: from 0")
        if self.near is not None and not (abs(self.near.lat) <= 90 and abs(self.near.lon) <= 180):
            raise ValueError("near: latitude -90 to 90, longitude -180 to 180")
        if self.near is None and (self.radius_km is not None or self.sort is Sort.DISTANCE):
            raise ValueError("radius_km and an order by distance need near")
        if self.radius_km is not None and not 0 < self.radius_km < float("inf"):
            raise ValueError("radius_km: a number above 0")
        if self.days is not None and self.days.last < self.days.first:
            raise ValueError("days: the last one is before the first one")
        if self.now is not None and self.now.tzinfo is None:
            raise ValueError("now: needs a time zone")
        for boost in (boost for group in self.boosts for boost in group if boost.field == "day"):
            for day in boost.values:
                dt.date.fromisoformat(day)


@dataclass(frozen=True, slots=True)
class EngineHit:
    """A found version. ``score`` is comparable within one answer only; 0 when sorted otherwise. ``km``: from ``near`` to the
    nearest of its points, None without either."""

    listing_id: UUID
    lang: str
    external_id: str
    score: float
    km: float | None = None


@dataclass(frozen=True, slots=True)
class TitleSuggestion:
    """A title that completes what was typed."""

    listing_id: UUID
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """``total`` matching documents, one page of ``hits``, and for each asked facet the number of documents per value."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: Mapping[str, Mapping[str, int]]


BOOST_FIELDS = ("location", "age", "day", "crisis", "concept")
"""Fields of boosts beside the facets."""

Frequencies = Callable[[str, str], int]
"""(token field, token) -> in how many documents the token stands in that field."""


@runtime_checkable
class Foreseeing(Protocol):
    """Frequencies that cost a request each, unless it is told beforehand which tokens will be asked for."""

    def expect(self, tokens: Iterable[str]) -> None:
        """Ask for all of them at once. Raises EngineError."""
        ...


class IndexWriter(Protocol):
    """Writes into an index; everything is kept when the writer's block ends, nothing when it raises."""

    def replace(self, versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> None:
        """Put ``documents`` in the place of everything that the index holds of these listings.

        ``versions``: each listing -> its version as it was read from the catalogue, the same as its documents'. A listing
        without documents is deleted; unknown ones are no error. A listing that the index holds in a newer version stays as
        it is. Raises ValueError for a document of a listing that is not among ``versions``.
        """
        ...

    def scattered(self) -> Collection[UUID]:
        """Listings that had better be replaced in this block, too, changed or not: they lie in small pieces of the index, which then
        go. A few at most; leaving them costs speed and nothing else. None of an engine that looks after itself."""
        ...


class Rebuild(Protocol):
    """A new version of the index, being filled beside the one in use."""

    @property
    def writer(self) -> IndexWriter:
        """Writes into the new version."""
        ...

    def switch(self) -> AbstractContextManager[None]:
        """Put the new version into use when the block ends; not when it raises.

        An engine with exclusive writers holds the others back during the block. One without lets them go on: a writer that
        had begun before the switch raises IndexChangedError when it ends, and whoever rebuilds must look once more, after
        the switch, for what was written to the old version only.
        """
        ...


class Engine(Protocol):
    """A search engine. Every method raises EngineError when the engine cannot do it now."""

    def writing(self) -> AbstractContextManager[IndexWriter]:
        """Write into the index in use. Searchable for every process within a second of the block's end.

        What the block reads from the catalogue is never overtaken by an older reading: either writers are exclusive over all
        processes, or versions decide (IndexWriter.replace), and then a block during which another index came into use
        raises IndexChangedError at its end. Raises IndexNotBuiltError rather than starting an index that would hold only
        these listings.
        """
        ...

    def rebuilding(self, documents: int = 0) -> AbstractContextManager[Rebuild]:
        """Build a new version. The old one answers and is written to meanwhile, and stays when anything fails or ends early.

        ``documents``: about how many will be written, 0 when nobody knows; an engine may lay the index out for them.
        Raises RebuildRunningError.
        """
        ...

    def search(self, query: EngineQuery) -> EngineAnswer:
        """Answer a query."""
        ...

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        """Answer several queries in their order, all from the same state of the index, over a network by one request. Fails as
        ``search`` does when one of them cannot be answered."""
        ...

    def suggest(self, words: tuple[str, ...], reader: str, limit: int = 10) -> list[TitleSuggestion]:
        """Titles, as shown to the reader, that have all ``words`` (as ``documents.suggest_words`` gives them), the last one
        perhaps unfinished; the best known first. Fictional examples and ended events are left out."""
        ...

    def similar(self, listing_id: UUID, reader: str, limit: int = 4) -> list[EngineHit]:
        """Listings like this one by its topical words, concepts and topics, the most alike first; never itself, examples or
        ended events. Empty when it is unknown or nothing is alike."""
        ...

    def vocabulary(self) -> Mapping[str, int]:
        """Written words of the site ("fi:perhekahvilassa"), each with the number of documents that have it: what spelling
        is corrected against. At most 200 000, the most frequent ones."""
        ...

    def stamps(self) -> Mapping[UUID, int]:
        """Every listing in the index and its ``SearchDocument.version``: what search_check compares with the catalogue."""
        ...

    def frequencies(self) -> Frequencies:
        """A view of the index's vocabulary as it is now."""
        ...
