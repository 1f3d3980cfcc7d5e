"""What is understood of a search: the words somebody knows, the crisis it may tell of. Nothing is asked of the database but
the names that search keeps in memory."""

from dataclasses import dataclass

from portal.localisation.languages import language_codes
from search.analytics.person_names import is_finnish_word
from search.analytics.privacy import KnownWords
from search.engines import get_engine
from search.language.concepts import Concept
from search.names import current_names
from search.query.places import NamedPlace, find_places
from search.query.unknown import is_known
from search.query.words import QueryWord, read_words


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a term means by the thesaurus and the gazetteer of this moment, each once, in the order of its words."""

    concepts: tuple[Concept, ...]
    places: tuple[NamedPlace, ...]

    @property
    def crisis(self) -> tuple[str, ...]:
        """Keys of its crisis concepts."""
        return tuple(concept.key for concept in self.concepts if concept.crisis)


NOTHING = Meaning((), ())


def meaning_of(text: str) -> Meaning:
    """Concepts and places that a text names. Raises AnalyserUnavailableError."""
    names, words = current_names(), read_words(text, language_codes())
    concepts = {match.concept.key: match.concept for match in sorted(names.concepts.in_query(words), key=lambda each: each.positions)}
    places = {match.place.code: match.place for match in find_places(words, names.gazetteer)}
    return Meaning(tuple(concepts.values()), tuple(places.values()))


def known_words(text: str) -> KnownWords:
    """Which words of a text stand in the index, the thesaurus, the gazetteer, the stop words or the Finnish dictionary.

    Raises EngineError and AnalyserUnavailableError.
    """
    names, words, frequencies = current_names(), read_words(text, language_codes()), get_engine().frequencies()
    in_places = {position for match in find_places(words, names.gazetteer) for position in match.positions}
    in_concepts = {position for match in names.concepts.in_query(words) for position in match.positions}
    known = in_places | in_concepts
    known |= {position for position, word in enumerate(words) if _is_word(word) or is_known(word, frequencies)}
    return KnownWords(
        words=frozenset(word.text.casefold() for position, word in enumerate(words) if position in known),
        places=frozenset(word.text.casefold() for position, word in enumerate(words) if position in in_places),
    )


def _is_word(word: QueryWord) -> bool:
    return word.is_stop or is_finnish_word(word.text)
