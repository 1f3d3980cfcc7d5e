"""Our documents and queries in tantivy's terms."""

from collections.abc import Mapping
from functools import cache

import tantivy

from search.documents import FACET_FIELDS, TOKEN_FIELDS, YES, SearchDocument
from search.engines.base import Boost, Clause, EngineQuery, WeightedToken

NO_DATE = 2**62
"""Stands for "no next date", so that such documents come last."""
_LONGEST_TOKEN = 200
_LEAST_PRIOR = 0.5
_Pair = tuple[tantivy.Occur, tantivy.Query]


@cache
def schema() -> tantivy.Schema:
    """The index's shape. A change of it makes older indexes unreadable: they are rebuilt."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("listing", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("lang", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("external_id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("reader", "location", "example"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACET_FIELDS:
        builder.add_text_field(facet_field(name), fast=True, tokenizer_name="raw", index_option="basic")
    for name in TOKEN_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_float_field("prior", fast=True)
    builder.add_integer_field("next_start", fast=True)
    builder.add_integer_field("modified", fast=True)
    return builder.build()


def facet_field(facet: str) -> str:
    """Name of a facet's field; "organisation" is also the name of a field of words."""
    return f"facet_{facet}"


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """A document as tantivy stores it."""
    fields: dict[str, object] = {
        "listing": str(document.listing_id),
        "lang": document.lang,
        "external_id": document.external_id,
        "reader": list(document.readers),
        "location": list(document.locations),
        "example": [YES] if document.example else [],
        "prior": _prior(document.prior),
        "next_start": NO_DATE if document.next_start is None else document.next_start,
        "modified": document.modified,
    }
    for name in FACET_FIELDS:
        fields[facet_field(name)] = list(document.facets.get(name, ()))
    for name in TOKEN_FIELDS:
        tokens = (token for token in document.tokens.get(name, ()) if len(token) <= _LONGEST_TOKEN)
        fields[name] = " ".join(tokens)
    return tantivy.Document.from_dict(fields, schema())


def matching(query: EngineQuery, without: str | None = None) -> tantivy.Query:
    """What the query finds and how it scores; ``without``: leave this facet's own filter out."""
    pairs: list[_Pair] = [
        (tantivy.Occur.Must, _words(query)),
        *((tantivy.Occur.Should, tantivy.Query.disjunction_max_query([_boost(boost) for boost in group])) for group in query.boosts),
        _filter(_term("reader", query.reader)),
        *(_filter(_any_of(facet_field(name), values)) for name, values in query.filters.items() if name != without),
        *_examples(query.examples_in),
    ]
    return tantivy.Query.boolean_query(pairs)


def counts_request(names: tuple[str, ...]) -> Mapping[str, object]:
    """tantivy's aggregation that counts the values of facets."""
    return {name: {"terms": {"field": facet_field(name), "size": 1000}} for name in names}


def _words(query: EngineQuery) -> tantivy.Query:
    if not query.clauses:
        return tantivy.Query.const_score_query(tantivy.Query.all_query(), 1.0)
    required = [_clause(clause, query.tie_breaker) for clause in query.clauses if clause.required]
    optional = [_clause(clause, query.tie_breaker) for clause in query.clauses if not clause.required]
    if not required:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in optional])
    minimum = max(1, min(query.minimum_match, len(required)))
    found = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in required], minimum_number_should_match=minimum)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, found), *((tantivy.Occur.Should, each) for each in optional)])


def _clause(clause: Clause, tie_breaker: float) -> tantivy.Query:
    alternatives = [tantivy.Query.boost_query(_token(each), each.weight * clause.weight) for each in clause.alternatives]
    return tantivy.Query.disjunction_max_query(alternatives, tie_breaker=float(tie_breaker))


def _token(each: WeightedToken) -> tantivy.Query:
    if each.edits:
        similar = tantivy.Query.fuzzy_term_query(schema(), each.field, each.token, distance=each.edits)
        return tantivy.Query.const_score_query(similar, 1.0)
    return tantivy.Query.term_query(schema(), each.field, each.token, index_option="freq")


def _boost(boost: Boost) -> tantivy.Query:
    return tantivy.Query.const_score_query(
        _any_of(boost.field if boost.field == "location" else facet_field(boost.field), boost.values), boost.score
    )


def _examples(codes: frozenset[str]) -> list[_Pair]:
    if not codes:
        return [(tantivy.Occur.MustNot, _term("example", YES))]
    not_example = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, tantivy.Query.all_query()), (tantivy.Occur.MustNot, _term("example", YES))]
    )
    either = [(tantivy.Occur.Should, not_example), (tantivy.Occur.Should, _any_of(facet_field("municipality"), codes))]
    return [_filter(tantivy.Query.boolean_query(either))]


def _filter(query: tantivy.Query) -> _Pair:
    return (tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0))


def _term(field: str, value: str) -> tantivy.Query:
    return tantivy.Query.term_query(schema(), field, value, index_option="basic")


def _any_of(field: str, values: frozenset[str]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, _term(field, value)) for value in sorted(values)])


def _prior(factor: float) -> float:
    """tantivy multiplies a score by log2(2 + field), the field at least 0: so that twice the factor comes out."""
    return float(4.0 ** max(factor, _LEAST_PRIOR)) - 2.0
