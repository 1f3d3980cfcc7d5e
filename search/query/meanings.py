"""Stage: concepts that the query's words mean, also of a compound typed apart ("lähisuhde väkivalta")."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from search.language.concepts import ConceptMatch, Concepts, How
from search.query.split import compound
from search.query.words import QueryWord


def find_meanings(words: Sequence[QueryWord], concepts: Concepts) -> tuple[ConceptMatch, ...]:
    """Concepts by the longest phrases, as ``Concepts.in_query``; two words that are one name when put together mean that."""
    found = concepts.in_query(words)
    phrased = {position for match in found if len(match.positions) > 1 for position in match.positions}
    whole = [match for match in _together(words, concepts) if not phrased.intersection(match.positions)]
    together = {position for match in whole for position in match.positions}
    return (*whole, *(match for match in found if not together.intersection(match.positions)))


def _together(words: Sequence[QueryWord], concepts: Concepts) -> Iterator[ConceptMatch]:
    taken = -1
    for position, (first, second) in enumerate(pairwise(words)):
        joined = compound(first, second) if position > taken else None
        named = [match for match in concepts.in_query([joined]) if match.how is not How.PART] if joined else []
        if named:
            taken = position + 1
        yield from (ConceptMatch(match.concept, (position, position + 1), match.how) for match in named)
