"""The Listing: everything the public may know of one findable thing, in one language.

A Listing is drawn once from a page (``to_listing``) and stored in the catalogue; every output (cards, pages, search,
API, feeds, print) reads this value and nothing else, so all outputs agree by construction.
Nothing here knows Django or Wagtail. Texts are in ``lang``; where a text exists only in Finnish, it is Finnish.
"""

import datetime as dt
from enum import StrEnum
from functools import lru_cache
from typing import Self
from uuid import UUID

from pydantic import model_validator

from portal.listings.kinds import (
    AreaScope,
    DeliveryKind,
    EventStatus,
    Kind,
    PointPrecision,
    RecordStatus,
    Responder,
)
from portal.listings.schedule import Schedule
from portal.listings.value import Value

_KEPT = 200
"""Listings kept as values, some 6 MB: what a region's readers look at again and again. Reading one takes 50 µs, a page shows 20."""


class Term(Value):
    """A term of a vocabulary (topic, audience, life situation, …): stable ``slug`` and its label in the listing's language."""

    slug: str
    label: str


class OrganisationRef(Value):
    """An organisation named by a listing. ``url`` is the path of its page, or empty; ``id`` is None for a name only."""

    id: UUID | None = None
    name: str
    url: str = ""


class MunicipalityRef(Value):
    """A municipality by its three-digit Statistics Finland code."""

    code: str
    name: str


class Point(Value):
    """WGS 84 degrees, with how exactly they are known."""

    lat: float
    lon: float
    precision: PointPrecision

    @property
    def is_pin(self) -> bool:
        """Whether a map may show a pin; otherwise the point stands for an area and distances say "about"."""
        return self.precision in {PointPrecision.EXACT, PointPrecision.STREET}


class Place(Value):
    """Where it happens. A confidential place keeps no street, post code or point (checked here, the last door)."""

    name: str = ""
    """Named building or meeting place, e.g. "Pääkirjasto Joeli"."""
    listing_id: UUID | None = None
    """The meeting place's own listing, when the place has one."""
    url: str = ""
    """Path of that listing's page, or empty."""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    """Postal town or locality as written in an address."""
    locality: str = ""
    """Village or former municipality, e.g. "Kerimäki"."""
    municipality: MunicipalityRef | None = None
    way_in: str = ""
    """How to find the door, with a pram too."""
    point: Point | None = None
    confidential: bool = False

    @model_validator(mode="after")
    def _confidential_keeps_no_address(self) -> Self:
        if self.confidential and (self.street or self.postal_code or self.point or self.way_in):
            msg = "a confidential place keeps no street, post code, way in or point"
            raise ValueError(msg)
        return self


class Contact(Value):
    """An office, never a private person."""

    name: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    note: str = ""


class ServiceArea(Value):
    """Whom it serves. ``municipalities`` lists every municipality served (empty for NATIONAL and unknown)."""

    scope: AreaScope
    name: str = ""
    municipalities: tuple[MunicipalityRef, ...] = ()


class Price(Value):
    """``free`` is None while unknown: never assumed."""

    free: bool | None = None
    text: str = ""


class SignUp(Value):
    """``required`` is None while unknown: never assumed."""

    required: bool | None = None
    text: str = ""
    url: str = ""
    opens: dt.datetime | None = None
    closes: dt.datetime | None = None


class Eligibility(Value):
    """For whom. Ages in whole years, both ends included; None = no limit known."""

    audiences: tuple[Term, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    age_bands: tuple[Term, ...] = ()
    life_situations: tuple[Term, ...] = ()
    text: str = ""
    """For whom, in the source's own words."""


class DeliveryPoint(Value):
    """One way or place to get a service; ``id`` stays the same for the row's whole life."""

    id: str
    kind: DeliveryKind
    name: str = ""
    note: str = ""
    place: Place | None = None
    phone: str = ""
    url: str = ""
    schedule: Schedule | None = None
    languages: tuple[Term, ...] = ()
    interpreted_languages: tuple[Term, ...] = ()
    price: Price = Price()
    shows_on_bill: bool | None = None
    """Whether a call shows on the phone bill; None = unknown."""
    booking: str = ""
    booking_url: str = ""
    area: ServiceArea | None = None


class Freshness(Value):
    """How true it still is."""

    status: RecordStatus = RecordStatus.CURRENT
    information_from: str = ""
    """When the facts were true, as exactly as known: "2018", "2018-09" or "2018-09-10"."""
    confirmed_on: dt.date | None = None
    """Last day somebody responsible confirmed the page."""
    confirmed_by: str = ""
    """Organisation that confirmed it, never a person."""
    review_every_days: int = 180
    """Days until it is to be confirmed again."""
    check: str = ""
    """What is known to need checking."""

    @property
    def due_on(self) -> dt.date | None:
        """The day by which it is to be confirmed again; None when nobody has ever confirmed it."""
        return self.confirmed_on + dt.timedelta(days=self.review_every_days) if self.confirmed_on else None

    def is_overdue(self, day: dt.date) -> bool:
        """Whether a confirmation was missed by ``day`` (Europe/Helsinki). What was never confirmed has a source date instead."""
        return self.is_current and self.due_on is not None and self.due_on < day

    @property
    def year(self) -> str:
        """The year the facts are from, or empty when unknown."""
        return self.information_from[:4]

    @property
    def is_current(self) -> bool:
        """Whether the record counts for coverage, today and "open now"."""
        return self.status is RecordStatus.CURRENT


class Source(Value):
    """Where a fact comes from; shown as "Lähde"."""

    title: str
    url: str = ""
    date: str = ""


class Link(Value):
    """A web address with words."""

    title: str
    url: str


class ImageFile(Value):
    """One file of a picture; its size in pixels."""

    url: str
    width: int
    height: int


class ImageSource(Value):
    """Files of a picture in one format, the smallest first. A browser takes the first format it knows, and of its files the fitting one."""

    type: str
    """MIME type."""
    files: tuple[ImageFile, ...]

    @property
    def srcset(self) -> str:
        """The files as HTML's ``srcset``, by their widths."""
        return ", ".join(f"{file.url} {file.width}w" for file in self.files)


class Image(Value):
    """A picture ready to show; ``alt`` is empty for a decorative one. ``url``, ``width`` and ``height`` (pixels) are of one file that every
    browser shows."""

    url: str
    alt: str = ""
    width: int
    height: int
    credit: str = ""
    sources: tuple[ImageSource, ...] = ()
    """The same picture in other sizes and formats, the best format first; empty while they are being made."""
    shared: ImageFile | None = None
    """A listing's picture as services show it of a link: a JPEG of 1200 by 630."""

    @property
    def is_tall(self) -> bool:
        """Whether it is higher than wide; shown as wide as others it would not fit on a screen."""
        return self.height > self.width


class ListingRule(Value):
    """Which listings a section shows: all current ones of these kinds on any of these topics, in these municipalities.

    Empty kinds, topics or municipalities mean "any". Sorted by municipality, then title.
    """

    kinds: tuple[Kind, ...] = ()
    topics: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    """Municipality codes."""


class SectionType(StrEnum):
    """What a section of running content is."""

    TEXT = "text"
    NOTICE = "notice"
    IMAGE = "image"
    LISTINGS = "listings"


class Section(Value):
    """A piece of running content: safe HTML, or listings shown live from the catalogue (by choice or by rule)."""

    type: SectionType
    html: str = ""
    """Safe HTML, made from the editor's rich text."""
    heading: str = ""
    level: str = ""
    """Of a notice: info or important."""
    image: Image | None = None
    listing_ids: tuple[UUID, ...] = ()
    """Chosen listings, in the editor's order."""
    rule: ListingRule | None = None
    empty_text: str = ""
    """Shown when the rule finds nothing."""


class Part(Value):
    """A part with its own address that is searched within its whole, e.g. a guide's chapter."""

    id: UUID
    lang: str = "fi"
    """Language of the part's texts: a part may not be translated yet when its whole is."""
    title: str
    url: str
    organisation: OrganisationRef | None = None
    """Who answers for the part."""
    summary: str = ""
    plain_summary: str = ""
    """The same in plain language (selkosuomi)."""
    languages: tuple[str, ...] = ("fi",)
    """Languages in which the part has a text, Finnish first."""
    outdated: bool = False
    """The Finnish text changed after this language version was made."""
    texts_from: dt.date | None = None
    """As ``Listing.texts_from``."""
    sections: tuple[Section, ...] = ()
    text: str = ""
    """Plain text for search."""


class Listing(Value):
    """One findable thing in one language. See the module's text."""

    id: UUID
    """The page's own UUID: one for all languages."""
    external_id: str = ""
    """Id of the record in the source it was imported from."""
    kind: Kind
    subtype: str = ""
    """Finer kind: place family|youth|community; event's kind; service's kind; organisation's kind."""
    lang: str
    """Language of the texts (BCP 47)."""
    languages: tuple[str, ...] = ("fi",)
    """Languages with real text, Finnish first."""
    outdated: bool = False
    """The Finnish text changed after this language version was made."""
    texts_from: dt.date | None = None
    """Day on which the texts in ``lang`` were last brought in line with the Finnish ones; None in Finnish and when not known."""
    finnish_texts: tuple[str, ...] = ()
    """Free texts told here that exist in Finnish only (in the Finnish listing all of them), so that outputs mark them so."""
    url: str
    """Path of the page in this language, e.g. ``/sv/eloisa/perheneuvo/``."""

    title: str
    summary: str = ""
    plain_summary: str = ""
    """The same in plain language (selkosuomi)."""
    sections: tuple[Section, ...] = ()
    """The running content, in order."""
    body_text: str = ""
    """The same as plain text, for search."""
    alternative_names: tuple[str, ...] = ()
    """Former and everyday names; searched."""
    image: Image | None = None

    organisation: OrganisationRef | None = None
    """The organisation that maintains the page (parent in the tree)."""
    providers: tuple[OrganisationRef, ...] = ()
    provider_note: str = ""
    """Provider in words, e.g. "every municipality"."""
    hosts: tuple[OrganisationRef, ...] = ()
    co_hosts: tuple[OrganisationRef, ...] = ()

    place: Place | None = None
    online: bool = False
    area: ServiceArea | None = None
    municipalities: tuple[MunicipalityRef, ...] = ()
    """Every municipality whose families find this as theirs: by place or by area served. Empty with NATIONAL area = all."""
    locations: tuple[MunicipalityRef, ...] = ()
    """Municipalities where it physically is."""

    eligibility: Eligibility = Eligibility()
    topics: tuple[Term, ...] = ()
    offers: tuple[Term, ...] = ()
    """What is here: the four contents of a meeting place."""
    first_visit: tuple[Term, ...] = ()
    accessibility: tuple[Term, ...] = ()
    service_languages: tuple[Term, ...] = ()

    schedule: Schedule | None = None
    """Opening hours, or when the group or event is."""
    status: EventStatus = EventStatus.SCHEDULED
    status_note: str = ""
    price: Price = Price()
    sign_up: SignUp = SignUp()
    responder: Responder | None = None
    """Who leads the group or answers the line; None while unknown."""
    anonymous: bool | None = None
    """Whether one may stay anonymous; None while unknown."""
    childcare: bool | None = None
    contacts: tuple[Contact, ...] = ()
    delivery_points: tuple[DeliveryPoint, ...] = ()
    links: tuple[Link, ...] = ()
    file_url: str = ""
    """Address of a material's document, or empty."""
    version: str = ""
    """Edition or version label of a guide or material."""
    agreement_party: bool = False

    parts: tuple[Part, ...] = ()
    crisis: bool = False
    """A crisis helpline or service: comes first whenever life or safety may be at stake."""
    sensitive: bool = False
    """Set by topic (violence, divorce, youth): quick exit, neutral title, no-store."""
    freshness: Freshness = Freshness()
    sources: tuple[Source, ...] = ()
    first_published: dt.datetime | None = None
    modified: dt.datetime | None = None

    @staticmethod
    def stored(data: str | bytes) -> "Listing":
        """A Listing from its stored JSON. Fields of another release are passed over, so an update never breaks a page.

        What is read of the same text is the same value; the last _KEPT are kept.

        :raises pydantic.ValidationError: when what is there is not of the right type.
        """
        return _read(data)

    @staticmethod
    def stored_once(data: str | bytes) -> "Listing":
        """As ``stored``, of a listing that is not looked at again soon and should not push others out: it is not kept.

        :raises pydantic.ValidationError: as ``stored``.
        """
        return Listing.model_validate_json(data, extra="ignore")

    def is_finnish(self, words: str) -> bool:
        """Whether words that outputs make of this listing hold a text that exists in Finnish only. Its case does not matter: a sentence
        may begin with it."""
        folded = words.casefold()
        return any(text.casefold() in folded for text in self.finnish_texts)

    @property
    def is_example(self) -> bool:
        """Whether it is fictional sample content (never indexed, never counted)."""
        return self.freshness.status is RecordStatus.EXAMPLE

    @property
    def is_historical(self) -> bool:
        """Whether it is old information that must be shown as such."""
        return self.freshness.status is RecordStatus.HISTORICAL


@lru_cache(maxsize=_KEPT)
def _read(data: str | bytes) -> Listing:
    return Listing.stored_once(data)
