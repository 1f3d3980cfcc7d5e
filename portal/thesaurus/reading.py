"""The stored thesaurus as values."""

from collections import defaultdict
from typing import Any

from portal.thesaurus.labels import labels_by_language
from portal.thesaurus.models import Concept
from portal.thesaurus.values import ConceptValue


def stored_concepts() -> list[ConceptValue]:
    """All concepts by slug. Four queries, however many there are."""
    broader = _linked(Concept.broader.through, "from_concept__slug", "to_concept__slug")
    related = _linked(Concept.related.through, "from_concept__slug", "to_concept__slug")
    topics = _linked(Concept.topics.through, "concept__slug", "topic__slug")
    return [
        ConceptValue(
            key=concept.slug,
            preferred=concept.preferred,
            alternative=labels_by_language(concept.alternative),
            colloquial=labels_by_language(concept.colloquial),
            broader=broader[concept.slug],
            related=related[concept.slug],
            topics=topics[concept.slug],
            crisis=concept.is_crisis,
        )
        for concept in Concept.objects.order_by("slug")
    ]


def _linked(through: Any, one: str, other: str) -> defaultdict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for start, end in through.objects.order_by(one, other).values_list(one, other):
        found[start] += (end,)
    return found
