"""Values into the stored thesaurus."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from portal.taxonomy.models import Topic
from portal.thesaurus.labels import texts_by_language
from portal.thesaurus.models import Concept
from portal.thesaurus.signals import gathered, tell
from portal.thesaurus.values import ConceptValue

Pairs = set[tuple[int, int]]
"""Primary keys of what is linked: the concept, and the other concept or the topic."""


def write_concepts(values: Iterable[ConceptValue]) -> None:
    """Make or replace each concept, relations and topics included; others stay as they are. All of them or none.

    What relations and topics name must be stored or among ``values``; what is neither is left out. It takes a fixed number of
    queries, so it saves in bulk, and tells of the change itself.
    """
    values = list(values)
    with gathered():
        names_changed, crisis_or_words_changed = _write_rows(values)
        concepts = dict(Concept.objects.values_list("slug", "pk"))
        topics = dict(Topic.objects.values_list("slug", "pk"))
        written = {concepts[value.key] for value in values}
        related = both_ways({value.key: value.related for value in values})
        broader = _pairs({value.key: value.broader for value in values}, concepts, concepts)
        relinked = [
            _relink(Concept.broader.through, "from_concept_id", "to_concept_id", written, broader),
            _relink(Concept.related.through, "from_concept_id", "to_concept_id", written, _pairs(related, concepts, concepts), both=True),
        ]
        topics_changed = _relink(
            Concept.topics.through,
            "concept_id",
            "topic_id",
            written,
            _pairs({value.key: value.topics for value in values}, concepts, topics),
        )
        if names_changed or topics_changed:
            tell(texts_changed=True)
        elif crisis_or_words_changed or any(relinked):
            tell(texts_changed=False)


def both_ways(related: Mapping[str, Iterable[str]]) -> Mapping[str, set[str]]:
    """Related concepts as each of the two sees it, whichever of them names the other."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, others in related.items():
        for other in others:
            found[key].add(other)
            found[other].add(key)
    return found


def _write_rows(values: list[ConceptValue]) -> tuple[bool, bool]:
    """Make what is missing, update what differs. Whether names changed that texts are read by, and whether anything else did."""
    stored = {concept.slug: concept for concept in Concept.objects.all()}
    new: list[Concept] = []
    changed: list[Concept] = []
    names_changed = False
    for value in values:
        names: dict[str, Any] = {"preferred": dict(value.preferred), "alternative": texts_by_language(value.alternative)}
        fields: dict[str, Any] = names | {"colloquial": texts_by_language(value.colloquial), "is_crisis": value.crisis}
        concept = stored.get(value.key)
        if concept is None:
            new.append(Concept(slug=value.key, **fields))
        elif any(getattr(concept, name) != text for name, text in fields.items()):
            names_changed = names_changed or any(getattr(concept, name) != text for name, text in names.items())
            for name, text in fields.items():
                setattr(concept, name, text)
            changed.append(concept)
    Concept.objects.bulk_create(new)
    Concept.objects.bulk_update(changed, ["preferred", "alternative", "colloquial", "is_crisis"])
    return names_changed or bool(new), bool(changed)


def _pairs(links: Mapping[str, Iterable[str]], ones: Mapping[str, int], others: Mapping[str, int]) -> Pairs:
    return {(ones[one], others[other]) for one, named in links.items() for other in named if one in ones and other in others}


def _relink(through: Any, one: str, other: str, written: set[int], wanted: Pairs, *, both: bool = False) -> bool:
    """Make the rows of ``written`` those wanted; whether that changed any. ``both``: a row stands in either direction."""
    rows = through.objects.values_list("pk", one, other)
    present = {(start, end): pk for pk, start, end in rows if start in written or (both and end in written)}
    gone = [pk for pair, pk in present.items() if pair not in wanted]
    missing = [through(**{one: start, other: end}) for start, end in sorted(wanted - present.keys())]
    through.objects.filter(pk__in=gone).delete()
    through.objects.bulk_create(missing)
    return bool(gone or missing)
