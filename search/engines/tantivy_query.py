"""Our queries in tantivy's terms."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tantivy

from search.documents import YES
from search.engines.base import BOOST_FIELDS, Boost, EngineQuery, Frequencies
from search.engines.tantivy_schema import SEPARATOR, SET_FACETS, facet_field, schema, set_field
from search.engines.tantivy_words import counted_words, known, scored_words

_Pair = tuple[tantivy.Occur, tantivy.Query]
_MOST_VALUES = 1000
_MOST_SETS = 10_000
"""Values of a facet, and sets of values, that are counted; the rarest ones beyond are not."""
_FEW = 16
"""So many values are looked up one by one: tantivy's set query reads every document of each before anything else (8 times slower)."""


@dataclass(frozen=True, slots=True)
class Matching:
    """What a query finds, its words put together once for the results and once for all counts. ``within``: the query's radius."""

    _query: EngineQuery
    _scored: tantivy.Query
    _counted: tantivy.Query
    _within: tantivy.Query | None

    @classmethod
    def of(cls, frequency: Frequencies, query: EngineQuery, within: tantivy.Query | None = None) -> "Matching":
        """Asks the dictionary of terms, no document."""
        asked = known(query, frequency)
        return cls(query, scored_words(asked), counted_words(asked, frequency), within)

    def scored(self) -> tantivy.Query:
        """What is found, and how it scores."""
        boosts = [tantivy.Query.disjunction_max_query([_boost(boost) for boost in group]) for group in self._query.boosts]
        return self._all(self._scored, *((tantivy.Occur.Should, boost) for boost in boosts))

    def counted(self, without: str | None = None) -> tantivy.Query:
        """The same documents for counting. ``without``: leave this facet's own filter out."""
        return self._all(self._counted, without=without)

    def _all(self, words: tantivy.Query, *more: _Pair, without: str | None = None) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, words), *more, *_conditions(self._query, self._within, without)])


def counts_request(names: Iterable[str]) -> Mapping[str, object]:
    """tantivy's aggregation that counts the values of facets."""
    return {
        name: {
            "terms": {"field": set_field(name), "size": _MOST_SETS}
            if name in SET_FACETS
            else {"field": facet_field(name), "size": _MOST_VALUES}
        }
        for name in names
    }


def read_counts(name: str, answer: Mapping[str, Any]) -> dict[str, int]:
    """Documents of each value of a facet, in the answer to ``counts_request``."""
    buckets = answer[name]["buckets"]
    if name not in SET_FACETS:
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    counts: dict[str, int] = {}
    for bucket in buckets:
        number = bucket["doc_count"]
        for value in _values_of(bucket["key"]):
            counts[value] = counts.get(value, 0) + number
    return counts


@lru_cache(maxsize=_MOST_SETS)
def _values_of(written: str) -> tuple[str, ...]:
    """Of a set of values, as the index holds it: the same sets come again in every answer."""
    return tuple(filter(None, written.split(SEPARATOR)))


def must(*queries: tantivy.Query) -> tantivy.Query:
    """What all of the queries find, scored by the sum of their scores."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in queries])


def condition(query: tantivy.Query) -> tantivy.Query:
    """The same documents, without a score."""
    return tantivy.Query.const_score_query(query, 0.0)


def any_of(field: str, values: Iterable[str | int]) -> tantivy.Query:
    """Documents with any of the values in the field."""
    listed = sorted(values, key=str)
    if 0 < len(listed) <= _FEW:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term(field, value)) for value in listed])
    return tantivy.Query.term_set_query(schema(), field, listed)


def term(field: str, value: str | int) -> tantivy.Query:
    """Documents with the value in the field."""
    return tantivy.Query.term_query(schema(), field, value, index_option="basic")


def excluding(*queries: tantivy.Query) -> tantivy.Query:
    """Every document that none of the queries finds."""
    pairs = [(tantivy.Occur.MustNot, each) for each in queries]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, tantivy.Query.all_query()), *pairs])


def _conditions(query: EngineQuery, within: tantivy.Query | None, without: str | None) -> Iterable[_Pair]:
    yield _filter(term("reader", query.reader))
    for name, values in query.filters.items():
        if name != without:
            yield _filter(any_of(facet_field(name), values))
    if query.days is not None:
        first, last = query.days.first.toordinal(), query.days.last.toordinal()
        yield _filter(tantivy.Query.range_query(schema(), "day", tantivy.FieldType.Integer, first, last))
    if within is not None:
        yield _filter(within)
    if not query.ended:
        yield (tantivy.Occur.MustNot, term("ended", 1))
    yield _examples(query.examples_in)


def _boost(boost: Boost) -> tantivy.Query:
    if boost.field == "day":
        return tantivy.Query.const_score_query(any_of("day", _ordinals(boost.values)), boost.score)
    field = boost.field if boost.field in BOOST_FIELDS else facet_field(boost.field)
    return tantivy.Query.const_score_query(any_of(field, boost.values), boost.score)


def _ordinals(days: Iterable[str]) -> list[int]:
    return [dt.date.fromisoformat(day).toordinal() for day in days]


def _examples(codes: frozenset[str]) -> _Pair:
    example = term("example", YES)
    if not codes:
        return (tantivy.Occur.MustNot, example)
    either = [(tantivy.Occur.Should, excluding(example)), (tantivy.Occur.Should, any_of(facet_field("municipality"), codes))]
    return _filter(tantivy.Query.boolean_query(either))


def _filter(query: tantivy.Query) -> _Pair:
    return (tantivy.Occur.Must, condition(query))
