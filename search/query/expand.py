"""What a concept asks of the engine: itself and, for less, what is near to it."""

from collections.abc import Iterator, Sequence

from search.language.concepts import ConceptMatch, Concepts
from search.query.weights import Weights


def near_concepts(match: ConceptMatch, concepts: Concepts, weights: Weights) -> Iterator[tuple[str, float]]:
    """(key, weight) of the concept found and of its neighbours, each at least once."""
    key = match.concept.key
    factor = weights.found_by[match.how]
    yield key, factor
    yield from ((each.key, factor * weights.narrower) for each in concepts.narrower(key))
    yield from ((each.key, factor * weights.related) for each in concepts.related(key))
    yield from ((each.key, factor * weights.broader) for each in concepts.broader(key))


def concept_tokens(group: Sequence[ConceptMatch], concepts: Concepts, weights: Weights) -> dict[tuple[str, str], float]:
    """(field, token) -> weight for the concepts that the same words mean."""
    best: dict[tuple[str, str], float] = {}
    for match in group:
        for key, factor in near_concepts(match, concepts, weights):
            for field, weight in weights.concept_fields.items():
                place = (field, f"c:{key}")
                best[place] = max(factor * weight, best.get(place, 0.0))
    return best
