"""Search, the same as on the result page."""

import datetime as dt
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field, StringConstraints

from portal.api.parameters import checked
from portal.api.problems import Problem, problem_response
from portal.api.v1.common import KINDS, MunicipalityCode, Paging, Slug, json_response
from portal.catalogue.models import Occurrence
from portal.listings.kinds import EventStatus, Kind, RecordStatus
from portal.listings.listing import MunicipalityRef, OrganisationRef, Place
from portal.listings.schedule import HELSINKI
from search import service
from search.documents import YES
from search.engines.base import EngineError

router = Router(tags=["search"])
RETRY_AFTER = "30"
"""Seconds after which to ask again when the search engine is down."""
FACETS = (*service.FACETS, "life_situation")
YES_FACETS = {"online", "free"}
"""Facets with one value, "true": what is not known to be so has none."""


class SearchParameters(Paging):
    """What to search."""

    q: Annotated[str, StringConstraints(max_length=200)] = Field(
        default="", description="Words in any language of the portal, at most 200 characters. Empty lists everything."
    )
    kind: list[Kind] = Field(default=[], description=f"Any of {KINDS}; may be repeated.")
    municipality: list[MunicipalityCode] = Field(
        default=[],
        description="Three-digit municipality code, e.g. 491; may be repeated. What serves the whole country serves every municipality.",
    )
    topic: list[Slug] = Field(default=[], description="Identifier of a topic, as in the facets; may be repeated.")
    audience: list[Slug] = Field(default=[], description="Identifier of an audience, as in the facets; may be repeated.")
    age_band: list[Slug] = Field(default=[], description="Identifier of an age band, as in the facets; may be repeated.")
    life_situation: list[Slug] = Field(default=[], description="Identifier of a life situation, as in the facets; may be repeated.")
    language: list[Slug] = Field(default=[], description="Language of service, as in the facets; may be repeated.")
    online: bool = Field(default=False, description="true: only what is online. false: everything.")
    free: bool = Field(default=False, description="true: only what is known to be free of charge. false: everything.")


class PartOut(Schema):
    """The part of a listing that matched, e.g. a guide's chapter."""

    id: UUID
    title: str
    url: str


class Result(Schema):
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


class FacetOut(Schema):
    """A value to narrow the search by, and how many results it would leave."""

    value: str
    label: str
    count: int


class SearchPage(Schema):
    """A page of results. Counts of a facet leave the facet's own choice out of account."""

    total: int
    page: int
    limit: int
    results: list[Result]
    facets: dict[str, list[FacetOut]]


@router.get("", response={200: SearchPage, 400: Problem, 503: Problem}, summary="Search", operation_id="search")
@decorate_view(checked(SearchParameters))
def search(request: HttpRequest, parameters: Query[SearchParameters]) -> HttpResponse:
    """Listings by words and filters, the best first; an empty `q` lists everything.

    Several values of one parameter mean any of them; several parameters must all hold.
    """
    try:
        found = service.search(_asked(parameters))
    except EngineError:
        response = problem_response(HTTPStatus.SERVICE_UNAVAILABLE, "The search engine does not answer now. Listings can be read.")
        response["Retry-After"] = RETRY_AFTER
        return response
    next_starts = _next_starts(hit.listing_id for hit in found.hits)
    page = SearchPage(
        total=found.total,
        page=found.page,
        limit=found.limit,
        results=[_result(hit, next_starts.get(hit.listing_id)) for hit in found.hits],
        facets={name: [_facet(name, value) for value in values] for name, values in found.facets.items()},
    )
    return json_response(page.model_dump_json())


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
    )


def _facet(name: str, value: service.FacetValue) -> FacetOut:
    return FacetOut(value="true" if name in YES_FACETS else value.value, label=value.label, count=value.count)


def _next_starts(listing_ids: Iterable[UUID]) -> dict[UUID, dt.datetime]:
    """The next date of each listing that takes place, in one query."""
    coming = Occurrence.objects.filter(listing_id__in=list(listing_ids), start__gte=timezone.now())
    takes_place = coming.exclude(status__in=[EventStatus.CANCELLED.value, EventStatus.POSTPONED.value])
    return dict(takes_place.values_list("listing_id").annotate(first=Min("start")))
