"""The nearest ones, as the crow flies."""

from collections.abc import Iterable
from heapq import nsmallest
from typing import TypeVar

from portal.regions.distance import Coordinates, distance_km

T = TypeVar("T")


def nearest(places: Iterable[tuple[T, Coordinates | None]], here: Coordinates, *, most: int = 3) -> list[tuple[T, float]]:
    """Places with their distances in kilometres, nearest first, ``most`` at most; those without a point are left out.

    A municipality's centre stands for a family's home, so the distance is always "about".
    """
    known = ((distance_km(here, point), number, place) for number, (place, point) in enumerate(places) if point is not None)
    return [(place, km) for km, _number, place in nsmallest(most, known)]
