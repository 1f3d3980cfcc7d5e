"""Titles that complete what was typed, and listings like a listing, in Elasticsearch's terms; the same weights as tantivy's."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from elasticsearch.dsl import Search
from elasticsearch.dsl.function import FieldValueFactorScore
from elasticsearch.dsl.query import Bool, ConstantScore, FunctionScore, Prefix, Query, Term

from search.engines.base import EngineHit, TitleSuggestion
from search.engines.elasticsearch_query import BM25, HIT_FIELDS, not_example, term
from search.text_words import LONGEST_TOKEN

Ask = Callable[[Mapping[str, Any]], dict[str, Any]]
"""Sends the body of a search to the index in use; its answer."""
_WEIGHTS = {"concept": 1.5, "facet_topic": 1.0, "title": 0.7}


def suggestions(ask: Ask, words: tuple[str, ...], reader: str, limit: int) -> list[TitleSuggestion]:
    """See Engine.suggest. Titles that begin with what was typed come first, then shorter ones."""
    if not words or limit < 1 or any(len(word) > LONGEST_TOKEN for word in words):
        return []
    *whole, last = words
    first: Query = term("suggest_first", whole[0]) if whole else Prefix("suggest_first", {"value": last})
    complete = [*(term("suggest", word) for word in whole), Prefix("suggest", {"value": last})]
    found = Bool(must=[ConstantScore(filter=_shown(reader))], filter=complete, should=[ConstantScore(filter=first)])
    search = Search().query(_by_prior(found)).sort("_score", "title_length", "key").source(["listing", "title_shown", "kind"])[:limit]
    sources = (hit["_source"] for hit in ask(search.to_dict())["hits"]["hits"])
    return [TitleSuggestion(UUID(source["listing"]), source["title_shown"], source["kind"]) for source in sources]


def alike(ask: Ask, listing_id: UUID, reader: str, limit: int) -> list[EngineHit]:
    """See Engine.similar. Two requests."""
    itself = term("listing", str(listing_id))
    versions = Search().query(Bool(filter=[itself, term("reader", reader)])).source(["about"])[:1]
    hits = ask(versions.to_dict())["hits"]["hits"]
    if not hits or limit < 1:
        return []
    about = hits[0]["_source"]["about"]
    wanted = [Term(field, {"value": value, "boost": weight * BM25}) for field, weight in _WEIGHTS.items() for value in about.get(field, ())]
    if not wanted:
        return []
    others = Bool(
        must=[Bool(should=wanted, minimum_should_match=1), ConstantScore(filter=_shown(reader))], filter=[Bool(must_not=[itself])]
    )
    search = Search().query(_by_prior(others)).sort("_score", "key").source(HIT_FIELDS)[:limit]
    return [_hit(hit) for hit in ask(search.to_dict())["hits"]["hits"]]


def _shown(reader: str) -> Query:
    """What is shown to the reader without being searched for by name."""
    return Bool(filter=[term("reader", reader), not_example(), term("ended", False)])


def _by_prior(found: Query) -> Query:
    return FunctionScore(query=found, functions=[FieldValueFactorScore(field="prior")], boost_mode="multiply")


def _hit(hit: Mapping[str, Any]) -> EngineHit:
    source = hit["_source"]
    return EngineHit(UUID(source["listing"]), source["lang"], source["external_id"], float(hit["_score"]))
