"""The demo's own files as typed values: tagging, texts, times, the fictional season, the starter vocabularies."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from portal.listings.kinds import DeliveryKind, EventStatus, Kind, Responder
from portal.listings.schedule import Rule
from portal.listings.value import Value

AgeRange = tuple[int | None, int | None]


class Tags(Value):
    """Terms and stated facts of one record; see the head of tags.yaml. None = the record does not say."""

    topics: Annotated[tuple[str, ...], Field(min_length=1)]
    situations: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    age: AgeRange = (None, None)
    age_bands: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    first_visit: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    responder: Responder | None = None
    anonymous: bool | None = None
    free: bool | None = None
    delivery: tuple[DeliveryKind, ...] = ()
    shows_on_bill: bool | None = None
    crisis: bool = False
    subtype: Literal["", "online"] = ""
    maintainer: str = ""


class Times(Value):
    """Structured times of a record or delivery point; see the head of schedules.yaml."""

    text: str = ""
    rules: tuple[Annotated[Rule, Field(discriminator="type")], ...] = ()
    always: bool = False
    check: bool = False
    holidays: Literal["closed", "open"] = "closed"


class FinnishTexts(Value):
    """Own Finnish texts: ``summary`` leads, ``body`` is paragraphs."""

    summary: Annotated[str, Field(max_length=400)] = ""
    plain: Annotated[str, Field(max_length=600)] = ""
    body: tuple[str, ...] = ()


class VersionTexts(FinnishTexts):
    """Texts of a further language."""

    title: str


class RecordTexts(Value):
    """Own texts of one record, and its former and everyday names."""

    fi: FinnishTexts = FinnishTexts()
    sv: VersionTexts | None = None
    en: VersionTexts | None = None
    names: tuple[str, ...] = ()
    slug: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]*$")] = ""


class PointWords(Value):
    """A delivery point's words in one language; empty = as in the record, or in Finnish."""

    name: str = ""
    note: str = ""
    booking: str = ""
    hours: str = ""


class PointTexts(Value):
    """A delivery point's words."""

    fi: PointWords = PointWords()
    sv: PointWords
    en: PointWords


class ChapterTexts(Value):
    """A chapter's Finnish paragraphs."""

    fi: Annotated[tuple[str, ...], Field(min_length=1)]


class PageTexts(Value):
    """A page of the home app in one language."""

    title: str
    intro: str
    search_description: str = ""
    body: tuple[str, ...] = ()


class DoorWords(Value):
    """A door's words in one language."""

    title: Annotated[str, Field(max_length=80)]
    text: Annotated[str, Field(max_length=160)] = ""


class Door(DoorWords):
    """A situation in plain words and the topic or kind it leads to."""

    topic: str = ""
    kind: Kind | None = None
    sv: DoorWords
    en: DoorWords


class OwnPage(Value):
    """A page of the home app."""

    slug: str = ""
    doors: tuple[Door, ...] = ()
    fi: PageTexts
    sv: PageTexts
    en: PageTexts


class OwnPages(Value):
    """Pages that no record describes."""

    home: OwnPage
    families: OwnPage
    youth: OwnPage
    professionals: OwnPage
    about: OwnPage


class Localised(Value):
    """One text in every language."""

    fi: str
    sv: str
    en: str


class CampaignText(Value):
    """A campaign in one language."""

    title: str
    text: str


class Campaign(Value):
    """The campaign slot of the front page."""

    fi: CampaignText
    sv: CampaignText
    en: CampaignText


class SettingsTexts(Value):
    """Texts of the site settings."""

    operator: str
    crisis: Localised
    contact: Localised
    phone: str
    url: str
    campaign: Campaign


class AreaTexts(Value):
    """A family-centre area: its names and the contact that is known."""

    slug: str
    names: Localised
    contact: Localised
    phone: str = ""
    url: str = ""
    note: Localised


class Texts(Value):
    """texts.yaml."""

    records: dict[str, RecordTexts]
    points: dict[str, PointTexts]
    chapters: dict[str, ChapterTexts]
    areas: dict[str, AreaTexts]
    pages: OwnPages
    settings: SettingsTexts


class StarterTerm(Value):
    """A term with its labels; ages and flags where its vocabulary has them."""

    slug: str
    fi: str
    sv: str
    en: str
    min: int | None = None
    max: int | None = None
    sensitive: bool = False
    crisis: bool = False


class StarterBlock(StarterTerm):
    """A block of topics."""

    children: Annotated[tuple[StarterTerm, ...], Field(min_length=1)]


class Starter(Value):
    """starter.yaml: the vocabularies a portal begins with, in the order shown."""

    topics: tuple[StarterBlock, ...]
    life_situations: tuple[StarterTerm, ...]
    age_bands: tuple[StarterTerm, ...]
    audiences: tuple[StarterTerm, ...]
    service_languages: tuple[StarterTerm, ...]
    accessibility_facts: tuple[StarterTerm, ...]
    first_visit_facts: tuple[StarterTerm, ...]
    offers: tuple[StarterTerm, ...]

    def slugs(self, vocabulary: str) -> frozenset[str]:
        """Identifiers one may tag with; of topics only the leaves."""
        terms: tuple[StarterTerm, ...] = getattr(self, vocabulary)
        if vocabulary == "topics":
            terms = tuple(child for block in self.topics for child in block.children)
        return frozenset(term.slug for term in terms)


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

    def tags(self) -> Tags:
        """The tagging fields as the tags of a record."""
        return Tags(**{name: getattr(self, name) for name in Tags.model_fields if name in type(self).model_fields and name != "subtype"})


class ExampleOrganisation(ExampleRecord):
    """The fictional organisation."""

    subtype: str
    sv: VersionTexts
    en: VersionTexts


class ExamplePlace(ExampleRecord):
    """A fictional meeting place."""

    kind: Literal["family", "youth", "community"]
    venue: str
    way_in: str = ""
    hours: tuple[ExampleHours, ...]


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
