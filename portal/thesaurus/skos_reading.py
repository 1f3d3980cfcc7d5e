"""Triples into concepts, each checked. A file is taken as a whole or not at all."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _
from rdflib import RDF, SKOS, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from portal.localisation.languages import default_language, language_codes
from portal.thesaurus.labels import LABEL_MAX, tidied, without_repeats
from portal.thesaurus.skos import CRISIS, TOPIC
from portal.thesaurus.skos_files import BASE, Refusal, SkosError, SkosFile
from portal.thesaurus.values import ConceptValue

MAX_CONCEPTS = 5000
_SLUG = re.compile(r"[A-Za-z0-9_-]{1,80}")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""What databases refuse, and halves of characters ("\\ud800" in JSON), which no file and no answer can hold."""
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_READ = {
    *(RDF.type, SKOS.inScheme, SKOS.topConceptOf, SKOS.notation, *_LABELS),
    *(SKOS.broader, SKOS.narrower, SKOS.related, SKOS.relatedMatch, DCTERMS.subject),
}
"""Predicates of a concept that are understood; of others it is told that they were left out."""


def read_graph(graph: Graph, topics: Collection[str], others: Collection[str] = ()) -> SkosFile:
    """The concepts of a file, by key.

    :param topics: slugs that concepts may be linked to.
    :param others: keys of concepts that are not in the file and may be named by it.
    :raises SkosError: it has no concepts, or something of one is wrong. Every refusal names the concept.
    """
    reader = _Reader(graph, frozenset(topics), frozenset(others))
    if reader.refusals:
        raise SkosError(reader.refusals)
    return reader.result()


class _Reader:
    """Reads the concepts in two steps: what each is called, then what it is related to."""

    def __init__(self, graph: Graph, topics: frozenset[str], others: frozenset[str]) -> None:
        self.graph = graph
        self.topics = topics
        self.others = others
        self.refusals: list[Refusal] = []
        self.left_out: Counter[str] = Counter()
        self.without_crisis: set[str] = set()
        subjects = sorted((subject for subject in set(graph.subjects(RDF.type, SKOS.Concept)) if not _is_topic(subject)), key=str)
        if not subjects:
            self.refusals.append(Refusal(_("The file has no concepts (skos:Concept).")))
        if len(subjects) > MAX_CONCEPTS:
            self.refusals.append(Refusal(_("The file has too many concepts: at most %(max)d.") % {"max": MAX_CONCEPTS}))
            subjects = []
        self.keys: dict[Node, str] = dict(self._keyed(subjects))
        self._count_untyped()
        broader = self._broader()
        self.concepts = [self._concept(subject, key, broader[key]) for subject, key in self.keys.items()]

    def result(self) -> SkosFile:
        told = tuple(f"{what}: {count}" for what, count in sorted(self.left_out.items()))
        return SkosFile(tuple(sorted(self.concepts, key=lambda one: one.key)), frozenset(self.without_crisis), told)

    def _count_untyped(self) -> None:
        named = {subject for subject in self.graph.subjects(SKOS.prefLabel) if not _is_topic(subject)}
        untyped = sum((subject, RDF.type, None) not in self.graph for subject in named)
        if untyped:
            self.left_out[_("things with a name that are not said to be concepts (skos:Concept)")] = untyped

    def _keyed(self, subjects: list[Node]) -> Iterator[tuple[Node, str]]:
        seen: dict[str, Node] = {}
        for subject in subjects:
            key = self._key(subject)
            if isinstance(subject, BNode):
                names = [str(label) for label in self.graph.objects(subject, SKOS.prefLabel)]
                self._refuse(subject, _("a concept needs an address of its own (%(names)s)") % {"names": ", ".join(sorted(names)[:3])})
            elif not _SLUG.fullmatch(key):
                self._refuse(subject, _("“%(key)s” is no identifier: letters a-z, digits, - and _ only, at most 80") % {"key": key[:100]})
            elif key in seen:
                self._refuse(subject, _("it has the same identifier as %(other)s: %(key)s") % {"other": seen[key], "key": key})
            else:
                seen[key] = subject
                yield subject, key

    def _key(self, subject: Node) -> str:
        """Its notation when it has one, else the end of its address."""
        notations = sorted(str(one) for one in self.graph.objects(subject, SKOS.notation))
        return notations[0] if len(notations) == 1 else _end(subject)

    def _concept(self, subject: Node, key: str, broader: tuple[str, ...]) -> ConceptValue:
        preferred, alternative, colloquial = (self._labels(subject, predicate) for predicate in _LABELS)
        for lang, labels in preferred.items():
            if len(labels) > 1:
                self._refuse(subject, _("more than one preferred label in “%(lang)s”") % {"lang": lang})
        if default_language() not in preferred:
            self._refuse(subject, _("no preferred label in Finnish"))
        near = {*self.graph.objects(subject, SKOS.related), *self.graph.subjects(SKOS.related, subject)}
        for predicate in set(self.graph.predicates(subject)) - _READ:
            if not _is_crisis(predicate):
                self.left_out[_("properties %(name)s") % {"name": predicate}] += 1
        return without_repeats(
            ConceptValue(
                key,
                {lang: labels[0] for lang, labels in preferred.items()},
                alternative,
                colloquial,
                broader,
                tuple(sorted(self._related(subject, near))),
                tuple(sorted(self._linked(subject))),
                self._crisis(subject, key),
            )
        )

    def _labels(self, subject: Node, predicate: URIRef) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for label in sorted(self.graph.objects(subject, predicate), key=str):
            fault = _fault(label)
            if fault:
                self._refuse(subject, _("a label is refused: %(why)s") % {"why": fault})
            elif isinstance(label, Literal) and (lang := str(label.language).lower()) in language_codes():
                found[lang].append(tidied(label))
            elif isinstance(label, Literal):
                self.left_out[_("labels in the language “%(lang)s”") % {"lang": label.language}] += 1
        return {lang: tuple(dict.fromkeys(labels)) for lang, labels in found.items()}

    def _broader(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for predicate, is_inverse in ((SKOS.broader, False), (SKOS.narrower, True)):
            for one, other in self.graph.subject_objects(predicate):
                below, above = (other, one) if is_inverse else (one, other)
                if below not in self.keys:
                    if is_inverse and one in self.keys:
                        self._refuse(one, _("a narrower concept is not in the file: %(other)s") % {"other": other})
                elif (key := self._named(above)) is None:
                    self._refuse(below, _("a broader concept is not in the file: %(other)s") % {"other": above})
                else:
                    found[self.keys[below]].add(key)
        return defaultdict(tuple, {key: tuple(sorted(above)) for key, above in found.items()})

    def _related(self, subject: Node, near: set[Node]) -> Iterator[str]:
        for other in near:
            key = self._named(other)
            if key is None:
                self._refuse(subject, _("a related concept is not in the file: %(other)s") % {"other": other})
            else:
                yield key

    def _named(self, other: Node) -> str | None:
        return self.keys.get(other) or (_end(other) if isinstance(other, URIRef) and _end(other) in self.others else None)

    def _linked(self, subject: Node) -> Iterator[str]:
        for predicate in (SKOS.relatedMatch, DCTERMS.subject):
            for other in self.graph.objects(subject, predicate):
                if not _is_topic(other):
                    self.left_out[_("links to what is no topic of this portal")] += 1
                elif (slug := str(other).rpartition(TOPIC)[2]) in self.topics:
                    yield slug
                else:
                    self._refuse(subject, _("there is no topic “%(slug)s” here") % {"slug": slug[:80]})

    def _crisis(self, subject: Node, key: str) -> bool:
        said = {value for predicate, value in self.graph.predicate_objects(subject) if _is_crisis(predicate)}
        meant = {_TRUTH.get(str(value)) for value in said}
        if not said:
            self.without_crisis.add(key)
        elif None in meant or len(meant) > 1:
            self._refuse(subject, _("whether it is a crisis must be true or false"))
        return True in meant

    def _refuse(self, subject: Node, reason: str) -> None:
        self.refusals.append(Refusal(reason, subject="" if isinstance(subject, BNode) else str(subject).removeprefix(BASE)))


_TRUTH = {"true": True, "1": True, "false": False, "0": False}
"""xsd:boolean."""


def _fault(label: Node) -> str:
    """Why something is no label, or nothing."""
    if not isinstance(label, Literal):
        return _("it is no text")
    if not label.language:
        return _("“%(label)s” has no language") % {"label": label[:60]}
    if not tidied(label) or _NO_TEXT.search(label):
        return _("it is empty or holds characters that are no text")
    if len(tidied(label)) > LABEL_MAX:
        return _("“%(label)s…” has %(length)d characters, at most %(max)d are allowed") % {
            "label": label[:40],
            "length": len(tidied(label)),
            "max": LABEL_MAX,
        }
    return ""


def _end(subject: Node) -> str:
    """What stands after the last # or / of an address."""
    return re.split(r"[#/:]", str(subject))[-1]


def _is_topic(subject: Node) -> bool:
    return isinstance(subject, URIRef) and f"#{TOPIC}" in subject


def _is_crisis(predicate: Node) -> bool:
    return str(predicate).endswith(f"#{CRISIS}")
