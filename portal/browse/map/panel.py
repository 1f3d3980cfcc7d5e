"""The map beside a list: what its component shows, and the policy of a page that has one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext

from portal.browse.list_filters import VIEW
from portal.browse.map.drawing import RINGS_KM, Drawing, draw
from portal.browse.map.ground import Town, towns
from portal.browse.map.pins import pins_of
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.regions.distance import Coordinates

MAP = "map"
"""Value of ``VIEW``: the only view beside the list itself."""
MAPPED = frozenset({Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.SERVICE, Kind.EVENT, Kind.ORGANISATION})
"""Kinds that are somewhere. Helplines, guides and materials are read and heard at home."""
MAP_SIZE = 100
"""Listings on one page of the map: a region's lists are shorter, and a longer one has further pages."""


@dataclass(frozen=True, slots=True)
class MapPanel:
    """As the component ``map_panel`` shows it."""

    drawing: Drawing | None
    data: dict[str, Any]
    """What the script draws from; it holds nothing that the page's cards do not say."""
    listings: frozenset[UUID]
    """Ids of those that have a place on the map."""
    elsewhere: int
    """Listings that have none: online, by telephone, or at an address that is not public."""
    tiles_from: str
    """Host of the pictures of the ground, or empty: then nothing is fetched."""
    attribution: str
    with_everywhere: bool
    """Whether the drawing's numbers count what serves the whole country."""


def asks_for_map(query: QueryDict) -> bool:
    """Whether the address asks for the map."""
    return query.get(VIEW) == MAP


def map_panel(
    listings: Iterable[Listing],
    *,
    counts: Mapping[str, int],
    chosen: str,
    url: Callable[[str], str],
    near: Coordinates | None = None,
    with_everywhere: bool = True,
) -> MapPanel:
    """The map of these listings.

    :param counts: results by municipality code. :param chosen: code of a municipality, or empty.
    :param url: the address of the same map for one municipality.
    :param near: where the reader is, if that is known: distances are shown from there, else from the municipality.
    :param with_everywhere: whether what serves the whole country is among the counts.
    """
    by_listing = {listing.id: pins_of(listing) for listing in listings}
    here = frozenset(one for one, found in by_listing.items() if found)
    pins = [pin for found in by_listing.values() for pin in found]
    ground = [town for town in towns() if not town.is_example or town.code == chosen]
    drawing = draw(ground, [Coordinates(pin.lat, pin.lon) for pin in pins], counts=counts, chosen=chosen, url=url, near=near)
    return MapPanel(
        drawing=drawing,
        data={
            "pins": [asdict(pin) for pin in pins],
            "towns": [_told(town) for town in ground],
            "middle": list(near) if near else next((list(town.at) for town in ground if town.code == chosen), None),
            "here": near is not None,
            "rings": RINGS_KM,
            "tiles": settings.MAP_TILES_URL,
            "words": _words(),
        },
        listings=here,
        elsewhere=len(by_listing) - len(here),
        tiles_from=urlsplit(settings.MAP_TILES_URL).netloc,
        attribution=settings.MAP_TILES_ATTRIBUTION,
        with_everywhere=with_everywhere,
    )


def allow_tiles(response: HttpResponse) -> None:
    """Let this page, and no other, fetch pictures from the operator's own tile address, where there is one."""
    if settings.MAP_TILES_URL:
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        response._csp_config = directives | {  # type: ignore[attr-defined]  # how django-csp takes a policy for one response
            "img-src": [*directives["img-src"], tiles_origin(settings.MAP_TILES_URL)]
        }


def tiles_origin(url: str) -> str:
    """Scheme, host and port of a tile address, as a policy names them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _told(town: Town) -> dict[str, Any]:
    return {"name": town.name, "at": list(town.at), "villages": [[village.name, *village.at] for village in town.villages]}


def _words() -> dict[str, str]:
    """What the script says, in the active language."""
    return {
        "zoom_in": gettext("Zoom in"),
        "zoom_out": gettext("Zoom out"),
        "map": gettext("Map"),
        "close": gettext("Close"),
        "about": gettext("About here: the exact address is not on the map."),
        "directions": gettext("Directions"),
        "several": gettext("{n} results here"),
        "closer": gettext("{n} results: show them closer"),
        "shown": gettext("{n} results on the map"),
        "km": gettext("{n} km"),
    }
