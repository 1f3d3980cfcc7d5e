"""Parameters and values that several addresses share."""

from typing import Annotated, Any, Self

from django.http import HttpResponse
from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from portal.api.problems import Problem
from portal.listings.kinds import Kind
from portal.localisation.languages import default_language, language_codes

MOST = 100
"""Most results on a page."""
DEEPEST = 10_000
"""The last result that can be paged to."""
KINDS = ", ".join(kind.value for kind in Kind)
PROBLEMS: dict[int, Any] = {400: Problem, 404: Problem}


def _language(code: str) -> str:
    if code not in language_codes():
        raise PydanticCustomError("language", "is not a language of the portal")
    return code


Language = Annotated[str, AfterValidator(_language), Field(json_schema_extra={"enum": list(language_codes())})]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{3}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[-\w]{1,50}$")]


class Paging(Schema):
    """Which page of how many results, and in which language."""

    model_config = ConfigDict(extra="forbid")

    lang: Language = Field(
        default=default_language(),
        description=f"The reader's language: one of {', '.join(language_codes())}. What has no text in it comes in Finnish.",
    )
    page: int = Field(default=1, ge=1, le=DEEPEST, description=f"A whole number from 1; page times limit at most {DEEPEST}.")
    limit: int = Field(default=20, ge=1, le=MOST, description=f"Results on a page: a whole number from 1 to {MOST}.")

    @model_validator(mode="after")
    def _not_too_deep(self) -> Self:
        if self.page * self.limit > DEEPEST:
            raise PydanticCustomError("depth", "page times limit is too great", {"parameter": "page"})
        return self


def json_response(body: str) -> HttpResponse:
    """JSON that is ready to send."""
    return HttpResponse(body, content_type="application/json; charset=utf-8")
