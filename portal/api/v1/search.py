"""Search, the same as on the result page."""

import datetime as dt
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from uuid import UUID

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router
from ninja.decorators import decorate_view
from pydantic import BaseModel, Field

from portal.api.parameters import checked
from portal.api.problems import Problem, problem_response
from portal.api.v1.common import json_response
from portal.api.v1.search_parameters import SearchParameters
from portal.catalogue.models import Occurrence
from portal.listings.kinds import EventStatus, Kind, RecordStatus
from portal.listings.listing import MunicipalityRef, OrganisationRef, Place
from portal.listings.schedule import HELSINKI
from search import service
from search.analytics.counter import count_search
from search.documents import YES
from search.engines.base import EngineError
from search.forms import point_of
from search.page.when import days_of
from search.query.intents import IntentKind

router = Router(tags=["search"])
RETRY_AFTER = "30"
"""Seconds after which to ask again when the search engine is down."""
FACETS = (*service.FACETS, "life_situation")
YES_FACETS = {"online", "free"}
"""Facets with one value, "true": what is not known to be so has none."""


# Answers are pydantic's own models: those of ninja read each field through Python, which took two thirds of a search.
class PartOut(BaseModel):
    """The part of a listing that matched, e.g. a guide's chapter."""

    id: UUID
    title: str
    url: str


class Result(BaseModel):
    """One result, in the version that the reader is shown. The whole listing is at /api/v1/listings/{id}."""

    id: UUID
    external_id: str
    kind: Kind
    subtype: str
    lang: str = Field(description="Language of the texts: the reader's own, or Finnish when there is no other.")
    title: str
    url: str = Field(description="Path of the page on this host.")
    summary: str
    snippet: str = Field(description="HTML: text around what matched, escaped, with the words in <mark>.")
    part: PartOut | None
    organisation: OrganisationRef | None
    place: Place | None
    municipalities: list[MunicipalityRef]
    online: bool
    status: EventStatus
    information: RecordStatus = Field(description="current, historical (old information) or example (fictional).")
    information_from: str
    next_start: dt.datetime | None = Field(description="The next known date that is not cancelled; null when none is known.")
    km: float | None = Field(description="Kilometres from near to the nearest of its places as the crow flies; null without either.")


class FacetOut(BaseModel):
    """A value to narrow the search by, and how many results it would leave."""

    value: str
    label: str
    count: int


class CorrectionOut(BaseModel):
    """Misspelt words, and how they were read."""

    typed: str
    shown: str


class IntentOut(BaseModel):
    """A wish read from the words: it puts what fits first and hides nothing. `not=kind` takes it back."""

    kind: IntentKind
    key: str = Field(description="A municipality's code; whole years (5, 13-17); days (2026-11-22, 2026-11-28/2026-11-29); or 1.")
    label: str = Field(description="The wish in words, in the reader's language.")


class SearchPage(BaseModel):
    """A page of results. Counts of a facet leave the facet's own choice out of account."""

    total: int
    page: int
    limit: int
    results: list[Result]
    facets: dict[str, list[FacetOut]]
    correction: CorrectionOut | None = Field(description="null when the words were read as typed.")
    intents: list[IntentOut]
    concepts: list[str] = Field(description="What the words mean, in the reader's language.")
    in_crisis: bool = Field(description="Life or safety may be at stake, also where no helpline is known.")
    crisis: list[Result] = Field(
        description="Helplines to show before everything else, the best first, 112 among them; empty when nothing tells of a crisis."
    )


@router.get("", response={200: SearchPage, 400: Problem, 503: Problem}, summary="Search", operation_id="search")
@decorate_view(checked(SearchParameters))
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Listings by words and filters, the best first; an empty `q` lists everything.

    Several values of one parameter mean any of them; several parameters must all hold.
    """
    try:
        asked = _asked(parameters)
        found = service.search(asked)
    except EngineError:
        return engine_is_down()
    count_search(request, asked, found)
    results = results_of((*found.crisis, *found.hits))
    page = SearchPage(
        total=found.total,
        page=found.page,
        limit=found.limit,
        results=results[len(found.crisis) :],
        facets={name: [_facet(name, value) for value in values] for name, values in found.facets.items()},
        correction=CorrectionOut(typed=found.correction.typed, shown=found.correction.shown) if found.correction else None,
        intents=[IntentOut(kind=intent.kind, key=intent.key, label=str(intent.label)) for intent in found.intents],
        concepts=list(found.concepts),
        in_crisis=found.in_crisis,
        crisis=results[: len(found.crisis)],
    )
    response = json_response(page.model_dump_json())
    if asked.near is not None or found.in_crisis:
        response["Cache-Control"] = "no-store"  # where somebody is, and that they need help, stays in no cache
    return response


def engine_is_down() -> HttpResponse:
    """What is told when the engine cannot answer."""
    response = problem_response(HTTPStatus.SERVICE_UNAVAILABLE, "The search engine does not answer now. Listings can be read.")
    response["Retry-After"] = RETRY_AFTER
    return response


def results_of(hits: Sequence[service.SearchHit]) -> list[Result]:
    """Hits as the API tells them, in their order. One SQL query, for their next dates."""
    next_starts = _next_starts(hit.listing_id for hit in hits)
    return [_result(hit, next_starts.get(hit.listing_id)) for hit in hits]


def _asked(parameters: SearchParameters) -> service.SearchRequest:
    several = {
        "kind": [kind.value for kind in parameters.kind],
        "municipality": parameters.municipality,
        "topic": parameters.topic,
        "audience": parameters.audience,
        "age_band": parameters.age_band,
        "life_situation": parameters.life_situation,
        "language": parameters.language,
        "online": [YES] if parameters.online else [],
        "free": [YES] if parameters.free else [],
    }
    return service.SearchRequest(
        q=parameters.q,
        lang=parameters.lang,
        filters={name: frozenset(values) for name, values in several.items() if values},
        page=parameters.page,
        limit=parameters.limit,
        facets=FACETS,
        sort=parameters.sort,
        exact=parameters.exact,
        without=frozenset(parameters.without),
        near=point_of(parameters.near),
        radius_km=float(parameters.radius) if parameters.radius else None,
        days=days_of("", parameters.first, parameters.last, timezone.localdate()),
    )


def _result(hit: service.SearchHit, next_start: dt.datetime | None) -> Result:
    listing = hit.listing
    return Result(
        id=listing.id,
        external_id=listing.external_id,
        kind=listing.kind,
        subtype=listing.subtype,
        lang=hit.lang,
        title=listing.title,
        url=listing.url,
        summary=listing.summary,
        snippet=str(hit.snippet),
        part=PartOut(id=hit.part.id, title=hit.part.title, url=hit.part.url) if hit.part else None,
        organisation=listing.organisation,
        place=listing.place,
        municipalities=list(listing.municipalities),
        online=listing.online,
        status=listing.status,
        information=listing.freshness.status,
        information_from=listing.freshness.information_from,
        next_start=next_start and next_start.astimezone(HELSINKI),
        km=None if hit.km is None else round(hit.km, 1),
    )


def _facet(name: str, value: service.FacetValue) -> FacetOut:
    return FacetOut(value="true" if name in YES_FACETS else value.value, label=value.label, count=value.count)


def _next_starts(listing_ids: Iterable[UUID]) -> dict[UUID, dt.datetime]:
    """The next date of each listing that takes place, in one query."""
    coming = Occurrence.objects.filter(listing_id__in=list(listing_ids), start__gte=timezone.now())
    takes_place = coming.exclude(status__in=[EventStatus.CANCELLED.value, EventStatus.POSTPONED.value])
    return dict(takes_place.values_list("listing_id").annotate(first=Min("start")))
