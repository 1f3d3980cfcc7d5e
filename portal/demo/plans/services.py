"""Services and helplines with their delivery points."""

from collections.abc import Iterator
from typing import Any

from portal.demo.mapping import FREE, NATIONAL, REGIONAL_COORDINATION, WHOLE_COUNTY, iso, languages, last_day, street_address
from portal.demo.plan import PagePlan
from portal.demo.plans.common import Maker
from portal.demo.plans.points import PointFacts, point_block
from portal.demo.records import DeliveryPointRecord, HelplineRecord, ServiceRecord
from portal.listings.kinds import DeliveryKind

PROVIDERS = {"kunta": "Etelä-Savon kunnat", "järjestö": "Järjestöt, seurakunnat ja kunnat", "": ""}
"""Providers in words, when every one of a kind provides."""
CONFIDENTIAL = frozenset({"pv-turvakoti-place"})
"""Points whose address is stored nowhere."""
PHONE_AREAS = {"pv-perheneuvo-phone": "mikkeli"}
"""Numbers that serve one family-centre area although the service serves the county (content file: phone_area)."""


def service_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every service."""
    for record in maker.sources.services:
        yield _service(maker, record)


def _service(maker: Maker, record: ServiceRecord) -> PagePlan:
    tags = maker.tags(record.id)
    values = (
        maker.shared_values(record, record.description)
        | maker.who(record.id, record.audience)
        | maker.access(record.id, price=record.price)
        | _answers(maker, record.id)
        | {
            "service_kind": tags.subtype or "service",
            "area_scope": _scope(record),
            "area_municipality": maker.municipality(record.municipality) if record.area != WHOLE_COUNTY else None,
            "provider_note": PROVIDERS[record.provider_type],
            "sign_up_text": record.booking,
        }
    )
    points = [_own_point(maker, record, point) for point in record.delivery_points]
    points += [_made_point(maker, record, kind) for kind in tags.delivery]
    return PagePlan(
        report="services",
        model="services.ServicePage",
        external_id=record.id,
        parent=record.organiser or REGIONAL_COORDINATION,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=maker.shared_streams(record, record.description) | {"delivery_points": points},
        terms=maker.who_terms(record.id) | maker.access_terms(record.id),
        versions=maker.versions(record.id),
    )


def _scope(record: ServiceRecord) -> str:
    """The area served, as far as it is told: what the wellbeing services county runs, and does not tie to a town, serves the county."""
    if record.area == WHOLE_COUNTY or (record.organiser == REGIONAL_COORDINATION and not record.municipality):
        return "county"
    return ""


def _answers(maker: Maker, record_id: str) -> dict[str, Any]:
    tags = maker.tags(record_id)
    return {"answered_by": tags.responder.value if tags.responder else "", "is_crisis": tags.crisis}


def _own_point(maker: Maker, record: ServiceRecord, point: DeliveryPointRecord) -> dict[str, Any]:
    """A delivery point that the record tells of itself."""
    kind = DeliveryKind.REMOTE if point.online else DeliveryKind.PHONE if point.phone else DeliveryKind.PLACE
    facts = PointFacts(
        id=point.id,
        kind=kind,
        name=point.name,
        note=point.description,
        phone=point.phone,
        municipality=maker.municipality(point.municipality),
        venue=point.venue,
        booking=point.booking,
        booking_url=point.booking_url,
        area_scope="county" if point.area == WHOLE_COUNTY else "",
        words=point.schedule,
        as_of=iso(last_day(point.as_of or record.as_of)),
        check=record.status != "current" or bool(point.check),
    )
    return point_block(maker, facts)


def _made_point(maker: Maker, record: ServiceRecord, kind: DeliveryKind) -> dict[str, Any]:
    """A delivery point made from the record's own number, address or page."""
    point_id = f"{record.id}-{kind.value}"
    at_place = kind is DeliveryKind.PLACE
    confidential = point_id in CONFIDENTIAL
    street, postal_code, city = street_address(record.street) if at_place and not confidential else ("", "", "")
    area = PHONE_AREAS.get(point_id, "")
    facts = PointFacts(
        id=point_id,
        kind=kind,
        phone=record.phone if kind is DeliveryKind.PHONE else "",
        url=record.url if kind in {DeliveryKind.WEB, DeliveryKind.CHAT} else "",
        municipality=maker.municipality(record.municipality) if at_place else None,
        venue=record.venue if at_place and not confidential else "",
        street=street,
        postal_code=postal_code,
        city=city,
        confidential=confidential,
        area_scope="area" if area else "",
        area=area,
        free=True if record.price == FREE and kind is not DeliveryKind.PLACE else None,
        words=record.hours if kind in {DeliveryKind.PHONE, DeliveryKind.CHAT} else "",
        as_of=iso(last_day(record.as_of)),
        check=record.status != "current",
    )
    return point_block(maker, facts)


def helpline_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every helpline, under the organisation that runs it or the regional coordination."""
    for record in maker.sources.helplines:
        yield _helpline(maker, record)


def _helpline(maker: Maker, record: HelplineRecord) -> PagePlan:
    tags = maker.tags(record.id)
    spoken, _interpreted = languages(record.languages)
    values = (
        maker.shared_values(record, record.description)
        | maker.who(record.id, record.audience)
        | maker.access(record.id, price=record.price)
        | _answers(maker, record.id)
        | {"service_kind": "helpline", "area_scope": "national" if record.scope == NATIONAL else ""}
    )
    return PagePlan(
        report="helplines",
        model="services.ServicePage",
        external_id=record.id,
        parent=tags.maintainer or REGIONAL_COORDINATION,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=maker.shared_streams(record, record.description)
        | {"delivery_points": [_line(maker, record, kind) for kind in tags.delivery]},
        terms=maker.who_terms(record.id) | maker.access_terms(record.id, spoken),
        versions=maker.versions(record.id),
    )


def _line(maker: Maker, record: HelplineRecord, kind: DeliveryKind) -> dict[str, Any]:
    spoken, interpreted = languages(record.languages)
    tags = maker.tags(record.id)
    by_phone = kind is DeliveryKind.PHONE
    facts = PointFacts(
        id=f"{record.id}-{kind.value}",
        kind=kind,
        note=record.check,
        phone=record.phone if by_phone else "",
        url="" if by_phone else record.url,
        languages=spoken,
        interpreted=interpreted,
        free=True if record.price == FREE else None,
        shows_on_bill=tags.shows_on_bill if by_phone else None,
        words=record.hours,
        as_of=iso(last_day(record.as_of)),
        check=record.status != "current",
    )
    return point_block(maker, facts)
