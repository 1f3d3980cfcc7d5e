"""Meeting places and peer groups."""

from collections.abc import Iterator
from typing import Any

from portal.demo.mapping import REGIONAL_COORDINATION, locality, street_address
from portal.demo.plan import PagePlan, PageRef
from portal.demo.plans.common import Maker, organisations, rule_blocks
from portal.demo.records import MeetingPlaceRecord, PeerGroupRecord


def meeting_place_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every meeting place; one told by a single weak source stays a draft."""
    for record in maker.sources.meeting_places:
        yield _place(maker, record)


def _place(maker: Maker, record: MeetingPlaceRecord) -> PagePlan:
    street, postal_code, city = street_address(record.street)
    values = (
        maker.shared_values(record, record.offers)
        | maker.who(record.id, ())
        | maker.access(record.id)
        | maker.times(record, record.schedule)
        | {
            "place_kind": record.kind,
            "municipality": maker.municipality(record.municipality),
            "locality": locality(record.locality),
            "venue_name": record.venue,
            "street": street,
            "postal_code": postal_code,
            "city": city,
            "way_in": record.access,
        }
    )
    streams = maker.shared_streams(record, record.offers) | {
        "co_hosts": organisations(record.partners),
        "hosts": organisations(names=record.hosts),
        "schedule_rules": rule_blocks(record.id, maker.known_times(record.id, record.schedule, record.as_of)),
    }
    terms = maker.who_terms(record.id) | maker.access_terms(record.id) | {"offers": maker.tags(record.id).offers}
    return PagePlan(
        report="meeting places",
        model="places.MeetingPlacePage",
        external_id=record.id,
        parent=record.organiser or REGIONAL_COORDINATION,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=streams,
        terms=terms,
        versions=maker.versions(record.id),
    )


def peer_group_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every group."""
    for record in maker.sources.peer_groups:
        yield _group(maker, record)


def _group(maker: Maker, record: PeerGroupRecord) -> PagePlan:
    responder = maker.tags(record.id).responder
    values: dict[str, Any] = (
        maker.shared_values(record, record.description)
        | maker.who(record.id, record.audience)
        | maker.access(record.id)
        | maker.times(record, record.schedule)
        | {
            "led_by": responder.value if responder else "",
            "meeting_place": PageRef(record.place) if record.place else None,
            "is_online": record.online,
            "municipality": maker.municipality(record.municipality),
            "locality": locality(record.locality),
            "venue_name": record.venue,
            "sign_up_required": record.registration,
        }
    )
    streams = maker.shared_streams(record, record.description) | {
        "co_hosts": organisations(record.partners),
        "schedule_rules": rule_blocks(record.id, maker.known_times(record.id, record.schedule, record.as_of)),
    }
    return PagePlan(
        report="peer groups",
        model="groups.PeerGroupPage",
        external_id=record.id,
        parent=record.organiser or REGIONAL_COORDINATION,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=streams,
        terms=maker.who_terms(record.id) | maker.access_terms(record.id),
        versions=maker.versions(record.id),
    )
