"""Where listings are, as the public may know it. A confidential place has no point (``Place``), so it is never on the map."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings

from portal.browse.points import address_line
from portal.browse.short_ids import short_id
from portal.content.choices import KIND_LABELS
from portal.listings.listing import Listing, Place
from portal.localisation.languages import current_language, path_in


@dataclass(frozen=True, slots=True)
class Pin:
    """One place of one listing. Degrees of WGS 84."""

    card: str
    """Short id of the listing, as its card carries it."""
    lat: float
    lon: float
    exact: bool
    """Whether the address itself is there; otherwise the point stands for a village or a municipality."""
    title: str
    lang: str
    """Language of the title."""
    kind: str
    """Its kind as a value, for the look, and in words."""
    kind_label: str
    url: str
    address: str
    """Building, street and town in one line."""
    directions: str
    """Address of the operator's own route planner with this address in it, or empty."""


def pins_of(listing: Listing) -> list[Pin]:
    """Every place of a listing that has a point: where it happens, and where a service is given. The same point stands once."""
    places = [listing.place, *(point.place for point in listing.delivery_points)]
    found: dict[tuple[float, float], Pin] = {}
    for place in places:
        if place is not None and place.point is not None and not place.confidential:
            found.setdefault((place.point.lat, place.point.lon), _pin(listing, place))
    return list(found.values())


def directions_url(place: Place) -> str:
    """The way there by the operator's own route planner (``MAP_DIRECTIONS_URL``): it hears the address and nothing else; or empty."""
    if not settings.MAP_DIRECTIONS_URL or not place.street or place.confidential:
        return ""
    town = place.city or place.locality or (place.municipality.name if place.municipality else "")
    address = ", ".join(part for part in (place.street, " ".join(part for part in (place.postal_code, town) if part)) if part)
    return str(settings.MAP_DIRECTIONS_URL).replace("{address}", quote(address, safe=""))


def _pin(listing: Listing, place: Place) -> Pin:
    point = place.point
    if point is None:
        msg = "a place without a point has no pin"
        raise ValueError(msg)
    return Pin(
        card=short_id(listing.id),
        lat=point.lat,
        lon=point.lon,
        exact=point.is_pin,
        title=listing.title,
        lang=listing.lang,
        kind=listing.kind.value,
        kind_label=str(KIND_LABELS[listing.kind]),
        url=path_in(current_language(), listing.url),
        address=address_line(place),
        directions=directions_url(place),
    )
