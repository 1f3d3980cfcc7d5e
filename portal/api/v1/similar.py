"""Listings like another one."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import ConfigDict, Field

from portal.api.parameters import checked
from portal.api.problems import Problem
from portal.api.v1.common import Language, json_response
from portal.api.v1.listings import gone
from portal.api.v1.search import Result, engine_is_down, results_of
from portal.catalogue.models import CatalogueEntry
from portal.localisation.languages import default_language, language_codes
from search import service
from search.engines.base import EngineError

router = Router(tags=["listings"])
MOST = 10
PROBLEMS: dict[int, Any] = {400: Problem, 404: Problem, 503: Problem}


class SimilarParameters(Schema):
    """How many, and for whom."""

    model_config = ConfigDict(extra="forbid")

    lang: Language = Field(default=default_language(), description=f"The reader's language: one of {', '.join(language_codes())}.")
    limit: int = Field(default=4, ge=1, le=MOST, description=f"Listings at most: a whole number from 1 to {MOST}.")


class Similar(Schema):
    """Listings alike, the most alike first; empty when nothing is."""

    results: list[Result]


@router.get("/{listing_id}/similar", response={200: Similar, **PROBLEMS}, summary="Listings like this one", operation_id="listSimilar")
@decorate_view(checked(SimilarParameters))
def list_similar(request: HttpRequest, listing_id: UUID, parameters: Query[SimilarParameters]) -> HttpResponse:
    """What is alike by its words, concepts and topics. Fictional examples and ended events are left out."""
    if not CatalogueEntry.objects.filter(listing_id=listing_id, removed=False).exists():
        return gone()
    try:
        found = service.similar(listing_id, parameters.lang, parameters.limit)
    except EngineError:
        return engine_is_down()
    return json_response(Similar(results=results_of(found)).model_dump_json())
