"""What can be asked of the search, and what is refused with a reason."""

import datetime as dt
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from portal.api.v1.common import KINDS, MunicipalityCode, Paging, Slug
from portal.listings.kinds import Kind
from search.engines.base import Sort
from search.forms import point_of
from search.page.when import day_of
from search.query.intents import IntentKind

FARTHEST = 500
"""Kilometres; more is the whole country."""


def _day(given: object) -> object:
    """Only days as they are documented: pydantic would also read seconds since 1970."""
    if isinstance(given, str) and day_of(given) is None:
        raise PydanticCustomError("day", "is not a day such as 2026-11-22")
    return given


Day = Annotated[dt.date, BeforeValidator(_day)]


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
    exact: bool = Field(default=False, description="true: the words as they are typed, without correcting their spelling.")
    without: list[IntentKind] = Field(
        default=[],
        alias="not",
        description="What the words were not meant to say, as in `intents`: any of place, age, time, online, free; may be repeated.",
    )
    near: str = Field(
        default="",
        description="Latitude and longitude (WGS 84 degrees) with a comma, e.g. 61.69,27.27; rounded to two decimals, never kept.",
    )
    radius: int | None = Field(
        default=None,
        ge=1,
        le=FARTHEST,
        description=f"Only what is at most so many kilometres from near: a whole number from 1 to {FARTHEST}.",
    )
    first: Day | None = Field(
        default=None, alias="from", description="Only what happens on this day or later, e.g. 2026-11-22 (Finnish time)."
    )
    last: Day | None = Field(default=None, alias="to", description="Only what happens on this day or earlier, not before from.")
    sort: Sort = Field(
        default=Sort.RELEVANCE,
        description="relevance; next: by the next date; modified: the latest change first; distance: the nearest to near first.",
    )

    @field_validator("near")
    @classmethod
    def _is_a_point(cls, given: str) -> str:
        if point_of(given) is None:
            raise PydanticCustomError("point", "is not latitude and longitude in degrees")
        return given

    @field_validator("radius")
    @classmethod
    def _has_a_middle(cls, given: int | None, info: ValidationInfo) -> int | None:
        if given is not None and not info.data.get("near"):
            raise PydanticCustomError("radius", "needs near")
        return given

    @field_validator("last")
    @classmethod
    def _comes_after(cls, given: dt.date | None, info: ValidationInfo) -> dt.date | None:
        first = info.data.get("first")
        if given is not None and first is not None and given < first:
            raise PydanticCustomError("days", "is before from")
        return given

    @field_validator("sort")
    @classmethod
    def _can_be_measured(cls, given: Sort, info: ValidationInfo) -> Sort:
        if given is Sort.DISTANCE and not info.data.get("near"):
            raise PydanticCustomError("sort", "by distance needs near")
        return given
