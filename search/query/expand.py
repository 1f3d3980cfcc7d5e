"""What a concept asks of the engine: itself and, for less, what is near to it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.documents import CONCEPT_FIELDS
from search.engines.base import Foreseeing, Frequencies
from search.language.concepts import Concept, ConceptMatch, Concepts
from search.query.speaker import Speaker, is_for_others
from search.query.weights import Weights


def told_by_site(found: Sequence[ConceptMatch], frequencies: Frequencies) -> tuple[ConceptMatch, ...]:
    """The concepts, each with whether any listing is about it. ``frequencies`` may raise EngineError."""
    if isinstance(frequencies, Foreseeing):
        frequencies.expect(concept_token(match.concept.key) for match in found)
    return tuple(
        replace(match, on_site=any(frequencies(field, concept_token(match.concept.key)) for field in CONCEPT_FIELDS)) for match in found
    )


def near_concepts(match: ConceptMatch, concepts: Concepts, weights: Weights) -> Iterator[tuple[Concept, float]]:
    """The concept found and its neighbours with their weights, each at least once. Where no listing is about the concept,
    those about its neighbours are the answer rather than near to it: they stand in for it."""
    key = match.concept.key
    factor = weights.found_by[match.how]
    least = 0.0 if match.on_site else weights.stand_in
    yield match.concept, factor
    yield from ((each, factor * max(weights.narrower, least)) for each in concepts.narrower(key))
    yield from ((each, factor * max(weights.related, least)) for each in concepts.related(key))
    yield from ((each, factor * max(weights.broader, least)) for each in concepts.broader(key))


def concept_tokens(
    group: Sequence[ConceptMatch], concepts: Concepts, weights: Weights, speaker: Speaker | None = None
) -> dict[tuple[str, str], float]:
    """(field, token) -> weight for the concepts that the same words mean; less for what is not for the one who tells."""
    best: dict[tuple[str, str], float] = {}
    for match in group:
        for concept, factor in near_concepts(match, concepts, weights):
            told = factor * (weights.for_others if is_for_others(concept.preferred, speaker) else 1.0)
            for field, weight in weights.concept_fields.items():
                place = (field, concept_token(concept.key))
                best[place] = max(told * weight, best.get(place, 0.0))
    return best


def tokens_of_any(keys: Iterable[str], weights: Weights) -> dict[tuple[str, str], float]:
    """(field, token) -> weight for listings about any of the concepts themselves."""
    return {(field, concept_token(key)): weight for key in keys for field, weight in weights.concept_fields.items()}


def concept_token(key: str) -> str:
    """A concept as documents have it."""
    return f"c:{key}"
