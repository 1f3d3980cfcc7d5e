"""What is asked of the synthetic portal: everyday words, from those in every third listing to those in a handful."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any
from unittest.mock import patch

from bench.corpus.listings import SEED, towns
from bench.corpus.sentences import Writer
from bench.corpus.words import SUBJECTS, Frequent, seeded
from search import query as understanding
from search import service
from search.engines import get_engine
from search.engines.base import Engine, EngineAnswer, EngineQuery
from search.service import SearchRequest, search

BROAD = "perheet"
"""A word that stands in this very form in every second listing: Wagtail's search knows no other forms."""
_CASES = ("nominative", "genitive", "inessive", "elative", "partitive")
_TOPICS = ("avoin-toiminta", "kerhot-ja-perhekahvilat", "vauva-ja-raskaus", "ero", "nuoret", "vanhemmuus")
PREFIXES = ("va", "perhe", "perheka", "mik", "äi", "lapsen k", "isäk", "nuoriso", "savonl", "ryh", "musiik", "tuk")


def terms(count: int) -> list[str]:
    """Different single words: broad subjects and compounds from frequent to rare, in any case, two of five broad."""
    random = seeded(SEED)
    writer = Writer(SEED)
    subjects = Frequent(SUBJECTS)
    found: dict[str, None] = {}
    while len(found) < count:
        noun = subjects.choose(random) if len(found) % 5 < 2 else writer.compound(random)
        found[noun.form(random.choice(_CASES))] = None
    return list(found)


def pairs(count: int) -> list[str]:
    """Different queries of two words, one of them a municipality every third time."""
    words = terms(2 * count)
    names = [town.name for town in towns()]
    return [f"{words[2 * number]} {names[number % 12] if number % 3 == 0 else words[2 * number + 1]}" for number in range(count)]


def filtered(q: str, number: int) -> SearchRequest:
    """The query with three filters: a municipality, a topic, free of charge; all facets are counted, as on the result page."""
    town = towns()[number % 6]
    filters = {"municipality": {town.code}, "topic": {_TOPICS[number % len(_TOPICS)]}, "free": {"1"}}
    return SearchRequest(q=q, filters={name: frozenset(values) for name, values in filters.items()})


def engine_queries(requests: list[SearchRequest]) -> list[EngineQuery]:
    """What the engine is asked for each request, by the whole understanding of queries as it is; one for each request."""
    found = []
    for request in requests:  # a crisis has a second one, for the helplines, which counts no facets
        with _listening(get_engine()) as heard:
            search(request)
        found.append(next(query for query in heard if query.facets))
    return found


@contextmanager
def timed_understanding() -> Iterator[list[float]]:
    """Milliseconds of each understanding of a query within the block."""
    taken: list[float] = []
    understand = understanding.understand

    def listen(*arguments: Any, **options: Any) -> Any:
        started = perf_counter()
        try:
            return understand(*arguments, **options)
        finally:
            taken.append((perf_counter() - started) * 1000)

    with patch.object(service, "understand", listen):
        yield taken


@contextmanager
def _listening(engine: Engine) -> Iterator[list[EngineQuery]]:
    heard: list[EngineQuery] = []
    with patch.object(service, "get_engine", lambda: _Listener(engine, heard)):
        yield heard


@dataclass(slots=True)
class _Listener:
    """The engine, and what it is asked."""

    engine: Engine
    heard: list[EngineQuery] = field(default_factory=list)

    def search(self, query: EngineQuery) -> EngineAnswer:
        self.heard.append(query)
        return self.engine.search(query)

    def search_many(self, queries: Sequence[EngineQuery]) -> list[EngineAnswer]:
        self.heard.extend(queries)
        return self.engine.search_many(queries)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)
