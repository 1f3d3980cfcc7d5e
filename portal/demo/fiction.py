"""The fictional season as typed values. Days are counted from the day of loading."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from portal.demo.editing import AgeRange, VersionTexts
from portal.listings.kinds import EventStatus, Responder
from portal.listings.value import Value

PICTURES = Path(__file__).parent / "data"


class ExampleHours(Value):
    """Weekly opening hours (ISO weekdays, local time)."""

    weekdays: tuple[int, ...]
    start: dt.time
    end: dt.time


class ExampleRecord(Value):
    """What fictional records share. The tagging fields mean what they mean in tags.yaml."""

    id: str
    name: str
    summary: str
    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    situations: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    age: AgeRange = (None, None)
    age_bands: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    first_visit: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: bool | None = None


class ExampleOrganisation(ExampleRecord):
    """The fictional organisation."""

    subtype: str
    sv: VersionTexts
    en: VersionTexts


class ExamplePicture(Value):
    """A drawing of ours, by its file beside the content, with its words."""

    file: str
    alt: str
    credit: str

    @field_validator("file")
    @classmethod
    def _is_there(cls, name: str) -> str:
        if not (PICTURES / name).is_file():
            raise ValueError(f"there is no {name} beside the content")
        return name


class ExamplePlace(ExampleRecord):
    """A fictional meeting place."""

    kind: Literal["family", "youth", "community"]
    venue: str
    way_in: str = ""
    hours: tuple[ExampleHours, ...]
    picture: ExamplePicture | None = None


class ExampleGroup(ExampleRecord):
    """A fictional group on the weekday of ``day`` (days from loading), within ``season`` (first and last day from loading)."""

    place: str = ""
    online: bool = False
    responder: Responder
    sign_up: bool
    sign_up_text: str = ""
    price: str = ""
    day: int
    start: dt.time
    end: dt.time
    interval: int = 1
    season: tuple[int, int]


class ExampleEvent(ExampleRecord):
    """A fictional event ``day`` days from loading."""

    kind: Literal["event", "open_session", "outreach_visit", "theme_day", "training"]
    place: str = ""
    venue: str = ""
    online: bool = False
    day: int
    last_day: int | None = None
    moved_to: int | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    status: EventStatus = EventStatus.SCHEDULED
    note: str = ""
    childcare: bool | None = None

    @model_validator(mode="after")
    def _moved_says_where(self) -> "ExampleEvent":
        if (self.status is EventStatus.MOVED) != (self.moved_to is not None):
            msg = "a moved event, and only that, says the day it moved to"
            raise ValueError(msg)
        return self


class ExampleMunicipality(Value):
    """The fictional municipality."""

    code: str
    slug: str
    name: str
    introduction: str


class Example(Value):
    """example.yaml."""

    municipality: ExampleMunicipality
    organisation: ExampleOrganisation
    places: tuple[ExamplePlace, ...]
    groups: tuple[ExampleGroup, ...]
    events: tuple[ExampleEvent, ...]
