"""The map as a drawing by the server: municipalities with their numbers, places and distance rings. It needs no script and no tiles."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from portal.browse.map.ground import Town
from portal.regions.distance import Coordinates, distance_km

RINGS_KM = (5, 10, 25, 50, 100)
WIDTH = 360
"""Of the drawing in its own units: a unit is a CSS pixel on a phone, so that words stay readable there."""
_LEAST_KM, _FARTHEST_KM = 25, 150
"""What is always shown around a middle, and how far from it a municipality still is part of the picture."""
_MARGIN = 34
_TALLEST = 460
_SHORTEST = 220
_KM_PER_DEGREE = 111.195
"""Of latitude: EARTH_RADIUS_KM * pi / 180."""
_LEAST, _MOST = 13, 21
"""Radius of a municipality's disc."""
_LETTER = 8.1
_LINE = 17
"""Width of a letter and height of a line of a name, at most: the device's own letters are wider than ours."""
_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Disc:
    """A municipality. ``x``, ``y``, ``r``: units of the drawing; ``url``: its list, or empty where it has nothing."""

    name: str
    count: int
    url: str
    chosen: bool
    x: float
    y: float
    r: float
    name_x: float
    name_y: float
    anchor: str
    """SVG's text-anchor of the name."""


@dataclass(frozen=True, slots=True)
class Ring:
    """Everything within ``km`` of the middle."""

    km: int
    x: float
    y: float
    r: float
    name_x: float = 0
    name_y: float = 0
    has_room: bool = False
    """Whether its distance can be read at ``name_x``, ``name_y``: on the ring, within the drawing and under nothing."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template draws, from back to front."""

    height: int
    rings: tuple[Ring, ...]
    spots: tuple[Spot, ...]
    discs: tuple[Disc, ...]
    here: Spot | None = None
    """Where the reader is, when the reader told it."""
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to units by Mercator's projection, the one that tiles have."""

    left: float
    top: float
    scale: float

    def at(self, point: Coordinates) -> tuple[float, float]:
        return round((point.lon - self.left) * self.scale, 1), round((self.top - _mercator(point.lat)) * self.scale, 1)

    def km(self, km: float, lat: float) -> float:
        return round(km / _KM_PER_DEGREE / math.cos(math.radians(lat)) * self.scale, 1)


def draw(
    towns: Sequence[Town],
    places: Iterable[Coordinates],
    *,
    counts: Mapping[str, int],
    chosen: str,
    url: Callable[[str], str],
    near: Coordinates | None = None,
) -> Drawing | None:
    """The drawing, or None when there is nothing to draw.

    :param counts: results by municipality code. :param chosen: code of the municipality that is marked, or empty.
    :param url: the address of the list of a municipality, by its code.
    :param near: where the reader is; rings are drawn around it, else around the chosen municipality, else none.
    """
    shown = [town for town in towns if not town.is_example or town.code == chosen]
    if not shown:
        return None
    middle = near or next((town.at for town in shown if town.code == chosen), None)
    frame, height = _frame(_seen(middle, shown) if middle else [town.at for town in shown])
    most = max([counts.get(town.code, 0) for town in shown] + [1])
    discs: list[Disc] = []
    taken: list[_Box] = []
    placed = [(town, *frame.at(town.at), _radius(counts.get(town.code, 0), most)) for town in shown]
    placed = [one for one in placed if one[3] <= one[1] <= WIDTH - one[3] and one[3] <= one[2] <= height - one[3]]
    taken += [(x - r, y - r, x + r, y + r) for _town, x, y, r in placed]
    # The largest first: where two names would lie on each other, the one with more to find keeps its place.
    for town, x, y, r in sorted(placed, key=lambda one: -one[3]):
        name_x, name_y, anchor = _name_at(town.name, x, y, r, height, taken)
        count = counts.get(town.code, 0)
        discs.append(Disc(town.name, count, url(town.code) if count else "", town.code == chosen, x, y, r, name_x, name_y, anchor))
    rings = tuple(_ring(km, *frame.at(middle), frame.km(km, middle.lat), height, taken) for km in RINGS_KM[::-1]) if middle else ()
    spots = {frame.at(place) for place in places}
    return Drawing(
        height=height,
        rings=rings,
        spots=tuple(Spot(x, y) for x, y in sorted(spots) if 0 <= x <= WIDTH and 0 <= y <= height),
        discs=tuple(sorted(discs, key=lambda disc: disc.name)),
        here=Spot(*frame.at(near)) if near else None,
    )


def _mercator(lat: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def _seen(middle: Coordinates, towns: Sequence[Town]) -> list[Coordinates]:
    """The region as it lies around a middle: its surroundings, and every municipality that is not too far to matter."""
    return [*_around(middle, _LEAST_KM), *(town.at for town in towns if distance_km(middle, town.at) <= _FARTHEST_KM)]


def _around(middle: Coordinates, km: float) -> list[Coordinates]:
    """Two corners of the square around a circle."""
    lat, lon = km / _KM_PER_DEGREE, km / _KM_PER_DEGREE / math.cos(math.radians(middle.lat))
    return [Coordinates(middle.lat - lat, middle.lon - lon), Coordinates(middle.lat + lat, middle.lon + lon)]


def _frame(points: Sequence[Coordinates]) -> tuple[_Frame, int]:
    lons, heights = [point.lon for point in points], [_mercator(point.lat) for point in points]
    wide, tall = max(lons) - min(lons), max(heights) - min(heights)
    inner, most = WIDTH - 2 * _MARGIN, _TALLEST - 2 * _MARGIN
    least = 0.2  # degrees: one town alone is shown with its surroundings
    scale = min(inner / max(wide, least), most / max(tall, least))
    height = max(round(tall * scale) + 2 * _MARGIN, _SHORTEST)
    left = (min(lons) + max(lons)) / 2 - WIDTH / 2 / scale
    top = (min(heights) + max(heights)) / 2 + height / 2 / scale
    return _Frame(left, top, scale), height


def _radius(count: int, most: int) -> float:
    """By area: four times the results, twice the radius over the least."""
    return round(_LEAST + (_MOST - _LEAST) * math.sqrt(count / most), 1) if count else 5


def _ring(km: int, x: float, y: float, r: float, height: int, taken: list[_Box]) -> Ring:
    """The ring with its distance at the first free place on it, from its top outwards to both sides; the place is taken then."""
    wide = len(f"{km} km") * _LETTER
    for degrees in (side * angle for angle in range(0, 181, 15) for side in (1, -1)):
        name_x, name_y = x + r * math.sin(math.radians(degrees)), y - r * math.cos(math.radians(degrees))
        box = (name_x - wide / 2, name_y - _LINE / 2, name_x + wide / 2, name_y + _LINE / 2)
        if _is_within(box, height) and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Ring(km, x, y, r, round(name_x, 1), round(name_y + 4, 1), has_room=True)
    return Ring(km, x, y, r)


def _name_at(name: str, x: float, y: float, r: float, height: int, taken: list[_Box]) -> tuple[float, float, str]:
    """Where the name stands: below, above, right or left of the disc, the first that is free; it is taken then."""
    wide = len(name) * _LETTER
    middle = min(max(x, wide / 2 + 2), WIDTH - wide / 2 - 2)
    choices = [
        (middle, y + r + 14, "middle", middle - wide / 2),
        (middle, y - r - 5, "middle", middle - wide / 2),
        (x + r + 4, y + 5, "start", x + r + 4),
        (x - r - 4, y + 5, "end", x - r - 4 - wide),
    ]
    boxes = [(left, base - 12, left + wide, base - 12 + _LINE) for _x, base, _anchor, left in choices]

    def cost(box: _Box) -> float:
        return 10_000 * (not _is_within(box, height)) + sum(_overlap(box, other) for other in taken)

    best = min(range(len(choices)), key=lambda number: (cost(boxes[number]), number))
    taken.append(boxes[best])
    name_x, name_y, anchor, _left = choices[best]
    return round(name_x, 1), round(name_y, 1), anchor


def _is_within(box: _Box, height: int) -> bool:
    return box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= height


def _overlap(a: _Box, b: _Box) -> float:
    return max(min(a[2], b[2]) - max(a[0], b[0]), 0) * max(min(a[3], b[3]) - max(a[1], b[1]), 0)
