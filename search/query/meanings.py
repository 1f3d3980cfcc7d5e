"""Stage: concepts that the query's words mean, also of a compound typed apart ("lähisuhde väkivalta")."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from search.language.concepts import ConceptMatch, Concepts, How
from search.query.asking import without_question
from search.query.words import QueryWord


def find_meanings(
    words: Sequence[QueryWord], joined: Mapping[int, QueryWord], passable: Collection[int], concepts: Concepts
) -> tuple[ConceptMatch, ...]:
    """Concepts by the longest phrases, as ``Concepts.in_query``; two words that are one name when put together mean that rather
    than an everyday phrase of two words ("tuki perhe").

    ``joined``: see ``split.compounds``. ``passable``: positions of words that may stand within a phrase.
    """
    found = concepts.in_query(without_question(words), passable)
    phrased = {position for match in found if len(match.positions) > (1 if match.how is How.NAME else 2) for position in match.positions}
    whole = [match for match in _together(joined, concepts) if not phrased.intersection(match.positions)]
    together = {position for match in whole for position in match.positions}
    return (*whole, *(match for match in found if not together.intersection(match.positions)))


def _together(joined: Mapping[int, QueryWord], concepts: Concepts) -> Iterator[ConceptMatch]:
    taken = -1
    for position, word in joined.items():
        named = [match for match in concepts.in_query([word]) if match.how is not How.PART] if position > taken else []
        if named:
            taken = position + 1
        yield from (ConceptMatch(match.concept, (position, position + 1), match.how) for match in named)
