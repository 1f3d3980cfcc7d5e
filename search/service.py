"""The one door to searching, for the result page and the API: a request in, results ready to show out."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from portal.browse.list_filters import Option
from portal.catalogue.models import ANYWHERE
from portal.localisation.languages import default_language, language_codes, pick
from portal.regions.distance import Coordinates
from search.engines import get_engine
from search.engines.base import Days, Engine, EngineAnswer, EngineError, EngineHit, EngineQuery, Sort
from search.highlight import Highlighter
from search.hits import Rows, SearchHit, hits_of, read_rows
from search.language.voikko import AnalyserUnavailableError
from search.names import Names, current_names
from search.query import Correction, Intent, Knowledge, Reader, UnderstoodQuery, understand
from search.query.crisis import helplines_for
from search.query.intents import KINDS
from search.spelling import current_speller
from search.suggestions import Suggestion, suggestions

__all__ = [
    "DEEPEST",
    "FACETS",
    "MOST_HELPLINES",
    "MOST_RESULTS",
    "FacetValue",
    "SearchHit",
    "SearchRequest",
    "SearchResults",
    "Suggestion",
    "search",
    "search_several",
    "similar",
    "suggest",
]

FACETS = ("kind", "municipality", "topic", "audience", "age_band", "language", "online", "free")
"""Facets of a search, by the names of their request parameters."""
MOST_RESULTS = 100
DEEPEST = 10_000
"""The last result that can be paged to."""
MOST_HELPLINES = 4
"""On the crisis panel."""
_NOTHING = EngineAnswer(0, (), {})


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to search. ``q`` may be empty: everything. ``lang``: the reader's language, one of the interface's.

    ``filters``: a facet of FACETS or "organisation" -> accepted values (any of them); "online" and "free" take "1".
    ``municipality`` values are three-digit codes. ``page`` from 1, ``limit`` 1-100. ``exact``: what was typed, without
    correcting its spelling. ``without``: kinds of intents that the reader took back (search.query.intents.KINDS). ``near``:
    WGS 84 degrees from which distances are told; Sort.DISTANCE and ``radius_km`` (above 0) need it. ``days``: only what
    happens then. ``now``: the moment that "today" and the next dates are reckoned from (aware); None: the present one.
    """

    q: str = ""
    lang: str = "fi"
    filters: Mapping[str, frozenset[str]] | None = None
    page: int = 1
    limit: int = 20
    sort: Sort = Sort.RELEVANCE
    facets: tuple[str, ...] = FACETS
    exact: bool = False
    without: frozenset[str] = frozenset()
    near: Coordinates | None = None
    radius_km: float | None = None
    days: Days | None = None
    now: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class FacetValue(Option):
    """One value of a facet: what it is called, how many results have it, whether it is chosen. An option of a filter as it is."""

    count: int


@dataclass(frozen=True, slots=True)
class SearchResults:
    """A page of results. ``facets`` in FACETS' order; their counts leave the facet's own choice out of account.

    ``correction``: how misspelt words were read, None when nothing was. ``intents``: wishes read from the query, each of
    which can be taken back. ``crisis``: helplines for the crisis panel, the best first and 112 always among them; empty
    when nothing in the query tells of a crisis. ``concepts``: what the query's words mean, in the reader's language.
    ``in_crisis``: life or safety may be at stake, also where no helpline is known.
    """

    total: int
    page: int
    limit: int
    hits: tuple[SearchHit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    correction: Correction | None = None
    intents: tuple[Intent, ...] = ()
    crisis: tuple[SearchHit, ...] = ()
    concepts: tuple[str, ...] = ()
    in_crisis: bool = False

    @property
    def pages(self) -> int:
        """Number of pages, at least 1."""
        return max(1, -(-min(self.total, DEEPEST) // self.limit))


def search(request: SearchRequest) -> SearchResults:
    """Search. One request to the engine, one SQL query, and eight more at most once a minute for names. Raises EngineError and,
    for values outside the documented ranges, ValueError."""
    return search_several([request])[0]


def search_several(requests: Sequence[SearchRequest]) -> list[SearchResults]:
    """As many searches, still by one request to the engine and one SQL query. Raises what ``search`` does."""
    for request in requests:
        _check(request)
    try:
        return _answers(requests, current_names(), get_engine())
    except AnalyserUnavailableError as error:
        raise EngineError(str(error)) from error


def suggest(q: str, lang: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """What may be meant by an unfinished query, at most ``limit``: places, concepts, titles and organisations. One SQL query,
    and those for names at most once a minute. Empty for empty text. Raises EngineError."""
    return suggestions(q, lang, limit, current_names(), get_engine())


def similar(listing_id: UUID, lang: str, limit: int = 4) -> tuple[SearchHit, ...]:
    """Listings like this one as the reader of ``lang`` sees them, the most alike first. One SQL query. Raises EngineError."""
    if lang not in language_codes():
        raise ValueError(f"lang: one of {', '.join(language_codes())}")
    found = get_engine().similar(listing_id, lang, limit)
    return hits_of(found, read_rows({hit.listing_id for hit in found}, {hit.lang for hit in found}), Highlighter.of(()))


@dataclass(frozen=True, slots=True)
class _Question:
    """A request as the engine is asked. ``query``: None when nothing can be found. ``helplines``: in a crisis, of the panel."""

    request: SearchRequest
    understood: UnderstoodQuery
    filters: Mapping[str, frozenset[str]]
    query: EngineQuery | None
    helplines: EngineQuery | None


def _question(request: SearchRequest, names: Names, engine: Engine) -> _Question:
    now = request.now or timezone.now()
    understood = _understood(request, names, engine, now)
    filters = {name: values for name, values in (request.filters or {}).items() if values}
    nothing_asked = request.q.strip() and not understood.words  # only punctuation: nothing is found; an empty query finds everything
    return _Question(
        request,
        understood,
        filters,
        None if nothing_asked else _engine_query(request, understood, filters, names, now),
        helplines_for(understood, request.lang, names.concepts) if understood.crisis else None,
    )


def _answers(requests: Sequence[SearchRequest], names: Names, engine: Engine) -> list[SearchResults]:
    questions = [_question(request, names, engine) for request in requests]
    queries = [query for question in questions for query in (question.query, question.helplines) if query is not None]
    answers = iter(engine.search_many(queries) if queries else ())
    answered = [
        (question, next(answers) if question.query else _NOTHING, next(answers).hits if question.helplines else ())
        for question in questions
    ]
    hits = [hit for _question, answer, helplines in answered for hit in (*answer.hits, *helplines)]
    languages = {hit.lang for hit in hits}
    wanted = {hit.listing_id for hit in hits}
    if names.emergency and any(question.understood.crisis for question in questions):
        wanted.add(names.emergency)
        languages |= {default_language(), *(request.lang for request in requests)}
    rows = read_rows(wanted, languages)
    return [_results(question, answer, helplines, rows, names) for question, answer, helplines in answered]


def _results(question: _Question, answer: EngineAnswer, helplines: Sequence[EngineHit], rows: Rows, names: Names) -> SearchResults:
    request, understood, filters = question.request, question.understood, question.filters
    highlighter = Highlighter.of(understood.words, understood.concepts)
    return SearchResults(
        total=answer.total,
        page=request.page,
        limit=request.limit,
        hits=hits_of(answer.hits, rows, highlighter),
        facets={
            name: _facet(name, answer.facets.get(name, {}), filters.get(name, frozenset()), names, request.lang) for name in request.facets
        },
        correction=understood.correction,
        intents=understood.intents,
        crisis=_crisis(helplines, rows, highlighter, names, request.lang) if understood.crisis else (),
        in_crisis=understood.crisis,
        concepts=tuple(dict.fromkeys(pick(match.concept.preferred, request.lang) for match in understood.concepts)),
    )


def _understood(request: SearchRequest, names: Names, engine: Engine, now: dt.datetime) -> UnderstoodQuery:
    return understand(
        request.q,
        Reader(request.lang, timezone.localdate(now), request.without, request.exact),
        Knowledge(
            languages=language_codes(),
            gazetteer=names.gazetteer,
            frequencies=engine.frequencies(),
            concepts=names.concepts,
            speller=current_speller(engine, names),
            crisis_words=names.crisis_words,
        ),
    )


def _engine_query(
    request: SearchRequest, understood: UnderstoodQuery, filters: Mapping[str, frozenset[str]], names: Names, now: dt.datetime
) -> EngineQuery:
    return EngineQuery(
        reader=request.lang,
        clauses=(*understood.clauses, *understood.name),
        minimum_match=understood.minimum_match,
        tie_breaker=understood.tie_breaker,
        boosts=understood.boosts,
        filters=_served(filters),
        examples_in=filters.get("municipality", frozenset()) & names.example_codes,
        sort=request.sort,
        offset=(request.page - 1) * request.limit,
        limit=request.limit,
        facets=request.facets,
        days=request.days,
        near=request.near,
        radius_km=request.radius_km,
        now=now,
        ended=bool(understood.clauses),  # by their words; they are not among what is browsed, or wished for and nothing else
    )


def _check(request: SearchRequest) -> None:
    if request.lang not in language_codes():
        raise ValueError(f"lang: one of {', '.join(language_codes())}")
    if not 1 <= request.limit <= MOST_RESULTS:
        raise ValueError(f"limit: 1 to {MOST_RESULTS}")
    if request.page < 1 or request.page * request.limit > DEEPEST:
        raise ValueError(f"page: from 1, and page times limit at most {DEEPEST}")
    if request.near is None and (request.radius_km is not None or request.sort is Sort.DISTANCE):
        raise ValueError("near: needed for radius_km and for sorting by distance")
    if request.radius_km is not None and not 0 < request.radius_km < math.inf:
        raise ValueError("radius_km: above 0")
    if request.now is not None and timezone.is_naive(request.now):
        raise ValueError("now: with a time zone")
    taken_back = request.without - KINDS
    if taken_back:
        raise ValueError(f"without: one of {', '.join(sorted(KINDS))}, not {', '.join(sorted(taken_back))}")
    unknown = set(request.filters or ()) - {*FACETS, "organisation", "life_situation"}
    if unknown:
        raise ValueError(f"no such filter: {', '.join(sorted(unknown))}")


def _served(filters: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """What serves the whole country serves every municipality."""
    served = dict(filters)
    if "municipality" in served:
        served["municipality"] |= {ANYWHERE}
    return served


def _crisis(helplines: Sequence[EngineHit], rows: Rows, highlighter: Highlighter, names: Names, lang: str) -> tuple[SearchHit, ...]:
    """The helplines of the crisis panel: MOST_HELPLINES at most, the emergency number among them."""
    crisis = [hit for hit in hits_of(helplines, rows, highlighter) if hit.listing.crisis]
    if names.emergency and all(hit.listing_id != names.emergency for hit in crisis[:MOST_HELPLINES]):
        versions = (rows.get((names.emergency, each)) for each in (lang, default_language()))
        shown = [EngineHit(row.listing_id, row.lang, row.external_id, 0.0) for row in versions if row][:1]
        crisis = [*crisis[: MOST_HELPLINES - len(shown)], *hits_of(shown, rows, highlighter)]
    return tuple(crisis[:MOST_HELPLINES])


def _facet(name: str, counts: Mapping[str, int], chosen: frozenset[str], names: Names, lang: str) -> tuple[FacetValue, ...]:
    """Values with results, and the chosen ones always; in the order in which the coordinator keeps them."""
    anywhere = counts.get(ANYWHERE, 0) if name == "municipality" else 0
    values = names.labelled(name, (counts.keys() | chosen) - {ANYWHERE}, lang)
    return tuple([FacetValue(value, label, counts.get(value, 0) + anywhere, value in chosen) for value, label in values])
