"""Our queries in Elasticsearch's terms: one request for hits and all counts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from elasticsearch.dsl import Search
from elasticsearch.dsl.aggs import Filter
from elasticsearch.dsl.aggs import Terms as TermsCount
from elasticsearch.dsl.document_base import InstrumentedField
from elasticsearch.dsl.function import BoostFactor, FieldValueFactorScore, Linear
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    Exists,
    FunctionScore,
    Fuzzy,
    GeoDistance,
    MatchAll,
    Query,
    Range,
    Term,
    Terms,
)

from portal.regions.distance import Coordinates
from search.engines.base import BOOST_FIELDS, Boost, Clause, EngineQuery, Sort, WeightedToken
from search.engines.decay import ENDED, FAR, FAR_FACTOR, SOON
from search.engines.elasticsearch_document import facet_field

BM25 = 2.2
"""tantivy's BM25 has the factor k1 + 1; Lucene left it out in version 8. Boosts that are added must weigh the same in both."""
_MOST_VALUES = 1000
"""Values of a facet that are counted."""
HIT_FIELDS: list[str | InstrumentedField] = ["listing", "lang", "external_id"]


def request(query: EngineQuery) -> dict[str, Any]:
    """The body of the whole request. Filters of counted facets come after counting: each facet is counted without its own."""
    counted = _counted(query)
    always = [_any_of(facet_field(name), values) for name, values in query.filters.items() if name not in counted]
    conditions = [*_conditions(query), *always]
    if query.sort is Sort.RELEVANCE:
        search = Search().query(_ranked(query, Bool(must=[_words(query)], should=_boosts(query), filter=conditions)))
    else:
        search = Search().query(Bool(filter=[_words(query), *conditions]))
    if counted:
        search = search.post_filter(Bool(filter=list(counted.values())))
    for name in query.facets:
        _group(search.aggs, name, counted).bucket(name, TermsCount(field=facet_field(name), size=_MOST_VALUES))
    page = search.sort(*_order(query)).source(HIT_FIELDS).extra(track_total_hits=True)
    return dict(page[query.offset : query.offset + query.limit].to_dict())


def counts(query: EngineQuery, answer: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The counts in the answer to ``request(query)``."""
    found = answer.get("aggregations", {})
    counted = _counted(query)
    groups = {name: found[group] if (group := _group_name(name, counted)) else found for name in query.facets}
    return {name: {bucket["key"]: bucket["doc_count"] for bucket in group[name]["buckets"]} for name, group in groups.items()}


def _counted(query: EngineQuery) -> dict[str, Query]:
    return {name: _any_of(facet_field(name), values) for name, values in query.filters.items() if name in query.facets}


def _group(root: Any, name: str, counted: Mapping[str, Query]) -> Any:
    """Where a facet is counted. Facets with the same filters share one aggregation, because the server runs the whole query
    again for each that filters; without filters there is none (measured: 13 ms instead of 34 ms for eight facets)."""
    group = _group_name(name, counted)
    if group is None:
        return root
    if group not in root:
        root.bucket(group, Filter(Bool(filter=[each for facet, each in counted.items() if facet != name])))
    return root[group]


def _group_name(name: str, counted: Mapping[str, Query]) -> str | None:
    """None: no filter is left beside its own."""
    if not counted.keys() - {name}:
        return None
    return f"without_{name}" if name in counted else "all_filters"


def distance_position(query: EngineQuery) -> int | None:
    """Which of a hit's sort values is its distance in kilometres."""
    return None if query.near is None else (0 if query.sort is Sort.DISTANCE else 1)


def term(field: str, value: str | bool) -> Query:
    """Documents with the value in the field."""
    return Term(field, {"value": value})


def not_example() -> Query:
    """No fiction."""
    return term("example", False)


def _words(query: EngineQuery) -> Query:
    if not query.clauses:
        return MatchAll()
    required = [_clause(clause, query.tie_breaker) for clause in query.clauses if clause.required]
    optional = [_clause(clause, query.tie_breaker) for clause in query.clauses if not clause.required]
    if not required:
        return Bool(should=optional, minimum_should_match=1)
    minimum = max(1, min(query.minimum_match, len(required)))
    found = Bool(should=required, minimum_should_match=minimum)
    return Bool(must=[found], should=optional) if optional else found


def _clause(clause: Clause, tie_breaker: float) -> Query:
    return DisMax(queries=[_token(each, clause.weight) for each in clause.alternatives], tie_breaker=tie_breaker)


def _token(each: WeightedToken, weight: float) -> Query:
    if each.edits:
        similar = Fuzzy(each.field, {"value": each.token, "fuzziness": each.edits, "rewrite": "constant_score"})
        return ConstantScore(filter=similar, boost=each.weight * weight)
    return Term(each.field, {"value": each.token, "boost": each.weight * weight * BM25})


def _boosts(query: EngineQuery) -> list[Query]:
    return [DisMax(queries=[_boost(boost) for boost in group]) for group in query.boosts if group]


def _boost(boost: Boost) -> Query:
    name = boost.field if boost.field in BOOST_FIELDS else facet_field(boost.field)
    return ConstantScore(filter=_any_of(name, boost.values), boost=boost.score)


def _ranked(query: EngineQuery, found: Query) -> Query:
    """``found`` times its prior and, with ``now``, times search.engines.decay.next_date_factor: the greatest of these functions."""
    if query.now is not None:
        found = FunctionScore(query=found, functions=_decay(query.now), score_mode="max", boost_mode="multiply")
    return FunctionScore(query=found, functions=[FieldValueFactorScore(field="prior")], boost_mode="multiply")


def _decay(now: dt.datetime) -> list[Any]:
    moment = int(now.timestamp())
    going_on = Bool(must_not=[term("ended", True)])
    dated = Bool(filter=[going_on, Exists(field="next_start")])
    soon = Bool(filter=[going_on], must_not=[Range("next_start", {"gt": moment + int(SOON.total_seconds())})])
    falling = {"origin": moment, "offset": f"{SOON.days}d", "scale": f"{(FAR - SOON).days}d", "decay": FAR_FACTOR}
    return [
        FieldValueFactorScore(field="least"),
        BoostFactor(filter=term("ended", True), weight=ENDED),
        BoostFactor(filter=soon, weight=1.0),
        BoostFactor(filter=dated, weight=FAR_FACTOR),
        Linear(filter=dated, next_start=falling),
    ]


def _conditions(query: EngineQuery) -> Iterable[Query]:
    yield term("reader", query.reader)
    yield _examples(query.examples_in)
    if not query.ended:
        yield Bool(must_not=[term("ended", True)])
    if query.days is not None:
        yield Range("day", {"gte": query.days.first.isoformat(), "lte": query.days.last.isoformat()})
    if query.near is not None and query.radius_km is not None:
        yield GeoDistance("points", _point(query.near), distance=f"{query.radius_km}km")


def _examples(codes: frozenset[str]) -> Query:
    if not codes:
        return not_example()
    return Bool(should=[not_example(), _any_of(facet_field("municipality"), codes)], minimum_should_match=1)


def _order(query: EngineQuery) -> list[Any]:
    """Ties are broken by the document's key, so that pages never overlap; of equals the nearer comes first."""
    distance = [{"_geo_distance": {"points": _point(query.near), "unit": "km", "order": "asc", "mode": "min"}}] if query.near else []
    if query.sort is Sort.DISTANCE:
        if not distance:
            raise ValueError("Sort.DISTANCE needs EngineQuery.near")
        return [*distance, "key"]
    first: dict[Sort, Any] = {
        Sort.RELEVANCE: "_score",
        Sort.NEXT: {"next_start": {"order": "asc", "missing": "_last"}},
        Sort.MODIFIED: {"modified": {"order": "desc"}},
    }
    return [first[query.sort], *distance, "key"]


def _point(place: Coordinates) -> dict[str, float]:
    return {"lat": place.lat, "lon": place.lon}


def _any_of(field: str, values: frozenset[str]) -> Query:
    return Terms(field, sorted(values))
