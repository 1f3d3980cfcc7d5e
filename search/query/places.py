"""Stage 2: municipalities and localities named in the query, in any case form ("mikkelissä", "Kerimäen", "S:t Michel")."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search.language import analyse_text
from search.query.words import QueryWord


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A name that stands for a municipality. ``code``: three digits. ``is_locality``: the name is of a part of it."""

    name: str
    code: str
    is_locality: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A place found in the query and the positions of the words that name it."""

    place: NamedPlace
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of places by the base forms of their words, in each language: ("fi", ("mikkeli",)) -> places. ``written``:
    (language, place) as they were given."""

    places: Mapping[tuple[str, tuple[str, ...]], tuple[NamedPlace, ...]]
    written: tuple[tuple[str, NamedPlace], ...]

    @classmethod
    def of(cls, names: Iterable[tuple[str, NamedPlace]]) -> "Gazetteer":
        """Made of (language, place) pairs."""
        places: dict[tuple[str, tuple[str, ...]], tuple[NamedPlace, ...]] = {}
        written = tuple(names)
        for language, place in written:
            forms = [{word.text.casefold(), *word.bases} for word in analyse_text(place.name, language)]
            for key in _combinations(forms):
                found = places.get((language, key), ())
                if place not in found:
                    places[language, key] = (*found, place)
        return cls(places, written)

    def names(self) -> Iterator[tuple[str, str]]:
        """(language, name) of every place."""
        return ((language, place.name) for language, place in self.written)

    def name(self, code: str, language: str) -> str:
        """A municipality's name in a language, else in the first that has one; its code when nobody has named it."""
        names = {lang: place.name for lang, place in reversed(self.written) if place.code == code and not place.is_locality}
        return names.get(language) or next(reversed(names.values()), code)

    @property
    def longest(self) -> int:
        """Words in the longest name."""
        return max((len(key) for _language, key in self.places), default=0)


def find_places(words: Sequence[QueryWord], gazetteer: Gazetteer) -> tuple[PlaceMatch, ...]:
    """Places the query names, longest names first at each word; a word belongs to one name only."""
    matches: list[PlaceMatch] = []
    position = 0
    while position < len(words):
        for length in range(min(gazetteer.longest, len(words) - position), 0, -1):
            positions = tuple(range(position, position + length))
            places = _places_at([words[each] for each in positions], gazetteer)
            if places:
                matches.extend(PlaceMatch(place, positions) for place in places)
                position += length - 1
                break
        position += 1
    return tuple(matches)


def _places_at(words: Sequence[QueryWord], gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    found: dict[NamedPlace, None] = {}
    # A language may read more words than another where a part of one is left out ("koulu- ja perhetyö").
    for language in [language for language in words[0].analyses if all(language in word.analyses for word in words)]:
        for key in _combinations([{word.text.casefold(), *word.analyses[language].bases} for word in words]):
            found.update(dict.fromkeys(gazetteer.places.get((language, key), ())))
    return tuple(found)


def _combinations(forms: Sequence[set[str]]) -> Iterable[tuple[str, ...]]:
    if not forms:
        return []
    keys: list[tuple[str, ...]] = [()]
    for alternatives in forms:
        keys = [(*key, form) for key in keys for form in sorted(alternatives)]
    return keys
