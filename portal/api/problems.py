"""Problem documents (RFC 9457): every refusal of the API says what was wrong and what is allowed.

Texts are for developers of other systems and in English, like the names of the parameters.
"""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse, JsonResponse
from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"


class ParameterFault(BaseModel):
    """One parameter at fault. ``allowed``: what it may be, in words."""

    model_config = ConfigDict(frozen=True)

    parameter: str
    detail: str
    allowed: str


class Problem(BaseModel):
    """A problem document (RFC 9457). ``type`` is "about:blank": the status says what kind of problem it is."""

    model_config = ConfigDict(frozen=True)

    type: Literal["about:blank"] = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str
    errors: tuple[ParameterFault, ...] = Field(default=(), description="Every parameter at fault; empty when none is.")


def problem_response(status: HTTPStatus, detail: str, errors: Sequence[ParameterFault] = ()) -> HttpResponse:
    """A problem document as a response, never kept by caches."""
    problem = Problem(title=status.phrase, status=status.value, detail=detail, errors=tuple(errors))
    response = JsonResponse(problem.model_dump(), status=status.value, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def not_found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """View of every address under the API that is nothing."""
    return problem_response(HTTPStatus.NOT_FOUND, "There is nothing at this address. The description of the API is at openapi.json.")
