"""Writes the starter concepts. What the coordinator has made of one stays."""

from dataclasses import replace

from portal.demo.ledger import Ledger
from portal.demo.source import Sources
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.values import comparable
from portal.thesaurus.writing import both_ways, write_concepts

CONCEPTS = "concepts"


def load_thesaurus(sources: Sources, ledger: Ledger) -> None:
    """Make the concepts that are missing; one that is as it was loaded follows its source, one that was edited here stays."""
    stored = {concept.key: concept for concept in stored_concepts()}
    related = both_ways({concept.key: concept.related for concept in sources.concepts})
    written = []
    for source in sources.concepts:
        concept = replace(source, related=tuple(related[source.key]))
        key, plain, present = f"concept/{concept.key}", comparable(concept), stored.get(concept.key)
        is_as_loaded = present is not None and ledger.is_unchanged(key, comparable(present), exists=True)
        if present is None or (is_as_loaded and not ledger.is_unchanged(key, plain, exists=True)):
            written.append(concept)
            ledger.write(CONCEPTS, key, plain)
        else:
            ledger.keep(CONCEPTS)
    write_concepts(written)
