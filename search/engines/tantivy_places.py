"""Distances in a tantivy index: exact, for any number of points a document has, and in totals and facets, too.

Each point is a term, "<cell>:<latitude>,<longitude>", where a cell is 0.1 by 0.2 degrees (11 by 11 km in central Finland).
The points near a place are read from the dictionary of terms cell by cell, and those within the radius are asked for.
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import tantivy

from portal.regions.distance import EARTH_RADIUS_KM, Coordinates, distance_km

_DECIMALS = 5
"""About a metre."""
_CELL_LAT = 0.1
_CELL_LON = 0.2
_MOST_CELLS = 600
"""More cells than this are slower to read one by one than all points at once."""
_FIRST_RADIUS_KM = 10.0
_FARTHEST_KM = math.pi * EARTH_RADIUS_KM


def point_terms(points: Iterable[Coordinates]) -> list[str]:
    """Terms of a document's points."""
    return [f"{_row(point.lat)}_{_column(point.lon)}:{_written(point)}" for point in points]


def written_points(points: Iterable[Coordinates]) -> str:
    """A document's points as text; ``read_points`` reads it."""
    return " ".join(map(_written, points))


def read_points(text: str) -> list[Coordinates]:
    """Points written by ``written_points``."""
    return [_read(each) for each in text.split()]


def nearest_km(near: Coordinates, points: Iterable[Coordinates]) -> float | None:
    """Kilometres to the nearest of the points; None without one."""
    return min((distance_km(near, point) for point in points), default=None)


def terms_within(searcher: tantivy.Searcher, near: Coordinates, radius_km: float) -> list[str]:
    """Terms of every point of the index within the radius."""
    terms = []
    for prefix in _cells(near, radius_km):
        for term, _count in searcher.terms_with_prefix("point", prefix):
            if distance_km(near, _read(term.partition(":")[2])) <= radius_km:
                terms.append(term)
    return terms


def radii(upto_km: float | None) -> Iterator[float]:
    """Radii to try one after another when the nearest are looked for; the last one reaches everything (or ``upto_km``)."""
    last = _FARTHEST_KM if upto_km is None else upto_km
    radius = _FIRST_RADIUS_KM
    while radius < min(last, 1000.0):
        yield radius
        radius *= 2.5
    yield last


def _cells(near: Coordinates, radius_km: float) -> Sequence[str]:
    """Beginnings of the terms that may lie within the radius; one empty beginning stands for all."""
    degrees = math.degrees(radius_km / EARTH_RADIUS_KM)
    highest = min(89.0, abs(near.lat) + degrees)
    if abs(near.lat) + degrees > highest:
        return [""]
    # The widest part of a circle on a sphere lies nearer to the pole than its middle (Bronshtein: sin of the half angle).
    half_width = math.degrees(math.asin(min(1.0, math.sin(math.radians(min(degrees, 90.0))) / math.cos(math.radians(near.lat)))))
    rows = range(_row(near.lat - degrees), _row(near.lat + degrees) + 1)
    columns = range(_column(near.lon - half_width), _column(near.lon + half_width) + 1)
    crosses = near.lon - half_width < -180 or near.lon + half_width > 180  # the date line
    if crosses or len(rows) * len(columns) > _MOST_CELLS:
        return [""]
    return [f"{row}_{column}:" for row in rows for column in columns]


def _row(lat: float) -> int:
    return math.floor(lat / _CELL_LAT)


def _column(lon: float) -> int:
    return math.floor(lon / _CELL_LON)


def _written(point: Coordinates) -> str:
    return f"{point.lat:.{_DECIMALS}f},{point.lon:.{_DECIMALS}f}"


def _read(text: str) -> Coordinates:
    lat, _comma, lon = text.partition(",")
    return Coordinates(float(lat), float(lon))
