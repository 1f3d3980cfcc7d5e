"""Delivery points of a service, and what to ask before calling: hours, languages, bill, area served."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext

from portal.browse.times import Times, may_assert, times_of
from portal.catalogue.models import Occurrence
from portal.listings.kinds import AreaScope, DeliveryKind
from portal.listings.listing import DeliveryPoint, Listing, Place, ServiceArea
from portal.listings.value import Value


class PointView(Value):
    """One way or place to get a service, in words."""

    kind: DeliveryKind
    title: str
    note: str = ""
    place: Place | None = None
    phone: str = ""
    url: str = ""
    times: Times | None = None
    languages: str = ""
    interpreted: str = ""
    price: str = ""
    bill: str = ""
    booking: str = ""
    booking_url: str = ""
    serves: str = ""


def point_views(listing: Listing, rows: Iterable[Occurrence], *, now: dt.datetime) -> list[PointView]:
    """Every delivery point; those known to be open now come first, else the editor's order stays.

    :param rows: next dates of the listing, with the point they belong to.
    """
    by_point: dict[str, list[Occurrence]] = {}
    for row in rows:
        by_point.setdefault(row.point_id, []).append(row)
    views = [_view(point, by_point.get(point.id, []), listing, now) for point in listing.delivery_points]
    return sorted(views, key=lambda view: not (view.times and view.times.is_open))


def _view(point: DeliveryPoint, rows: list[Occurrence], listing: Listing, now: dt.datetime) -> PointView:
    return PointView(
        kind=point.kind,
        title=_title(point),
        note=point.note,
        place=point.place,
        phone=point.phone,
        url=point.url,
        times=times_of(point.schedule, rows[:3], now=now, opens=True, is_current=may_assert(listing)),
        languages=", ".join(term.label for term in point.languages),
        interpreted=", ".join(term.label for term in point.interpreted_languages),
        price=price_in_words(point.price.free, point.price.text),
        bill=_bill(point.shows_on_bill),
        booking=point.booking,
        booking_url=point.booking_url,
        serves=area_in_words(point.area),
    )


def _bill(shows: bool | None) -> str:
    if shows is None:
        return ""
    return gettext("The call shows on the phone bill") if shows else gettext("The call does not show on the phone bill")


def _title(point: DeliveryPoint) -> str:
    if point.name:
        return point.name
    if point.kind is DeliveryKind.PLACE and point.place and point.place.municipality:
        return point.place.name or point.place.municipality.name
    return {
        DeliveryKind.PLACE: gettext("At a place"),
        DeliveryKind.PHONE: gettext("By telephone"),
        DeliveryKind.CHAT: gettext("In a chat"),
        DeliveryKind.WEB: gettext("On the web"),
        DeliveryKind.HOME_VISIT: gettext("At home"),
        DeliveryKind.REMOTE: gettext("Remote meeting"),
    }[point.kind]


def price_in_words(free: bool | None, text: str) -> str:
    """The price's own words, else free or not when that is known; empty when unknown."""
    if text:
        return text
    if free is None:
        return ""
    return gettext("Free of charge") if free else gettext("There is a charge")


def area_in_words(area: ServiceArea | None) -> str:
    """Whom it serves: names every municipality of an area, so that a caller knows before calling."""
    if area is None:
        return ""
    if area.scope is AreaScope.NATIONAL:
        return gettext("the whole country")
    if area.scope is AreaScope.COUNTY:
        return gettext("the whole region")
    names = ", ".join(reference.name for reference in area.municipalities)
    if area.scope is AreaScope.AREA and area.name and names:
        return gettext("%(area)s: %(municipalities)s") % {"area": area.name, "municipalities": names}
    return names or area.name
