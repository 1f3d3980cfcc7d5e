"""Stage 3: clauses and boosts for the engine."""

from collections.abc import Iterable, Sequence

from portal.catalogue.models import ANYWHERE
from search.documents import BASE_FIELDS
from search.engines.base import Boost, Clause, WeightedToken
from search.query.places import PlaceMatch
from search.query.weights import Weights
from search.query.words import QueryWord

_FIELDS_OF_FORMS = (*BASE_FIELDS, "title_parts", "text_parts", "other")


def engine_clauses(words: Sequence[QueryWord], places: Sequence[PlaceMatch], weights: Weights) -> tuple[Clause, ...]:
    """A clause for each word. Words without a topic and names of places are asked for only when there is nothing else."""
    place_positions = {position for match in places for position in match.positions}
    topical = [position for position, word in enumerate(words) if position not in place_positions and not word.is_stop]
    fallback = topical or sorted(place_positions) or range(len(words))
    return tuple(_clause(word, position in fallback, _weight(word, position, place_positions, weights), weights)
                 for position, word in enumerate(words))  # fmt: skip


def minimum_match(clauses: Sequence[Clause], weights: Weights) -> int:
    """How many of the required clauses must match."""
    return max(1, int(sum(clause.required for clause in clauses) * weights.minimum_share))


def place_boosts(places: Sequence[PlaceMatch], weights: Weights) -> tuple[tuple[Boost, ...], ...]:
    """What is in the named places comes before what only serves them."""
    codes = frozenset(match.place.code for match in places)
    if not codes:
        return ()
    at_place = Boost("location", codes, weights.at_place)
    serves = Boost("municipality", codes | {ANYWHERE}, weights.serves_place)
    return ((at_place, serves),)


def _weight(word: QueryWord, position: int, place_positions: set[int], weights: Weights) -> float:
    if position in place_positions:
        return weights.place_word
    return weights.stop if word.is_stop else 1.0


def _clause(word: QueryWord, required: bool, weight: float, weights: Weights) -> Clause:
    best: dict[tuple[str, str], float] = {}
    for field, token, value in _alternatives(word, weights):
        best[field, token] = max(value, best.get((field, token), 0.0))
    return Clause(tuple(WeightedToken(field, token, value) for (field, token), value in best.items()), weight, required)


def _alternatives(word: QueryWord, weights: Weights) -> Iterable[tuple[str, str, float]]:
    for language, analysed in word.analyses.items():
        for factor, forms in ((1.0, analysed.bases), (weights.query_part, analysed.parts)):
            for form in forms:
                for field in _FIELDS_OF_FORMS:
                    yield field, f"{language}:{form}", factor * weights.fields[field]
        for form in analysed.folded:
            yield "folded", form, weights.folded
