"""Where the reader says to be: a municipality or locality by its name, or a point rounded to about a kilometre.

Nothing of it is kept: it is read from the request, and forgotten with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from portal.localisation.languages import language_codes
from portal.regions.distance import Coordinates
from portal.regions.models import Locality, Municipality
from search.engines.base import EngineError
from search.language import fold_accents
from search.language.voikko import AnalyserUnavailableError
from search.names import Names, current_names
from search.query.places import Gazetteer, NamedPlace, find_places
from search.query.words import read_words

_LIKE_ENOUGH = 80.0
"""Similarity of names (rapidfuzz's ratio, 0-100) from which a mistyped one is taken for the other: one letter of five."""


@dataclass(frozen=True, slots=True)
class Near:
    """``given``: as the address has it. ``point``: None when nobody knows the place. ``label``: its name in the reader's
    language, empty for a point from the reader's device. ``code``: its municipality, where it was named."""

    given: str = ""
    point: Coordinates | None = None
    label: str = ""
    code: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether a place was named that nobody knows."""
        return bool(self.given) and self.point is None


def find_near(given: str, point: Coordinates | None, lang: str) -> Near:
    """The place ``given`` means, in any case form and with a slip of the finger; ``point`` when it is one already.

    No SQL but twice after names have changed. Raises EngineError when words cannot be analysed now.
    """
    if not given or point is not None:
        return Near(given, point)
    names = current_names()
    try:
        found = _named(given, names.gazetteer)
    except AnalyserUnavailableError as error:
        raise EngineError(str(error)) from error
    points = _points(names)
    for place in found:
        coordinates = points.get((place.code, place.name)) if place.is_locality else None
        coordinates = coordinates or points.get((place.code, ""))
        if coordinates:
            return Near(given, coordinates, _label(place, names, lang), place.code)
    return Near(given)


def _named(given: str, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    exact = find_places(read_words(given, language_codes()), gazetteer)
    if exact:
        return tuple(match.place for match in exact)
    by_name = {fold_accents(place.name): place for places in gazetteer.places.values() for place in places}
    close = process.extractOne(fold_accents(given), by_name.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return (by_name[close[0]],) if close else ()


def _label(place: NamedPlace, names: Names, lang: str) -> str:
    municipality = names.label("municipality", place.code, lang)
    return f"{place.name} ({municipality})" if place.is_locality and place.name != municipality else municipality


_kept: tuple[Names, Mapping[tuple[str, str], Coordinates]] | None = None


def _points(names: Names) -> Mapping[tuple[str, str], Coordinates]:
    """(municipality code, locality or empty) -> its point; read anew whenever the names have been."""
    global _kept
    kept = _kept
    if kept is None or kept[0] is not names:
        _kept = kept = (names, _read_points())
    return kept[1]


def _read_points() -> dict[tuple[str, str], Coordinates]:
    municipalities = Municipality.objects.exclude(latitude=None).exclude(longitude=None).values_list("code", "latitude", "longitude")
    points = {(code, ""): Coordinates(lat, lon) for code, lat, lon in municipalities}
    localities = Locality.objects.exclude(latitude=None).exclude(longitude=None)
    for code, name, lat, lon in localities.values_list("municipality__code", "name", "latitude", "longitude"):
        points[code, name] = Coordinates(lat, lon)
    return points
