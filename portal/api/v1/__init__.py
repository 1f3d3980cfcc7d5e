"""The open API, version 1: search and whole listings, for every other system. Read only, no key, no cookies."""

import json
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.responses import NinjaJSONEncoder

from portal.api.problems import ParameterFault, problem_response
from portal.api.v1.common import json_response
from portal.api.v1.listings import router as listings
from portal.api.v1.search import router as search
from portal.api.v1.similar import router as similar
from portal.api.v1.suggest import router as suggest
from portal.api.v1.thesaurus import router as thesaurus

api = NinjaAPI(
    title="Perhekeskus",
    version="1",
    description=(
        "What families can find: meeting places, peer groups, services, helplines, events, guides, materials and organisations. "
        "Addresses (`url`) are paths on this host. Times are ISO 8601 with an offset. What is null or empty is unknown, never “no”. "
        "Listings whose `freshness.status` is `historical` are old information and must be shown as such; "
        "those with `example` are fictional. Faults are answered as application/problem+json (RFC 9457)."
    ),
    docs_url=None,
    openapi_url=None,  # told by ``description``, made once
    urls_namespace="api-v1",
)
api.add_router("/search", search)
api.add_router("/suggest", suggest)
api.add_router("/thesaurus", thesaurus)
api.add_router("/listings", listings)
api.add_router("/listings", similar)


@api.exception_handler(ValidationError)
def malformed_path(request: HttpRequest, refused: Any) -> HttpResponse:
    """A malformed identifier in the path; query parameters are checked before (``portal.api.parameters``)."""
    faults = [
        ParameterFault(parameter=str(error["loc"][-1]), detail=f"{error['msg']}.", allowed="a listing's id (UUID)")
        for error in refused.errors
    ]
    return problem_response(HTTPStatus.BAD_REQUEST, "The address is not well formed.", faults)


def description(request: HttpRequest) -> HttpResponse:
    """The API's description (OpenAPI 3.1)."""
    return json_response(_description())


@lru_cache(maxsize=1)
def _description() -> str:
    return json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder)
