"""Which helplines a crisis needs: one more question to the engine, of nothing but wishes, so that it always has an answer."""

from collections.abc import Iterator

from portal.listings.kinds import Kind
from search.documents import YES
from search.engines.base import Boost, EngineQuery
from search.language.concepts import Concepts
from search.query.boosts import Group
from search.query.expand import near_concepts
from search.query.pipeline import UnderstoodQuery
from search.query.weights import WEIGHTS, Weights

_CRISIS = 1000.0
"""More than all other wishes together: what is for a crisis comes first."""
_CONCEPT = 8.0
_TOPIC = 3.0
_HELPLINE = 1.5
_MOST = 12


def helplines_for(understood: UnderstoodQuery, reader: str, concepts: Concepts, weights: Weights = WEIGHTS) -> EngineQuery:
    """The listings for a crisis, those about the crisis that the query tells of first, of these the helplines first."""
    return EngineQuery(
        reader=reader,
        boosts=(
            (Boost("crisis", frozenset({YES}), _CRISIS),),
            (Boost("kind", frozenset({Kind.HELPLINE.value}), _HELPLINE),),
            *_about(understood, concepts, weights),
            *(group for group in understood.boosts if group[0].field == "location"),
        ),
        limit=_MOST,
    )


def _about(understood: UnderstoodQuery, concepts: Concepts, weights: Weights) -> Iterator[Group]:
    for match in understood.concepts:
        if match.concept.crisis:
            yield tuple(Boost("concept", frozenset({key}), _CONCEPT * factor) for key, factor in near_concepts(match, concepts, weights))
            if match.concept.topics:
                yield (Boost("topic", frozenset(match.concept.topics), _TOPIC),)
