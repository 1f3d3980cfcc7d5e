"""Titles that complete what was typed, and listings like a listing, in tantivy's terms."""

from typing import Any
from uuid import UUID

import orjson
import tantivy

from search.documents import YES
from search.engines.base import TitleSuggestion
from search.engines.tantivy_query import condition, excluding, must, term
from search.engines.tantivy_schema import schema
from search.text_words import LONGEST_TOKEN

_WINDOW = 60
"""Completions that are put in order by their length."""
_WEIGHTS = {"concept": 1.5, "facet_topic": 1.0, "title": 0.7}
"""What makes listings alike: what they are about more than how they are called. Chosen by hand on the region's content."""


def suggestions(searcher: tantivy.Searcher, words: tuple[str, ...], reader: str, limit: int) -> list[TitleSuggestion]:
    """See Engine.suggest. Titles that begin with what was typed come first, then shorter ones."""
    if not words or limit < 1 or any(len(word) > LONGEST_TOKEN for word in words):
        return []
    *whole, last = words
    complete = must(_shown(reader), *(condition(term("suggest", word)) for word in whole), condition(_starting(last, "suggest")))
    first = _starting(last, "suggest_first") if not whole else term("suggest_first", whole[0])
    window = max(limit, _WINDOW)
    # Of a million titles tens of thousands have a word that begins with two typed letters: most often those that begin so are enough.
    groups = [_best(searcher, must(complete, condition(first)), window)]
    if len(groups[0]) < window:
        others = tantivy.Query.boolean_query([(tantivy.Occur.Must, complete), (tantivy.Occur.MustNot, first)])
        groups.append(_best(searcher, others, window - len(groups[0])))
    titles = [(group, -score, _suggestion(searcher.doc(address))) for group, hits in enumerate(groups) for score, address in hits]
    titles.sort(key=lambda each: (*each[:2], len(each[2].title), each[2].title))
    return [suggestion for _group, _score, suggestion in titles[:limit]]


def alike(searcher: tantivy.Searcher, listing_id: UUID, reader: str, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
    """See Engine.similar: scores and documents."""
    itself = term("listing", str(listing_id))
    versions: Any = searcher.search(must(itself, term("reader", reader)), 1)
    if not versions.hits or limit < 1:
        return []
    shared = orjson.loads(searcher.doc(versions.hits[0][1])["about"][0])
    wanted = [
        (tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(schema(), field, value, index_option="freq"), weight))
        for field, weight in _WEIGHTS.items()
        for value in shared[field]
    ]
    if not wanted:
        return []
    return _best(searcher, must(tantivy.Query.boolean_query(wanted), _shown(reader), condition(excluding(itself))), limit)


def _best(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> list[tuple[float, tantivy.DocAddress]]:
    result: Any = searcher.search(query, limit, count=False, weight_by_field="prior")
    return list(result.hits)


def _shown(reader: str) -> tantivy.Query:
    """What is shown to the reader without being searched for by name; scores 1."""
    return tantivy.Query.const_score_query(must(term("reader", reader), excluding(term("example", YES), term("ended", 1))), 1.0)


def _starting(word: str, field: str) -> tantivy.Query:
    return tantivy.Query.fuzzy_term_query(schema(), field, word, distance=0, prefix=True)


def _suggestion(stored: tantivy.Document) -> TitleSuggestion:
    return TitleSuggestion(UUID(stored["listing"][0]), stored["title_shown"][0].decode(), stored["facet_kind"][0])
