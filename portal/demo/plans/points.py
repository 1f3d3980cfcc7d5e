"""Delivery points as raw stream rows."""

from dataclasses import dataclass
from typing import Any

from portal.demo.editing import PointTexts
from portal.demo.plan import MunicipalityRef, PageRef
from portal.demo.plans.common import Maker, row_id, rule_blocks
from portal.listings.kinds import DeliveryKind


@dataclass(frozen=True, kw_only=True)
class PointFacts:
    """What is known of one delivery point; empty and None = not known."""

    id: str
    kind: DeliveryKind
    name: str = ""
    note: str = ""
    phone: str = ""
    url: str = ""
    municipality: MunicipalityRef | None = None
    venue: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    confidential: bool = False
    area_scope: str = ""
    area: str = ""
    languages: tuple[str, ...] = ()
    interpreted: tuple[str, ...] = ()
    free: bool | None = None
    shows_on_bill: bool | None = None
    booking: str = ""
    booking_url: str = ""
    words: str = ""
    """Times in words, from the record."""
    as_of: str | None = None
    """ISO date on which the times were last known to be true."""
    check: bool = False
    """The record is old, or its times are marked to be checked."""


def point_block(maker: Maker, facts: PointFacts) -> dict[str, Any]:
    """The row, with an id that stays the same from load to load."""
    own = maker.sources.texts.points.get(facts.id)
    return {
        "type": "point",
        "id": row_id(facts.id),
        "value": {
            "kind": facts.kind.value,
            "name": facts.name or (own.fi.name if own else ""),
            "note": (own.fi.note if own else "") or facts.note,
            "phone": facts.phone,
            "url": facts.url,
            **_place(maker, facts),
            "hours": _hours(maker, facts),
            "languages": list(facts.languages),
            "interpreted_languages": list(facts.interpreted),
            "is_free": _yes_no(facts.free),
            "price_text": "",
            "shows_on_bill": _yes_no(facts.shows_on_bill),
            "booking": facts.booking,
            "booking_url": facts.booking_url,
            "area_scope": facts.area_scope,
            "area": facts.area,
            "texts": _texts(own) if own else [],
        },
    }


def _place(maker: Maker, facts: PointFacts) -> dict[str, Any]:
    """Where it is: a meeting place of the content by its name, else the address."""
    named = next((place.id for place in maker.sources.meeting_places if facts.venue and place.name == facts.venue), "")
    return {
        "meeting_place": PageRef(named) if named else None,
        "municipality": facts.municipality,
        "venue_name": "" if named else facts.venue,
        "street": facts.street,
        "postal_code": facts.postal_code,
        "city": facts.city,
        "way_in": "",
        "is_confidential": facts.confidential,
    }


def _hours(maker: Maker, facts: PointFacts) -> dict[str, Any]:
    """Hours, as old as their source. Times whose date nobody knows are to be checked."""
    times = maker.known_times(facts.id, facts.words, facts.as_of or "")
    timed = bool(times.text) or times.always
    return {
        "rules": rule_blocks(facts.id, times),
        "exceptions": [],
        "round_the_clock": times.always,
        "closed_on_holidays": times.holidays == "closed",
        "by_appointment": False,
        "text": times.text,
        "as_of": facts.as_of if timed else None,
        "check": timed and (times.check or facts.check or facts.as_of is None),
    }


def _texts(own: PointTexts) -> list[dict[str, Any]]:
    versions = (("sv", own.sv), ("en", own.en))
    return [{"locale": locale, **words.model_dump(exclude={"hours"}), "hours_text": words.hours} for locale, words in versions]


def _yes_no(value: bool | None) -> str:
    return {True: "yes", False: "no"}.get(value, "") if value is not None else ""
