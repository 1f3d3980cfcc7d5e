"""One page of a tantivy answer, in the order asked for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import tantivy

from portal.regions.distance import Coordinates, distance_km
from search.engines.base import EngineQuery, Sort
from search.engines.decay import WINDOW, next_date_factor, windows
from search.engines.tantivy_places import nearest_km, radii, read_points, terms_within
from search.engines.tantivy_query import any_of, condition, excluding, must
from search.engines.tantivy_schema import NO_DATE, decoded_prior

Found = tuple[float, tantivy.DocAddress]
"""Score and document."""


@dataclass(frozen=True, slots=True)
class Page:
    """How many documents match, and those of one page in order."""

    total: int
    found: list[Found]


def page_of(searcher: tantivy.Searcher, matching: tantivy.Query, query: EngineQuery) -> Page:
    """The page that ``query`` asks for among the documents that ``matching`` finds."""
    if query.limit == 0:
        return Page(_count(searcher, matching), [])
    if query.sort is Sort.NEXT:
        return _sorted(searcher, matching, query, "next_start", tantivy.Order.Asc)
    if query.sort is Sort.MODIFIED:
        return _sorted(searcher, matching, query, "modified", tantivy.Order.Desc)
    if query.sort is Sort.DISTANCE and query.near is not None:
        return _by_distance(searcher, matching, query, query.near)
    if query.now is None:
        result: Any = searcher.search(matching, query.limit, offset=query.offset, weight_by_field="prior")
        return Page(int(result.count), list(result.hits))
    return _by_relevance(searcher, matching, query, query.now)


def _by_relevance(searcher: tantivy.Searcher, matching: tantivy.Query, query: EngineQuery, now: dt.datetime) -> Page:
    """Windows of the results by score, each put in order by score and next date."""
    total = 0
    found: list[Found] = []
    starts = windows(query.offset, query.limit)
    for start in starts:
        result: Any = searcher.search(matching, WINDOW, offset=start, weight_by_field="prior")
        total = int(result.count)
        found.extend(_with_next_dates(searcher, result.hits, now, min(WINDOW, query.offset + query.limit - start)))
    skipped = query.offset - starts[0]
    return Page(total, found[skipped : skipped + query.limit])


def _with_next_dates(searcher: tantivy.Searcher, hits: list[Found], now: dt.datetime, wanted: int) -> list[Found]:
    """The ``wanted`` best hits of a window by score and next date, in order. No factor is above 1: a hit is not looked at when its
    score is no better than what the wanted ones have at least."""
    addresses = [address for _score, address in hits]
    facts: Any = zip(*(searcher.fast_field_values(name, addresses) for name in ("next_start", "ended", "prior")), strict=True)
    weighed: list[Found] = []
    enough = 0.0
    for (score, address), (start, ended, prior) in zip(hits, facts, strict=True):
        if len(weighed) == wanted:
            enough = min(each[0] for each in weighed)
        if len(weighed) >= wanted and score <= enough:
            break
        date = None if start == NO_DATE else start
        weighed.append((score * next_date_factor(date, now, ended=bool(ended), prior=decoded_prior(prior)), address))
    return sorted(weighed, key=lambda each: -each[0])[:wanted]


def _sorted(searcher: tantivy.Searcher, matching: tantivy.Query, query: EngineQuery, field: str, order: tantivy.Order) -> Page:
    result: Any = searcher.search(matching, query.limit, offset=query.offset, order_by_field=field, order=order)
    return Page(int(result.count), [(0.0, address) for _value, address in result.hits])


def _by_distance(searcher: tantivy.Searcher, matching: tantivy.Query, query: EngineQuery, near: Coordinates) -> Page:
    """Those with a point by distance, then those without one by score."""
    somewhere = must(matching, condition(tantivy.Query.exists_query("lat")))
    total, with_point = _count(searcher, matching), _count(searcher, somewhere)
    end = min(query.offset + query.limit, with_point)
    found = _nearest(searcher, somewhere, query, near, end)[query.offset : end] if query.offset < end else []
    missing = min(query.limit, total - query.offset) - len(found)
    if missing > 0:
        nowhere = must(matching, condition(excluding(tantivy.Query.exists_query("lat"))))
        rest: Any = searcher.search(nowhere, missing, offset=max(0, query.offset - with_point), weight_by_field="prior")
        found += [(0.0, address) for _score, address in rest.hits]
    return Page(total, found)


def _nearest(searcher: tantivy.Searcher, matching: tantivy.Query, query: EngineQuery, near: Coordinates, wanted: int) -> list[Found]:
    """At least the ``wanted`` nearest documents, nearest first: all within the least radius that has so many."""
    candidates, count = matching, 0
    for radius in radii(query.radius_km):
        candidates = must(matching, condition(any_of("point", terms_within(searcher, near, radius))))
        count = _count(searcher, candidates)
        if count >= wanted:
            break
    result: Any = searcher.search(candidates, max(1, count))
    addresses = [address for _score, address in result.hits]
    distances = _distances(searcher, addresses, near)
    order = sorted(range(len(addresses)), key=distances.__getitem__)
    return [(0.0, addresses[each]) for each in order]


def _distances(searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress], near: Coordinates) -> list[float]:
    """Kilometres to each document's nearest point; of those with several the stored points are read."""
    facts: Any = zip(*(searcher.fast_field_values(name, addresses) for name in ("places", "lat", "lon")), strict=True)
    distances = []
    for address, (places, lat, lon) in zip(addresses, facts, strict=True):
        if places == 1:
            distances.append(distance_km(near, Coordinates(lat, lon)))
        else:
            distances.append(nearest_km(near, read_points(searcher.doc(address)["points_shown"][0].decode())) or 0.0)
    return distances


def _count(searcher: tantivy.Searcher, matching: tantivy.Query) -> int:
    result: Any = searcher.search(matching, 1)
    return int(result.count)
