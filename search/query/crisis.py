"""Which helplines a crisis needs: one more question to the engine."""

from portal.listings.kinds import Kind
from search.documents import YES
from search.engines.base import Boost, Clause, EngineQuery, WeightedToken
from search.language.concepts import Concepts
from search.query.expand import concept_tokens
from search.query.pipeline import UnderstoodQuery
from search.query.weights import WEIGHTS, Weights

_CRISIS = 1000.0
"""More than all other wishes together: what is for a crisis comes first."""
_HELPLINE = 1.5
_MOST = 12


def helplines_for(understood: UnderstoodQuery, reader: str, concepts: Concepts, weights: Weights = WEIGHTS) -> EngineQuery:
    """The listings for a crisis that are about the one that the query tells of; all of them when no concept tells it."""
    told = [match for match in understood.concepts if match.concept.crisis]
    tokens = concept_tokens(told, concepts, weights)
    about = Clause(tuple(WeightedToken(field, token, weight) for (field, token), weight in tokens.items()))
    return EngineQuery(
        reader=reader,
        clauses=(about,) if told else (),
        tie_breaker=weights.tie_breaker,
        boosts=(
            (Boost("crisis", frozenset({YES}), _CRISIS),),
            (Boost("kind", frozenset({Kind.HELPLINE.value}), _HELPLINE),),
            *(group for group in understood.boosts if group[0].field == "location"),
        ),
        limit=_MOST,
    )
