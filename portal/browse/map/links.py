"""From a listing to the map on which it is."""

from portal.browse.list_filters import VIEW
from portal.browse.map.panel import MAP, MAPPED
from portal.browse.routes import list_url
from portal.listings.listing import Listing


def map_url(listing: Listing) -> str:
    """The map of its kind in its municipality; empty unless its own address is public and its point is that of the address."""
    place = listing.place
    if listing.kind not in MAPPED or place is None or place.confidential or place.point is None or not place.point.is_pin:
        return ""
    code = place.municipality.code if place.municipality else ""
    return list_url(listing.kind, municipality=code, **{VIEW: MAP})
