"""Bringing the starter concepts into a portal. What is there already is the coordinator's."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.taxonomy.models import Topic
from portal.thesaurus.models import Concept
from portal.thesaurus.values import ConceptValue
from portal.thesaurus.writing import write_concepts


@dataclass(frozen=True, slots=True)
class Added:
    """``added``: keys that are new. ``present``: how many were there and stay as they are. ``unlinked``: topics this portal lacks."""

    added: tuple[str, ...]
    present: int
    unlinked: tuple[str, ...]


def add_missing(concepts: Sequence[ConceptValue]) -> Added:
    """Add the concepts that are not there, by their keys. Run again, it changes nothing."""
    present = set(Concept.objects.values_list("slug", flat=True))
    missing = [concept for concept in concepts if concept.key not in present]
    topics = set(Topic.objects.values_list("slug", flat=True))
    write_concepts(missing)
    unlinked = {slug for concept in missing for slug in concept.topics} - topics
    return Added(tuple(concept.key for concept in missing), len(concepts) - len(missing), tuple(sorted(unlinked)))
