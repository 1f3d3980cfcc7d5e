"""Delivery points of a service, and what to ask before calling: hours, languages, bill, area served."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.browse.times import Times, may_assert, times_of
from portal.catalogue.models import Occurrence
from portal.content.wording import OpenStateKind
from portal.listings.kinds import AreaScope, DeliveryKind
from portal.listings.listing import DeliveryPoint, Listing, Place, ServiceArea


@dataclass(frozen=True, slots=True)
class PointView:
    """One way or place to get a service, as the component ``contact_block`` shows it."""

    kind: DeliveryKind
    title: str = ""
    note: str = ""
    place: str = ""
    place_url: str = ""
    phone: str = ""
    url: str = ""
    email: str = ""
    hours: tuple[str, ...] = ()
    open_state: str = ""
    """open, closed, always, unknown, or empty when nothing is said."""
    open_text: str = ""
    old: bool = False
    """The hours are from a source too old to be asserted."""
    languages: str = ""
    interpreted: str = ""
    serves: str = ""
    anonymous: bool | None = None
    on_bill: bool | None = None
    price: str = ""
    booking: str = ""
    booking_url: str = ""
    round_the_clock: bool = False
    check: bool = False
    """The hours are marked to be checked, whatever year they are from."""

    @property
    def url_label(self) -> str:
        """The address without its scheme."""
        return without_scheme(self.url)

    @property
    def is_open(self) -> bool:
        """Known to be open now."""
        return self.open_state in {"open", "always"}


def without_scheme(url: str) -> str:
    """A web address as people write it."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def point_views(listing: Listing, rows: Iterable[Occurrence], *, now: dt.datetime) -> list[PointView]:
    """Every delivery point; those known to be open now come first, else the editor's order stays.

    :param rows: next dates of the listing, with the point they belong to.
    """
    by_point: dict[str, list[Occurrence]] = {}
    for row in rows:
        by_point.setdefault(row.point_id, []).append(row)
    views = [_view(point, by_point.get(point.id, []), listing, now) for point in listing.delivery_points]
    return sorted(views, key=lambda view: not view.is_open)


def _view(point: DeliveryPoint, rows: list[Occurrence], listing: Listing, now: dt.datetime) -> PointView:
    times = times_of(point.schedule, rows[:3], now=now, opens=True, is_current=may_assert(listing))
    state = times.open if times and times.open and times.open.state is not OpenStateKind.UNKNOWN else None
    return PointView(
        kind=point.kind,
        title=_title(point),
        note=point.note,
        place=address_line(point.place),
        place_url=point.place.url if point.place else "",
        phone=point.phone,
        url=point.url,
        hours=_hours(times),
        open_state=state.state.value if state else "",
        open_text=capfirst(state.text) if state else "",
        old=bool(times and times.old),
        languages=", ".join(term.label for term in point.languages),
        interpreted=", ".join(term.label for term in point.interpreted_languages),
        serves=area_in_words(point.area),
        anonymous=listing.anonymous,
        on_bill=point.shows_on_bill if point.phone else None,
        price=price_in_words(point.price.free, point.price.text),
        booking=point.booking,
        booking_url=point.booking_url,
        round_the_clock=bool(point.schedule and point.schedule.round_the_clock),
        check=bool(point.schedule and point.schedule.check),
    )


def _hours(times: Times | None) -> tuple[str, ...]:
    if times is None:
        return ()
    if times.old:
        return (capfirst(times.old),)
    cancelled = gettext("cancelled")
    dates = tuple(capfirst(line.text) if line.takes_place else f"{line.text} ({cancelled})" for line in times.dates)
    return dates or tuple(capfirst(sentence) for sentence in times.sentences)


def address_line(place: Place | None) -> str:
    """Building, street and town in one line; of a confidential place the municipality alone."""
    if place is None:
        return ""
    town = place.city or place.locality or (place.municipality.name if place.municipality else "")
    if place.confidential:
        return gettext("%(town)s, address told when you call") % {"town": town} if town else gettext("address told when you call")
    post = " ".join(part for part in (place.postal_code, town) if part)
    return ", ".join(part for part in dict.fromkeys((place.name, place.street, post)) if part)


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
