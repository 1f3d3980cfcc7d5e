"""Completion of what is being typed, the same as under the portal's search boxes."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy, override
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import ConfigDict, Field, StringConstraints

from portal.api.parameters import checked
from portal.api.problems import Problem
from portal.api.v1.common import Language, json_response
from portal.api.v1.search import engine_is_down
from portal.localisation.languages import default_language, language_codes
from search import service
from search.engines.base import EngineError

router = Router(tags=["search"])
MOST = 10
SHORTEST = 2
"""Letters; of one letter everything would be a completion."""
_LABELS = {
    "title": gettext_lazy("Page"),
    "concept": gettext_lazy("Topic"),
    "municipality": gettext_lazy("Municipality"),
    "organisation": gettext_lazy("Organisation"),
}


class SuggestParameters(Schema):
    """What has been typed so far."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str, StringConstraints(max_length=200)] = Field(
        default="", description="What has been typed so far, at most 200 characters. Under two letters nothing is suggested."
    )
    lang: Language = Field(default=default_language(), description=f"The reader's language: one of {', '.join(language_codes())}.")
    limit: int = Field(default=8, ge=1, le=MOST, description=f"Suggestions at most: a whole number from 1 to {MOST}.")


class SuggestionOut(Schema):
    """Something that completes the words."""

    text: str
    kind: Literal["title", "concept", "municipality", "organisation"]
    label: str = Field(description="What kind it is, in the reader's language.")
    url: str = Field(description="Path on this host: the page, or of a concept the search for it.")


class Suggestions(Schema):
    """Suggestions, the best first."""

    q: str
    lang: str
    suggestions: list[SuggestionOut]


@router.get("", response={200: Suggestions, 400: Problem, 503: Problem}, summary="Complete words", operation_id="suggest")
@decorate_view(checked(SuggestParameters))
def suggest(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
    """Titles, concepts, municipalities and organisations that begin with or hold what was typed. Nothing typed is kept."""
    try:
        is_enough = len(parameters.q.strip()) >= SHORTEST
        found = service.suggest(parameters.q, parameters.lang, parameters.limit) if is_enough else ()
    except EngineError:
        return engine_is_down()
    with override(parameters.lang):
        suggestions = [SuggestionOut(text=each.text, kind=each.kind, label=str(_LABELS[each.kind]), url=each.url) for each in found]
    answer = Suggestions(q=parameters.q, lang=parameters.lang, suggestions=suggestions)
    return json_response(answer.model_dump_json())
