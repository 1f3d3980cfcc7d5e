"""Distance as the crow flies."""

import math
from typing import NamedTuple

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""


class Coordinates(NamedTuple):
    """WGS 84 latitude and longitude in degrees."""

    lat: float
    lon: float


def distance_km(a: Coordinates, b: Coordinates) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2)
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2)
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(half_lat**2 + math.cos(lat_a) * math.cos(lat_b) * half_lon**2))
