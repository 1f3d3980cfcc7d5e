"""The stages in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.base import Boost, Clause, Frequencies
from search.language.concepts import ConceptMatch
from search.query.build import engine_clauses, minimum_match, place_boosts
from search.query.correct import Correction
from search.query.intents import Intent
from search.query.places import Gazetteer, PlaceMatch, find_places
from search.query.split import joined_words
from search.query.unknown import find_unknown
from search.query.weights import WEIGHTS, Weights
from search.query.words import QueryWord, read_words


@dataclass(frozen=True, slots=True)
class UnderstoodQuery:
    """What was typed, understood: its words, the places it names, and what the engine is asked.

    ``correction``: how misspelt words were read, None when nothing was. ``intents``: wishes beside the words, to be shown.
    ``concepts``: what its words mean. ``crisis``: life or safety may be at stake, so helplines come first.
    """

    words: tuple[QueryWord, ...]
    places: tuple[PlaceMatch, ...]
    clauses: tuple[Clause, ...]
    boosts: tuple[tuple[Boost, ...], ...]
    minimum_match: int
    tie_breaker: float
    correction: Correction | None = None
    intents: tuple[Intent, ...] = ()
    concepts: tuple[ConceptMatch, ...] = ()
    crisis: bool = False


def understand(
    text: str, languages: Sequence[str], gazetteer: Gazetteer, frequencies: Frequencies, weights: Weights = WEIGHTS
) -> UnderstoodQuery:
    """Understand a query in every one of ``languages`` (codes, the default first). Empty text gives no clauses.

    ``frequencies``: the engine's; may raise EngineError.
    """
    words = read_words(text, languages)
    places = find_places(words, gazetteer)
    unknown = find_unknown(words, frequencies)
    clauses = engine_clauses(words, joined_words(words, places, frequencies), places, unknown, weights)
    return UnderstoodQuery(
        words=words,
        places=places,
        clauses=clauses,
        boosts=place_boosts(places, weights),
        minimum_match=minimum_match(clauses, weights),
        tie_breaker=weights.tie_breaker,
    )
