"""The thesaurus for other systems, as SKOS."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import ConfigDict, Field

from portal.api.parameters import checked
from portal.api.problems import Problem
from portal.api.public import MAX_AGE
from portal.thesaurus.skos_files import MEDIA_TYPES, SkosFormat, serialised

router = Router(tags=["thesaurus"])
_BY_MEDIA_TYPE: dict[str, SkosFormat] = {media.partition(";")[0]: form for form, media in MEDIA_TYPES.items()}
_DESCRIBED: dict[str, Any] = {
    "responses": {200: {"description": "SKOS", "content": {media: {"schema": {"type": "string"}} for media in _BY_MEDIA_TYPE}}}
}


class ThesaurusParameters(Schema):
    """In which notation."""

    model_config = ConfigDict(extra="forbid")

    format: SkosFormat | None = Field(
        default=None, description="turtle or json-ld; when it is not given, the header Accept decides, and Turtle when that does not."
    )


@router.get("", response={400: Problem}, summary="The thesaurus (SKOS)", operation_id="thesaurus", openapi_extra=_DESCRIBED)
@decorate_view(checked(ThesaurusParameters))
def thesaurus(request: HttpRequest, parameters: Query[ThesaurusParameters]) -> HttpResponse:
    """Every concept with its labels, what it is near to, and its topics. Drawn at most once a minute."""
    accepted = _BY_MEDIA_TYPE.get(request.get_preferred_type(list(_BY_MEDIA_TYPE)) or "", "turtle")
    form: SkosFormat = parameters.format or accepted
    text = cache.get_or_set(f"api.thesaurus.{form}", lambda: serialised(form), MAX_AGE)
    response = HttpResponse(text, content_type=MEDIA_TYPES[form])
    patch_vary_headers(response, ["Accept"])
    return response
