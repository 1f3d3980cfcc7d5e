"""The region's content file as typed records: one model per kind; a field nobody knows is refused."""

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from portal.listings.value import Value

PARTIAL_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
PartialDate = Annotated[str, StringConstraints(pattern=PARTIAL_DATE)]
Status = Literal["current", "historical", "unverified"]


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """ "2026-02-19T16:30" and "2026-02-19" alike: (day, time or None)."""
    if isinstance(value, dt.datetime):
        return (value.date(), value.time())
    if isinstance(value, dt.date):
        return (value, None)
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?", str(value))
    return (match[1], match[2]) if match else value


def _internet_address(value: str) -> str:
    if not value.startswith(("https://", "http://")):
        msg = "an address on the web begins with https:// or http://"
        raise ValueError(msg)
    return value


Sources = Annotated[tuple[str, ...], BeforeValidator(_one_or_many), Field(min_length=1)]
Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
WebAddress = Annotated[str, AfterValidator(_internet_address)]
Moment = Annotated[tuple[dt.date, dt.time | None], BeforeValidator(_moment)]


class Record(Value):
    """What every record has. ``as_of``: when its facts were true, as exactly as known; empty when the source has no date."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,5}-[a-z0-9-]+$")]
    name: str
    status: Status
    source: Sources
    as_of: PartialDate | Literal[""] = ""


class Locality(Value):
    """A village or former municipality; its point where known (WGS 84 degrees)."""

    name: str
    lat: float | None = None
    lon: float | None = None


class MunicipalityRecord(Value):
    """A municipality with Statistics Finland's code and its family-centre area."""

    id: str
    name: str
    name_sv: str = ""
    code: Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
    lat: float
    lon: float
    family_centre_area: str
    area_basis: str
    status: Literal["current", "merged"]
    merged_into: str = ""
    merged_on: dt.date | None = None
    merge_source: str = ""
    localities: tuple[Locality, ...] = ()
    source: Sources
    as_of: PartialDate


class OrganisationRecord(Record):
    """An organisation; ``parent`` is a mere relation."""

    type: str
    agreement_party: bool = False
    municipality: str = ""
    locality: str = ""
    parent: str = ""
    scope: str = ""
    url: WebAddress | Literal[""] = ""
    role: str = ""
    name_en: str = ""


class MeetingPlaceRecord(Record):
    """A meeting place."""

    kind: Literal["family", "youth", "community"]
    municipality: str
    locality: str = ""
    venue: str = ""
    street: str = ""
    access: str = ""
    offers: str
    organiser: str = ""
    partners: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    schedule: str = ""
    opened: str = ""
    check: str = ""
    url: WebAddress | Literal[""] = ""


class PeerGroupRecord(Record):
    """A peer group or club."""

    organiser: str = ""
    partners: tuple[str, ...] = ()
    municipality: str = ""
    locality: str = ""
    scope: str = ""
    audience: Words = ()
    schedule: str = ""
    place: str = ""
    venue: str = ""
    online: bool = False
    registration: bool | None = None
    description: str = ""
    url: WebAddress | Literal[""] = ""


class DeliveryPointRecord(Value):
    """One way or place to get a service."""

    id: str
    name: str
    municipality: str = ""
    venue: str = ""
    phone: str = ""
    online: bool = False
    area: str = ""
    schedule: str = ""
    booking: str = ""
    booking_url: WebAddress | Literal[""] = ""
    description: str = ""
    check: str = ""
    as_of: PartialDate | Literal[""] = ""


class ServiceRecord(Record):
    """A service."""

    category: str
    organiser: str = ""
    provider_type: Literal["kunta", "järjestö", ""] = ""
    municipality: str = ""
    locality: str = ""
    venue: str = ""
    street: str = ""
    area: str = ""
    phone: str = ""
    phone_area: str = ""
    hours: str = ""
    price: str = ""
    booking: str = ""
    url: WebAddress | Literal[""] = ""
    audience: Words = ()
    themes: Words = ()
    description: str = ""
    description_basis: str = ""
    delivery_points: tuple[DeliveryPointRecord, ...] = ()


class HelplineRecord(Record):
    """A national helpline or chat."""

    scope: str
    phone: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    price: str = ""
    audience: Words = ()
    description: str = ""
    check: str = ""
    url: WebAddress | Literal[""] = ""


class EventRecord(Record):
    """An event; without ``start`` it is an undated series."""

    start: Moment | None = None
    end: Moment | None = None
    recurrence: str = ""
    municipality: str = ""
    place: str = ""
    venue: str = ""
    organiser: str = ""
    online: bool = False
    audience: Words = ()
    price: str = ""
    description: str = ""
    childcare: bool | None = None
    registration: bool | None = None
    typical_registrations: int | None = None
    open_to_all: bool | None = None


class ChapterRecord(Value):
    """A guide's chapter: the records it presents, in order."""

    id: str
    title: str
    items: tuple[str, ...]
    basis: Sources


class GuideRecord(Record):
    """A guide with its chapters."""

    former_name: str = ""
    update: str = ""
    owner: str = ""
    outline_status: str = ""
    chapters: Annotated[tuple[ChapterRecord, ...], Field(min_length=1)]


class MaterialRecord(Record):
    """A material of the Tietopankki."""

    type: str = ""
    owner: str = ""
    organiser: str = ""
    review: str = ""
    update: str = ""
    description: str = ""
    url: WebAddress | Literal[""] = ""


class Named(Value):
    """A record of a kind that has no page type yet: its name only."""

    id: str
    name: str = ""
