"""The thesaurus as SKOS (W3C, 2009), in Turtle and JSON-LD. What stands for what: docs/thesaurus.md."""

import json
from typing import Any

from django.conf import settings
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Namespace, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.namespace import DCTERMS

from portal.localisation.languages import all_languages
from portal.taxonomy.models import Topic
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.skos_files import SkosFormat
from portal.thesaurus.values import ConceptValue

TOPIC = "topic/"
"""Begins the fragment of a topic's address. No concept's begins so: a slug has no slash."""
PROPERTY = "property/"
CRISIS = f"{PROPERTY}isCrisis"
"""Fragment of the address of our own property: who searches for this concept is shown the helplines first (xsd:boolean)."""


def scheme_uri() -> str:
    """The thesaurus's address; everything in it is a fragment of it."""
    return f"{settings.SITE_URL.rstrip('/')}/api/v1/thesaurus"


def serialise(form: SkosFormat) -> str:
    """The whole thesaurus. The same thesaurus gives the same text. Six queries."""
    graph = graph_of(stored_concepts(), {topic.slug: topic.labels for topic in Topic.objects.filter(children=None)})
    if form == "turtle":
        return graph.serialize(format="turtle")
    text = graph.serialize(format="json-ld", context=_context(), auto_compact=False)
    return json.dumps(_in_order(json.loads(text)), ensure_ascii=False, indent=1) + "\n"


def graph_of(concepts: list[ConceptValue], topics: dict[str, dict[str, str]]) -> Graph:
    """Concepts as triples. ``topics``: labels by language of every topic that a concept may be linked to."""
    scheme = URIRef(scheme_uri())
    here = Namespace(f"{scheme}#")
    graph = Graph(bind_namespaces="none")
    own = (("", here), ("topic", Namespace(here[TOPIC])), ("property", Namespace(here[PROPERTY])))
    for prefix, space in (*own, ("skos", SKOS), ("dcterms", DCTERMS), ("rdf", RDF), ("rdfs", RDFS), ("xsd", XSD)):
        graph.bind(prefix, space)
    _describe(graph, scheme, here)
    for concept in concepts:
        _add(graph, scheme, here, concept)
    for slug in {slug for concept in concepts for slug in concept.topics if slug in topics}:
        subject = here[TOPIC + slug]
        graph.add((subject, RDF.type, SKOS.Concept))
        graph.add((subject, SKOS.inScheme, here[TOPIC]))
        graph.add((subject, SKOS.notation, RdfLiteral(slug)))
        for lang, label in topics[slug].items():
            graph.add((subject, SKOS.prefLabel, RdfLiteral(label, lang=lang)))
    return graph


def _describe(graph: Graph, scheme: URIRef, here: Namespace) -> None:
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, RdfLiteral("Concepts of the electronic family centre", lang="en")))
    graph.add((scheme, DCTERMS.title, RdfLiteral("Sähköisen perhekeskuksen käsitteet", lang="fi")))
    for code, _name in all_languages():
        graph.add((scheme, DCTERMS.language, RdfLiteral(code)))
    graph.add((here[TOPIC], RDF.type, SKOS.ConceptScheme))
    graph.add((here[TOPIC], DCTERMS.title, RdfLiteral("Topics of the electronic family centre", lang="en")))
    crisis = here[CRISIS]
    graph.add((crisis, RDF.type, RDF.Property))
    graph.add((crisis, RDFS.domain, SKOS.Concept))
    graph.add((crisis, RDFS.range, XSD.boolean))
    graph.add((crisis, RDFS.label, RdfLiteral("is a crisis", lang="en")))
    graph.add((crisis, RDFS.comment, RdfLiteral("Who searches for this concept is shown the helplines first.", lang="en")))


def _add(graph: Graph, scheme: URIRef, here: Namespace, concept: ConceptValue) -> None:
    subject = here[concept.key]
    graph.add((subject, RDF.type, SKOS.Concept))
    graph.add((subject, SKOS.inScheme, scheme))
    graph.add((subject, SKOS.notation, RdfLiteral(concept.key)))
    for lang, label in concept.preferred.items():
        graph.add((subject, SKOS.prefLabel, RdfLiteral(label, lang=lang)))
    for predicate, by_language in ((SKOS.altLabel, concept.alternative), (SKOS.hiddenLabel, concept.colloquial)):
        for lang, labels in by_language.items():
            for label in labels:
                graph.add((subject, predicate, RdfLiteral(label, lang=lang)))
    for above in concept.broader:
        graph.add((subject, SKOS.broader, here[above]))
        graph.add((here[above], SKOS.narrower, subject))
    if not concept.broader:
        graph.add((subject, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, subject))
    for near in concept.related:
        graph.add((subject, SKOS.related, here[near]))
    for slug in concept.topics:
        graph.add((subject, SKOS.relatedMatch, here[TOPIC + slug]))
    graph.add((subject, here[CRISIS], RdfLiteral(concept.crisis)))


def _context() -> dict[str, Any]:
    """Stands in the file itself: nothing has to be fetched to read it. Labels are by language, relations plain addresses."""
    labels = {name: {"@id": f"skos:{name}", "@container": "@language"} for name in ("prefLabel", "altLabel", "hiddenLabel")}
    relations = ("broader", "narrower", "related", "relatedMatch", "inScheme", "topConceptOf", "hasTopConcept")
    spaces = {"skos": str(SKOS), "dcterms": str(DCTERMS), "rdf": str(RDF), "rdfs": str(RDFS), "xsd": str(XSD)}
    return spaces | labels | {name: {"@id": f"skos:{name}", "@type": "@id"} for name in relations}


def _in_order(value: Any) -> Any:
    """JSON with objects, and arrays, which are sets in JSON-LD, always in the same order."""
    if isinstance(value, dict):
        return {name: _in_order(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted((_in_order(one) for one in value), key=lambda one: json.dumps(one, ensure_ascii=False))
    return value
