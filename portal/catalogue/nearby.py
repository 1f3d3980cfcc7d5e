"""The nearest meeting places, as the crow flies."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import SHOWN, has_facet, in_language
from portal.listings.kinds import Kind
from portal.regions.distance import Coordinates, distance_km


@dataclass(frozen=True, slots=True)
class Nearby:
    """An entry and its distance in kilometres. A municipality's centre stands for a family's home, so it is always "about"."""

    entry: CatalogueEntry
    km: float


def places_around(code: str, *, lang: str) -> list[CatalogueEntry]:
    """Every current meeting place, and those of one municipality whatever their state, by title (one query).

    :param code: municipality code. Its examples are among them, other municipalities' are not.
    """
    here = has_facet("municipality", [code])
    places = in_language(lang).filter(Q(is_current=True) | Q(here), kind=Kind.MEETING_PLACE.value)
    return list(places.only(*SHOWN).order_by("sort_title", "pk"))


def nearest(places: Iterable[CatalogueEntry], here: Coordinates, *, limit: int = 3) -> list[Nearby]:
    """Current meeting places by distance, nearest first. Places without a point are left out."""
    found = []
    for entry in places:
        place = entry.listing.place
        if entry.is_current and place is not None and place.point is not None:
            found.append(Nearby(entry=entry, km=distance_km(here, Coordinates(place.point.lat, place.point.lon))))
    return sorted(found, key=lambda one: one.km)[:limit]
