"""Stage 4: clauses and boosts for the engine."""

from collections.abc import Iterable, Mapping, Sequence

from portal.catalogue.models import ANYWHERE
from search.documents import FORM_FIELDS
from search.engines.base import Boost, Clause, WeightedToken
from search.query.places import PlaceMatch
from search.query.unknown import SecondChance
from search.query.weights import Weights
from search.query.words import QueryWord


def engine_clauses(
    words: Sequence[QueryWord],
    joined: Sequence[QueryWord],
    places: Sequence[PlaceMatch],
    unknown: Mapping[int, SecondChance | None],
    weights: Weights,
) -> tuple[Clause, ...]:
    """A clause for each word, and for each compound typed apart.

    Only topical words are asked for; names of places stand in for words that nobody knows, and words without a topic when
    there is nothing else at all.
    """
    place_positions = {position for match in places for position in match.positions}
    topical = {position for position, word in enumerate(words) if position not in place_positions and not word.is_stop}
    required = {position for position in topical if unknown.get(position, True)}
    if not required or required & unknown.keys():
        required |= place_positions
    required = required or set(range(len(words)))
    typed = [
        Clause(
            alternatives=tuple(_alternatives(word, unknown.get(position), weights)),
            weight=_weight(word, position in place_positions, weights),
            required=position in required,
        )
        for position, word in enumerate(words)
    ]
    apart = [Clause(tuple(_alternatives(word, None, weights)), required=False) for word in joined]
    return (*typed, *apart)


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


def _weight(word: QueryWord, is_place: bool, weights: Weights) -> float:
    if is_place:
        return weights.place_word
    return weights.stop if word.is_stop else 1.0


def _alternatives(word: QueryWord, second_chance: SecondChance | None, weights: Weights) -> Iterable[WeightedToken]:
    if second_chance:
        weight = weights.similar if second_chance.edits else weights.beginning
        yield WeightedToken("folded", second_chance.token, weight, second_chance.edits)
    best: dict[tuple[str, str], float] = {}
    for field, token, weight in _forms(word, weights):
        best[field, token] = max(weight, best.get((field, token), 0.0))
    for (field, token), weight in best.items():
        yield WeightedToken(field, token, weight)


def _forms(word: QueryWord, weights: Weights) -> Iterable[tuple[str, str, float]]:
    for language, analysed in word.analyses.items():
        for factor, forms in ((1.0, analysed.bases), (weights.query_part, analysed.parts)):
            for form in forms:
                for field in FORM_FIELDS:
                    yield field, f"{language}:{form}", factor * weights.fields[field]
        for form in analysed.folded:
            yield "folded", form, weights.folded
