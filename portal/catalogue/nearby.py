"""The nearest meeting places, as the crow flies."""

from dataclasses import dataclass

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import SHOWN, in_language
from portal.listings.kinds import Kind
from portal.regions.distance import Coordinates, distance_km


@dataclass(frozen=True, slots=True)
class Nearby:
    """An entry and its distance in kilometres. A municipality's centre stands for a family's home, so it is always "about"."""

    entry: CatalogueEntry
    km: float


def nearest_places(here: Coordinates, *, lang: str, limit: int = 3, beyond: str = "") -> list[Nearby]:
    """Current meeting places by distance, nearest first (one query). Places without a point are left out.

    :param beyond: code of a municipality whose own places are left out.
    """
    places = in_language(lang).filter(kind=Kind.MEETING_PLACE.value, is_current=True).only(*SHOWN)
    found = []
    for entry in places:
        place = entry.listing.place
        if place is None or place.point is None or (beyond and place.municipality and place.municipality.code == beyond):
            continue
        found.append(Nearby(entry=entry, km=distance_km(here, Coordinates(place.point.lat, place.point.lon))))
    return sorted(found, key=lambda one: one.km)[:limit]
