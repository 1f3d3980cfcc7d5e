"""Whole listings, as they were published. The stored JSON goes out as it is: nothing is built again."""

import datetime as dt
import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.api.parameters import checked
from portal.api.problems import problem_response
from portal.api.v1.common import DEEPEST, KINDS, MOST, PROBLEMS, Language, MunicipalityCode, Paging, json_response
from portal.catalogue.models import ANYWHERE, CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.queries import has_facet
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI
from portal.localisation.languages import default_language, language_codes

router = Router(tags=["listings"])


def _moment(value: Any) -> Any:
    """A date is the start of that day in Finland."""
    if isinstance(value, str) and len(value) == len("2026-11-22"):
        return dt.datetime.combine(dt.date.fromisoformat(value), dt.time(), HELSINKI)
    return value


def _aware(value: dt.datetime) -> dt.datetime:
    if value.tzinfo is None:
        raise PydanticCustomError("time_zone", "a moment needs an offset (write the + of an offset as %2B)")
    return value


Moment = Annotated[dt.datetime, AfterValidator(_aware), BeforeValidator(_moment)]
MOMENT = "a date (YYYY-MM-DD, its start in Finland) or a moment with an offset (2026-11-22T09:00:00Z)"


class ListingsParameters(Paging):
    """Which listings."""

    kind: list[Kind] = Field(default=[], description=f"Any of {KINDS}; may be repeated.")
    municipality: list[MunicipalityCode] = Field(
        default=[],
        description="Three-digit municipality code, e.g. 491; may be repeated. What serves the whole country serves every municipality.",
    )
    organisation: UUID | None = Field(
        default=None,
        description="Id of an organisation: only what it maintains, provides or hosts, its fictional examples too.",
    )
    modified_since: Moment | None = Field(default=None, description=f"Only what has changed since: {MOMENT}.")


class ListingParameters(Schema):
    """In which language."""

    model_config = ConfigDict(extra="forbid")

    lang: Language = Field(default=default_language(), description=f"One of {', '.join(language_codes())}.")


class OccurrencesParameters(Schema):
    """Which dates of a listing."""

    model_config = ConfigDict(extra="forbid")

    since: Moment | None = Field(default=None, alias="from", description=f"Only what ends after: {MOMENT}. Now, when not given.")
    until: Moment | None = Field(default=None, alias="to", description=f"Only what begins before: {MOMENT}.")
    page: int = Field(default=1, ge=1, le=DEEPEST, description="A whole number from 1.")
    limit: int = Field(default=MOST, ge=1, le=MOST, description=f"A whole number from 1 to {MOST}.")

    @model_validator(mode="after")
    def _forwards(self) -> "OccurrencesParameters":
        if self.since is not None and self.until is not None and self.until < self.since:
            raise PydanticCustomError("window", "the window of time ends before it begins", {"parameter": "to"})
        return self


class ListingPage(Schema):
    """A page of listings. ``total`` counts all that match."""

    total: int
    page: int
    limit: int
    results: list[Listing]


class OccurrenceOut(Schema):
    """One date. ``id`` stays the same when the date moves; ``end`` is null when it is not known."""

    id: UUID
    start: dt.datetime
    end: dt.datetime | None
    all_day: bool
    status: EventStatus
    note: str
    moved_from: dt.datetime | None
    delivery_point: str


class OccurrencePage(Schema):
    """A page of dates, the earliest first. Historical listings and times that cannot be trusted have none."""

    total: int
    page: int
    limit: int
    results: list[OccurrenceOut]


@router.get("", response={200: ListingPage, 400: PROBLEMS[400]}, summary="Whole listings", operation_id="listings")
@decorate_view(checked(ListingsParameters))
def listings(request: HttpRequest, parameters: Query[ListingsParameters]) -> HttpResponse:
    """Every public listing once, in the reader's language where it has a text in it. In the order of titles.

    Fictional examples are left out unless their own municipality or their organisation is asked for.
    """
    found = in_language(_wanted(parameters), parameters.lang)
    first = (parameters.page - 1) * parameters.limit
    rows = found.order_by("sort_title", "listing_id").values_list("data", flat=True)[first : first + parameters.limit]
    return _page(found.count(), parameters.page, parameters.limit, rows)


@router.get("/{listing_id}", response={200: Listing, **PROBLEMS}, summary="One whole listing", operation_id="listing")
@decorate_view(checked(ListingParameters))
def listing(request: HttpRequest, listing_id: UUID, parameters: Query[ListingParameters]) -> HttpResponse:
    """The listing in the language asked for, else in Finnish; its `lang` tells which."""
    entry = in_language(CatalogueEntry.objects.filter(listing_id=listing_id, removed=False), parameters.lang).first()
    if entry is None:
        return gone()
    response = json_response(entry.data)
    response["Last-Modified"] = http_date(entry.written_at.timestamp())
    response["Content-Language"] = entry.lang
    return response


@router.get("/{listing_id}/occurrences", response={200: OccurrencePage, **PROBLEMS}, summary="Its dates", operation_id="occurrences")
@decorate_view(checked(OccurrencesParameters))
def occurrences(request: HttpRequest, listing_id: UUID, parameters: Query[OccurrencesParameters]) -> HttpResponse:
    """Dates within the next 18 months, cancelled ones among them with their status."""
    if not CatalogueEntry.objects.filter(listing_id=listing_id, removed=False).exists():
        return gone()
    since = parameters.since or timezone.now()
    found = Occurrence.objects.filter(listing_id=listing_id).filter(Q(end__gt=since) | Q(end=None, start__gte=_day_of(since)))
    if parameters.until is not None:
        found = found.filter(start__lt=parameters.until)
    first = (parameters.page - 1) * parameters.limit
    rows = found.order_by("start", "uid")[first : first + parameters.limit]
    return _page(found.count(), parameters.page, parameters.limit, (_occurrence(row).model_dump_json() for row in rows))


def in_language(entries: QuerySet[CatalogueEntry], lang: str) -> QuerySet[CatalogueEntry]:
    """Each listing once: its version in ``lang``, else in the default language."""
    if lang == default_language():
        return entries.filter(is_primary=True)
    own = CatalogueEntry.objects.filter(listing_id=OuterRef("listing_id"), lang=lang, removed=False)
    return entries.filter(Q(lang=lang) | (Q(is_primary=True) & ~Exists(own)))


def _wanted(parameters: ListingsParameters) -> QuerySet[CatalogueEntry]:
    entries = CatalogueEntry.objects.filter(removed=False)
    if parameters.kind:
        entries = entries.filter(kind__in=[kind.value for kind in parameters.kind])
    if parameters.organisation is not None:
        entries = entries.filter(has_facet("organisation", [str(parameters.organisation)]))
    if parameters.modified_since is not None:
        entries = entries.filter(written_at__gte=parameters.modified_since)
    if not parameters.municipality:
        return entries if parameters.organisation else entries.filter(is_example=False)
    facets = EntryFacet.objects.filter(entry=OuterRef("pk"), name="municipality")
    here = Exists(facets.filter(value__in=parameters.municipality))
    return entries.filter(here | (Exists(facets.filter(value=ANYWHERE)) & Q(is_example=False)))


def _day_of(moment: dt.datetime) -> dt.datetime:
    """Start of the moment's day in Finland: what has no known end counts to the end of its day."""
    return moment.astimezone(HELSINKI).replace(hour=0, minute=0, second=0, microsecond=0)


def _occurrence(row: Occurrence) -> OccurrenceOut:
    return OccurrenceOut(
        id=row.uid,
        start=row.start.astimezone(HELSINKI),
        end=row.end and row.end.astimezone(HELSINKI),
        all_day=row.all_day,
        status=EventStatus(row.status),
        note=row.note,
        moved_from=row.moved_from and row.moved_from.astimezone(HELSINKI),
        delivery_point=row.point_id,
    )


def _page(total: int, page: int, limit: int, results: Iterable[str]) -> HttpResponse:
    head = json.dumps({"total": total, "page": page, "limit": limit})[:-1]
    return json_response(f'{head}, "results": [{",".join(results)}]}}')


def gone() -> HttpResponse:
    """What is told of an id that no public listing has."""
    return problem_response(HTTPStatus.NOT_FOUND, "There is no public listing with this id.")
