"""The map and its cards as a page shows them side by side, and the links from a list to its map and back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.browse.map.panel import MAP, MapPanel, map_panel
from portal.browse.tabs import Tab
from portal.listings.listing import Listing
from portal.regions.distance import Coordinates


@dataclass(frozen=True, slots=True)
class MapView:
    """What ``pages/parts/list_map.html`` shows: the map, and the cards (HTML) by whether they are on it, each in the order of the list."""

    panel: MapPanel
    cards: tuple[str, ...]
    elsewhere: tuple[str, ...]


def map_view(
    found: Sequence[tuple[Listing, str]],
    *,
    counts: Mapping[str, int],
    chosen: str,
    url: Callable[[str], str],
    near: Coordinates | None = None,
    with_everywhere: bool = True,
) -> MapView:
    """The map of these listings, each given with its card as HTML (headings of level 3). The rest: as ``map_panel`` has it."""
    panel = map_panel(
        (listing for listing, _card in found), counts=counts, chosen=chosen, url=url, near=near, with_everywhere=with_everywhere
    )
    return MapView(
        panel=panel,
        cards=tuple(card for listing, card in found if listing.id in panel.listings),
        elsewhere=tuple(card for listing, card in found if listing.id not in panel.listings),
    )


def view_links(url: Callable[[str], str], current: str) -> tuple[Tab, ...]:
    """The list and its map.

    :param url: the address of a view: of the list for "", of the map for ``MAP``. :param current: the view that is shown.
    """
    return tuple(Tab(label, url(view), view == current) for view, label in (("", gettext("List")), (MAP, gettext("Map"))))
