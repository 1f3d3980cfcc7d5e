"""A query's words in tantivy's terms: as they score, and as they are counted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import tantivy

from search.engines.base import Clause, EngineQuery, Frequencies, WeightedToken
from search.engines.tantivy_schema import ANY_FIELD, ANY_FIELDS, schema


def known(query: EngineQuery, frequency: Frequencies) -> EngineQuery:
    """The query without the tokens that no document has, which are most of them and cost as much as the others."""
    return replace(query, clauses=tuple(replace(each, alternatives=_known(each, frequency)) for each in query.clauses))


def scored_words(query: EngineQuery) -> tantivy.Query:
    """What the clauses find, and how it scores; everything where there are none."""
    if not query.clauses:
        return tantivy.Query.const_score_query(tantivy.Query.all_query(), 1.0)
    required = [_scored(each, query.tie_breaker) for each in query.clauses if each.required]
    optional = [_scored(each, query.tie_breaker) for each in query.clauses if not each.required]
    if not required:
        return _some(optional)
    found = _some(required, minimum=_minimum(query, required))
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, found), *((tantivy.Occur.Should, each) for each in optional)])


def counted_words(query: EngineQuery, frequency: Frequencies) -> tantivy.Query:
    """The same documents. A token that is sought in every field that has it is looked up once, in the field of all tokens
    (a fifth of the lists to read)."""
    if not query.clauses:
        return tantivy.Query.all_query()
    required = [_counted(each, frequency) for each in query.clauses if each.required]
    if not required:
        return _some([_counted(each, frequency) for each in query.clauses])
    return _some(required, minimum=_minimum(query, required))


def _known(clause: Clause, frequency: Frequencies) -> tuple[WeightedToken, ...]:
    """At least one."""
    return tuple(each for each in clause.alternatives if each.edits or frequency(each.field, each.token)) or clause.alternatives[:1]


def _minimum(query: EngineQuery, required: Sequence[tantivy.Query]) -> int:
    return max(1, min(query.minimum_match, len(required)))


def _some(queries: Sequence[tantivy.Query], minimum: int = 1) -> tantivy.Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in queries], minimum_number_should_match=minimum)


def _scored(clause: Clause, tie_breaker: float) -> tantivy.Query:
    alternatives = [tantivy.Query.boost_query(_token(each), each.weight * clause.weight) for each in clause.alternatives]
    return tantivy.Query.disjunction_max_query(alternatives, tie_breaker=float(tie_breaker))


def _counted(clause: Clause, frequency: Frequencies) -> tantivy.Query:
    fields: dict[str, list[str]] = {}
    for each in clause.alternatives:
        if not each.edits:
            fields.setdefault(each.token, []).append(each.field)
    places = [(field, token) for token, sought in fields.items() for field in _fields(token, sought, frequency)]
    exact = [tantivy.Query.term_query(schema(), field, token, index_option="basic") for field, token in places]
    return _some([*exact, *(_token(each) for each in clause.alternatives if each.edits)])


def _fields(token: str, sought: Sequence[str], frequency: Frequencies) -> Iterable[str]:
    """Where to look for the documents that have the token in one of the fields."""
    if len(sought) == 1 or not set(ANY_FIELDS).issuperset(sought):
        return sought
    return sought if any(frequency(field, token) for field in ANY_FIELDS if field not in sought) else (ANY_FIELD,)


def _token(each: WeightedToken) -> tantivy.Query:
    if each.edits:
        similar = tantivy.Query.fuzzy_term_query(schema(), each.field, each.token, distance=each.edits)
        return tantivy.Query.const_score_query(similar, 1.0)
    return tantivy.Query.term_query(schema(), each.field, each.token, index_option="freq")
