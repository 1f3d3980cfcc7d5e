"""Delivery points as values."""

from typing import Any

from portal.content.blocks.schedule import schedule_from_blocks
from portal.content.models.address import meeting_place_value
from portal.content.once import once
from portal.content.places import municipality_ref, service_area
from portal.content.public import is_public
from portal.listings.kinds import DeliveryKind, PointPrecision
from portal.listings.listing import DeliveryPoint, Place, Point, Price, Term
from portal.listings.schedule import Schedule
from portal.regions.models import FamilyCentreArea
from portal.taxonomy.models import ServiceLanguage


def delivery_point_values(stream: Any, lang: str) -> tuple[DeliveryPoint, ...]:
    """Delivery points of a service, in the editor's order, with the rows' stable ids."""
    if not len(stream):
        return ()
    languages = {one.slug: one.to_value(lang) for one in once("service languages", lambda: list(ServiceLanguage.objects.all()))}
    areas = {area.slug: area for area in once("areas", lambda: list(FamilyCentreArea.objects.all()))}
    return tuple(_point(child.id, child.value, lang, languages, areas) for child in stream)


def delivery_point_texts(stream: Any) -> set[str]:
    """Finnish texts of delivery points that can be told in further languages."""
    return {child.value[name] or "" for child in stream for name in ("name", "note", "booking")} | {
        child.value["hours"]["text"] or "" for child in stream
    }


def _point(row_id: str, value: Any, lang: str, languages: dict[str, Term], areas: dict[str, FamilyCentreArea]) -> DeliveryPoint:
    texts = {name: value[name] or "" for name in ("name", "note", "booking")} | {"hours_text": value["hours"]["text"] or ""}
    for version in value["texts"]:
        if version["locale"] == lang:
            texts |= {name: version[name] for name in texts if version[name]}
    return DeliveryPoint(
        id=row_id,
        kind=DeliveryKind(value["kind"]),
        name=texts["name"],
        note=texts["note"],
        place=_place(value, lang),
        phone=value["phone"] or "",
        url=value["url"] or "",
        schedule=_schedule(value["hours"], texts["hours_text"]),
        languages=tuple(languages[slug] for slug in value["languages"] or () if slug in languages),
        interpreted_languages=tuple(languages[slug] for slug in value["interpreted_languages"] or () if slug in languages),
        price=Price(free=_yes_no(value["is_free"]), text=value["price_text"] or ""),
        shows_on_bill=_yes_no(value["shows_on_bill"]),
        booking=texts["booking"],
        booking_url=value["booking_url"] or "",
        area=service_area(value["area_scope"] or "", municipality=value["municipality"], area=areas.get(value["area"] or ""), lang=lang),
    )


def _yes_no(choice: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(choice or "")


def _schedule(hours: Any, text: str) -> Schedule | None:
    schedule = schedule_from_blocks(
        hours["rules"],
        [],
        hours["exceptions"],
        round_the_clock=bool(hours["round_the_clock"]),
        closed_on_holidays=hours["closed_on_holidays"],
        by_appointment=bool(hours["by_appointment"]),
        text=text,
        as_of=hours["as_of"],
        check=bool(hours["check"]),
    )
    return schedule if schedule.says_something else None


def _place(value: Any, lang: str) -> Place | None:
    municipality = municipality_ref(value["municipality"], lang)
    if value["is_confidential"]:
        return Place(municipality=municipality, confidential=True)
    page = value["meeting_place"]
    if is_public(page):
        return meeting_place_value(page.specific, lang)
    if not (municipality or value["venue_name"] or value["street"]):
        return None
    centre = value["municipality"].coordinates if value["municipality"] else None
    point = Point(lat=centre.lat, lon=centre.lon, precision=PointPrecision.MUNICIPALITY) if centre else None
    return Place(
        name=value["venue_name"] or "",
        street=value["street"] or "",
        postal_code=value["postal_code"] or "",
        city=value["city"] or "",
        municipality=municipality,
        way_in=value["way_in"] or "",
        point=point,
    )
