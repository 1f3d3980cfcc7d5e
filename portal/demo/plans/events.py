"""Dated events; a series without dates has no page and is named as left out."""

from collections.abc import Iterator

from portal.demo.mapping import REGIONAL_COORDINATION, iso, last_day
from portal.demo.plan import PagePlan, PageRef
from portal.demo.plans.common import Maker, rule_block
from portal.demo.records import EventRecord
from portal.listings.schedule import Dates


def event_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every dated event."""
    for record in maker.sources.events:
        if record.start is not None:
            yield _event(maker, record, event_dates(record))


def event_dates(record: EventRecord) -> Dates:
    """The event's time: one date, with times where known; several days when it ends on a later day.

    :raises ValueError: when the event has no date.
    """
    if record.start is None:
        msg = f"{record.id} has no date"
        raise ValueError(msg)
    day, start = record.start
    last, end = record.end or (day, None)
    return Dates(dates=(day,), last=last if last != day else None, start=start, end=end)


def _event(maker: Maker, record: EventRecord, dates: Dates) -> PagePlan:
    place = next((place for place in maker.sources.meeting_places if place.id == record.place), None)
    keeper = record.organiser or (place.organiser if place else "") or REGIONAL_COORDINATION
    values = (
        maker.shared_values(record, record.description)
        | maker.who(record.id, record.audience)
        | maker.access(record.id, price=record.price)
        | {
            "event_kind": "open_session" if record.place else "event",
            "meeting_place": PageRef(record.place) if record.place else None,
            "is_online": record.online,
            "municipality": maker.municipality(record.municipality),
            "venue_name": record.venue,
            "has_childcare": record.childcare,
            "sign_up_required": record.registration,
            "schedule_as_of": iso(last_day(record.as_of)),
            "schedule_check": record.status != "current" or not record.as_of,
        }
    )
    streams = maker.shared_streams(record, record.description) | {"schedule_rules": [rule_block(f"{record.id}/dates", dates)]}
    return PagePlan(
        report="events",
        model="events.EventPage",
        external_id=record.id,
        parent=keeper,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=streams,
        terms=maker.who_terms(record.id) | maker.access_terms(record.id),
        versions=maker.versions(record.id),
    )
