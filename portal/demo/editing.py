"""The demo's own editing as typed values: tagging, texts and times."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.listings.kinds import DeliveryKind, Kind, Responder
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


class AnswerWords(Value):
    """A finder's answer in one language; ``question``: the closer question that it leads to, if any."""

    text: Annotated[str, Field(max_length=80)]
    question: Annotated[str, Field(max_length=120)] = ""


class Answer(AnswerWords):
    """An answer of the situation finder and what it suggests. ``address``: its part of the web address."""

    address: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    topic: str = ""
    kind: Kind | None = None
    sv: AnswerWords
    en: AnswerWords


class Situation(Answer):
    """An answer to the finder's first question."""

    answers: tuple[Answer, ...] = ()


class OwnPage(Value):
    """A page of the home app."""

    slug: str = ""
    situations: tuple[Situation, ...] = ()
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
    families_finder: OwnPage
    youth_finder: OwnPage


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
