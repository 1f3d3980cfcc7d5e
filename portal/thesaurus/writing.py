"""Values into the stored thesaurus."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

from portal.taxonomy.models import Topic
from portal.thesaurus.labels import texts_by_language
from portal.thesaurus.models import Concept
from portal.thesaurus.signals import gathered
from portal.thesaurus.values import ConceptValue

Row = TypeVar("Row")


def write_concepts(values: Iterable[ConceptValue]) -> None:
    """Make or replace each concept, relations and topics included; others stay as they are. All of them or none.

    What relations and topics name must be stored or among ``values``; what is neither is left out.
    """
    values = list(values)
    with gathered():
        for value in values:
            fields = {
                "preferred": dict(value.preferred),
                "alternative": texts_by_language(value.alternative),
                "colloquial": texts_by_language(value.colloquial),
                "is_crisis": value.crisis,
            }
            Concept.objects.update_or_create(slug=value.key, defaults=fields)
        concepts = {concept.slug: concept for concept in Concept.objects.all()}
        topics = {topic.slug: topic for topic in Topic.objects.all()}
        related = both_ways({value.key: value.related for value in values})
        for value in values:
            concept = concepts[value.key]
            concept.broader.set(_known(value.broader, concepts))
            concept.related.set(_known(related[value.key], concepts))
            concept.topics.set(_known(value.topics, topics))


def both_ways(related: Mapping[str, Iterable[str]]) -> Mapping[str, set[str]]:
    """Related concepts as each of the two sees it, whichever of them names the other."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, others in related.items():
        for other in others:
            found[key].add(other)
            found[other].add(key)
    return found


def _known(names: Iterable[str], rows: Mapping[str, Row]) -> list[Row]:
    return [rows[name] for name in names if name in rows]
