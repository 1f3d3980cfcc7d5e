"""Wagtail's database search (SQLite FTS5) against ours: the same listings, the same words, the same first twenty."""

from functools import partial

from django.db import connection
from wagtail.search.backends import get_search_backend

from bench.corpus.listings import Corpus
from bench.measure import best_wall, wall_milliseconds
from bench.requests import BROAD, terms
from bench.rows import Row
from bench.wagtail_search.models import SearchedListing
from search.service import SearchRequest, search

_FIRST = 20
_BATCH = 1000
TIMES_FASTER = 100.0
_RARE = 4


def load(corpus: Corpus, listings: int) -> None:
    """Make the table and index so many listings, Finnish versions, the way Wagtail's ``update_index`` does."""
    with connection.schema_editor() as editor:
        editor.create_model(SearchedListing)
    backend = get_search_backend()
    rows = [
        SearchedListing(
            title=one.title,
            text="\n".join((one.summary, one.body_text)),
            kind=one.kind.value,
            municipality=one.municipalities[0].code if one.municipalities else "",
            free=one.price.free,
        )
        for one, *_others in corpus.listings(0, listings)
    ]
    SearchedListing.objects.bulk_create(rows)
    indexer = backend.get_index_for_model(SearchedListing)
    made = list(SearchedListing.objects.order_by("pk"))
    for start in range(0, len(made), _BATCH):
        indexer.add_items(SearchedListing, made[start : start + _BATCH])


def measure(listings: int) -> list[Row]:
    """A broad term and rarer ones; Wagtail's broad term takes so long that it is asked once."""
    backend = get_search_backend()

    def theirs(q: str) -> int:
        results = backend.search(q, SearchedListing)
        return len(results[:_FIRST])

    def ours(q: str) -> int:
        return len(search(SearchRequest(q=q, limit=_FIRST, exact=True)).hits)

    rare = terms(60)[-_RARE:]
    broad = wall_milliseconds(partial(theirs, BROAD))
    mine = best_wall(partial(ours, BROAD))
    return [
        Row("Wagtail's database search, broad term, first 20", listings, "ms", broad),
        Row("ours, the same (understanding, rank, all facet counts, snippets)", listings, "ms", mine),
        Row("ours is so many times faster", listings, "x", broad / mine, limit=TIMES_FASTER, at_least=True),
        Row.of("Wagtail's database search, rarer terms, first 20", listings, [best_wall(partial(theirs, q), 1) for q in rare]),
        Row.of("ours, the same", listings, [best_wall(partial(ours, q)) for q in rare]),
    ]
