"""The fictional association in a fictional municipality: a living season around the day of loading."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from portal.demo.fiction import ExampleEvent, ExampleGroup, ExamplePlace, ExampleRecord
from portal.demo.mapping import page_slug
from portal.demo.plan import MunicipalityRef, PagePlan, PageRef, PictureRef, VersionPlan
from portal.demo.plans.common import row_id, rule_block
from portal.demo.plans.own_pages import HOME
from portal.demo.source import Sources
from portal.listings.kinds import EventStatus
from portal.listings.schedule import Dates, Weekly


def example_plans(sources: Sources, today: dt.date) -> Iterator[PagePlan]:
    """The association, its places, groups and events; ``today`` is the day of loading, in Finland."""
    example = sources.example
    here = MunicipalityRef(example.municipality.code)
    association = example.organisation
    yield PagePlan(
        report="example",
        model="organisations.OrganisationPage",
        external_id=association.id,
        parent=HOME,
        slug=page_slug(association.name),
        title=association.name,
        values=_texts(association) | {"organisation_kind": "example", "municipality": here},
        terms={"topics": association.topics},
        versions=tuple(
            VersionPlan(locale, texts.title, texts.summary) for locale, texts in (("sv", association.sv), ("en", association.en))
        ),
    )
    for place in example.places:
        yield _place(place, association.id, here)
    for group in example.groups:
        yield _group(group, association.id, here, today)
    for event in example.events:
        yield _event(event, association.id, here, today)


def _texts(record: ExampleRecord) -> dict[str, Any]:
    return {"summary": record.summary, "record_status": "example"}


def _who(record: ExampleRecord) -> dict[str, Any]:
    return {"age_min": record.age[0], "age_max": record.age[1], "is_free": record.free}


def _terms(record: ExampleRecord) -> dict[str, tuple[str, ...]]:
    return {
        "topics": record.topics,
        "audiences": record.audiences,
        "life_situations": record.situations,
        "age_bands": record.age_bands,
        "first_visit_facts": record.first_visit,
        "accessibility_facts": record.accessibility,
        "service_languages": record.languages,
    }


def _place(place: ExamplePlace, parent: str, here: MunicipalityRef) -> PagePlan:
    rules = [Weekly(weekdays=hours.weekdays, start=hours.start, end=hours.end) for hours in place.hours]
    picture = place.picture and PictureRef(place.picture.file, place.picture.alt, place.picture.credit)
    return PagePlan(
        report="example",
        model="places.MeetingPlacePage",
        external_id=place.id,
        parent=parent,
        slug=page_slug(place.name),
        title=place.name,
        values=_texts(place)
        | _who(place)
        | {"place_kind": place.kind, "municipality": here, "venue_name": place.venue, "way_in": place.way_in, "sign_up_required": False}
        | {"image": picture},
        streams={"schedule_rules": [rule_block(f"{place.id}/rule/{number}", rule) for number, rule in enumerate(rules)]},
        terms=_terms(place) | {"offers": place.offers},
    )


def _where(record: ExampleGroup | ExampleEvent, here: MunicipalityRef) -> dict[str, Any]:
    return {"meeting_place": PageRef(record.place) if record.place else None, "is_online": record.online, "municipality": here}


def _group(group: ExampleGroup, parent: str, here: MunicipalityRef, today: dt.date) -> PagePlan:
    first = today + dt.timedelta(days=group.day)
    anchor = first if group.interval > 1 else None
    rule = Weekly(weekdays=(first.isoweekday(),), interval=group.interval, anchor=anchor, start=group.start, end=group.end)
    begins, ends = (today + dt.timedelta(days=days) for days in group.season)
    season = {"start": begins.isoformat(), "end": ends.isoformat(), "name": ""}
    return PagePlan(
        report="example",
        model="groups.PeerGroupPage",
        external_id=group.id,
        parent=parent,
        slug=page_slug(group.name),
        title=group.name,
        values=_texts(group)
        | _who(group)
        | _where(group, here)
        | {
            "led_by": group.responder.value,
            "sign_up_required": group.sign_up,
            "sign_up_text": group.sign_up_text,
            "price_text": group.price,
        },
        streams={
            "schedule_rules": [rule_block(f"{group.id}/rule", rule)],
            "seasons": [{"type": "season", "value": season, "id": row_id(f"{group.id}/season")}],
        },
        terms=_terms(group),
    )


def _event(event: ExampleEvent, parent: str, here: MunicipalityRef, today: dt.date) -> PagePlan:
    day = today + dt.timedelta(days=event.day)
    last = today + dt.timedelta(days=event.last_day) if event.last_day is not None else None
    dates = Dates(dates=(day,), last=last, start=event.start, end=event.end)
    exceptions = []
    if event.moved_to is not None:
        moved = {"date": day.isoformat(), "new_date": (today + dt.timedelta(days=event.moved_to)).isoformat(), "note": event.note}
        exceptions.append({"type": "moved", "value": moved, "id": row_id(f"{event.id}/moved")})
    elif event.status is EventStatus.CANCELLED:
        cancelled = {"date": day.isoformat(), "note": event.note}
        exceptions.append({"type": "cancelled", "value": cancelled, "id": row_id(f"{event.id}/cancelled")})
    return PagePlan(
        report="example",
        model="events.EventPage",
        external_id=event.id,
        parent=parent,
        slug=page_slug(event.name),
        title=event.name,
        values=_texts(event)
        | _who(event)
        | _where(event, here)
        | {
            "event_kind": event.kind,
            "status": event.status.value,
            "status_note": event.note,
            "venue_name": event.venue,
            "has_childcare": event.childcare,
        },
        streams={"schedule_rules": [rule_block(f"{event.id}/dates", dates)], "schedule_exceptions": exceptions},
        terms=_terms(event),
    )
