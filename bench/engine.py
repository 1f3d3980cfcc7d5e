"""The engine alone: asked exactly what the result page asks it, without page, catalogue and understanding."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from bench.corpus.documents import VERSION, documents_now
from bench.corpus.listings import Corpus
from bench.measure import best_wall
from bench.requests import PREFIXES, engine_queries, filtered, pairs, terms
from bench.rows import Row
from search.documents import suggest_words
from search.engines.base import Engine, EngineQuery
from search.names import current_names
from search.service import SearchRequest

QUERIES = 60
FILTER_LIMITS = {10_000: 3.0, 100_000: 8.0, 1_000_000: 40.0}
SUGGEST_LIMIT = 5.0
GROWTH_LIMIT = 10.0
"""Times slower with ten times as many listings (issue 5, part 5)."""
PUBLICATIONS = 300
FILTERED = "term + 3 filters + all facet counts"


def questions() -> dict[str, list[EngineQuery]]:
    """What is asked, by name; made once, so that engines and sizes are asked the same."""
    words = terms(QUERIES)
    return {
        FILTERED: engine_queries([filtered(word, number) for number, word in enumerate(words)]),
        "term + all facet counts": engine_queries([SearchRequest(q=word) for word in words]),
        "two words + all facet counts": engine_queries([SearchRequest(q=pair) for pair in pairs(QUERIES)]),
    }


def measure(engine: Engine, asked: dict[str, list[EngineQuery]], listings: int, *, name: str = "", held: bool = True) -> list[Row]:
    """Rows of one engine at one size. ``name``: of the engine, before each row. ``held``: whether it is held to the targets."""
    rows = []
    for what, queries in asked.items():
        limit = FILTER_LIMITS.get(listings) if held and what == FILTERED else None
        rows.append(Row.of(f"{name}{what}", listings, [best_wall(partial(engine.search, query)) for query in queries], limit))
    taken = [best_wall(partial(engine.suggest, suggest_words(prefix), "fi")) for prefix in PREFIXES]
    rows.append(Row.of(f"{name}suggest titles", listings, taken, SUGGEST_LIMIT if held else None))
    some = [hit.listing_id for query in asked[FILTERED][:20] for hit in engine.search(query).hits[:1]]
    if some:
        rows.append(Row.of(f"{name}similar listings", listings, [best_wall(partial(engine.similar, each, "fi")) for each in some]))
    return rows


def aged(engine: Engine, asked: dict[str, list[EngineQuery]], listings: int, corpus: Corpus, now: dt.datetime) -> Row:
    """The first row again after ``PUBLICATIONS`` listings were published anew one by one; ``now`` is aware."""
    concepts = current_names().concepts
    for versions in corpus.listings(0, PUBLICATIONS):
        with engine.writing() as writer:
            writer.replace({versions[0].id: VERSION}, documents_now(versions, now, concepts))
    with engine.writing():
        pass  # when this one may write, the last segments are merged
    taken = [best_wall(partial(engine.search, query)) for query in asked[FILTERED]]
    return Row.of(f"the first after {PUBLICATIONS} single publications", listings, taken, FILTER_LIMITS.get(listings))


def growth(rows: Sequence[Row], small: int, large: int) -> list[Row]:
    """How many times slower each row is at ``large`` than at ``small``, where both were measured; by p50 and by p95."""
    before = {row.what: row for row in rows if row.listings == small and row.unit == "ms"}
    after = {row.what: row for row in rows if row.listings == large and row.unit == "ms"}
    return [
        Row(f"growth: {what}", large, "x", now.p50 / before[what].p50, (now.p95 or 0) / (before[what].p95 or 1), GROWTH_LIMIT)
        for what, now in after.items()
        if what in before
    ]
