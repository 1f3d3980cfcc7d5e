"""Taking a file into the thesaurus: first what would change, then the change, whole or not at all."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from portal.audit.services import record
from portal.localisation.languages import pick
from portal.taxonomy.models import Topic
from portal.thesaurus.labels import without_repeats
from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.signals import gathered
from portal.thesaurus.skos_files import Refusal, SkosError, SkosFile, SkosFormat, read
from portal.thesaurus.structure import contradictions, loops
from portal.thesaurus.values import ConceptValue, comparable
from portal.thesaurus.writing import both_ways, write_concepts


@dataclass(frozen=True, slots=True)
class Change:
    """A concept that will be otherwise. ``fields``: names of what differs, as in ``ConceptValue``."""

    key: str
    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a file would do. ``target``: the concepts to write. ``removed``: key -> name. ``basis``: see ``fingerprint``."""

    target: tuple[ConceptValue, ...]
    added: Mapping[str, str]
    changed: tuple[Change, ...]
    removed: Mapping[str, str]
    unchanged: int
    left_out: tuple[str, ...]
    basis: str

    @property
    def changes_nothing(self) -> bool:
        """Whether the thesaurus is as the file says already."""
        return not (self.added or self.changed or self.removed)


class ChangedMeanwhileError(Exception):
    """The thesaurus is not as it was when the plan was made; nothing was changed."""


def read_file(data: bytes, name: str = "", form: SkosFormat | None = None, *, keep: bool) -> SkosFile:
    """A file's concepts, checked. With ``keep`` they may name concepts that are only in the thesaurus.

    :raises SkosError: it is not taken, and why.
    """
    topics = Topic.objects.filter(children=None).values_list("slug", flat=True)
    others = Concept.objects.values_list("slug", flat=True) if keep else ()
    return read(data, name, form, topics=topics, others=others)


def plan_import(file: SkosFile, *, keep: bool) -> Plan:
    """What taking the file would do to the thesaurus as it is now.

    Without ``keep`` the thesaurus becomes what the file says. With it, concepts that are not in the file stay, and of those in
    it what the file does not speak of: a language of a kind of labels, relations, topics, crisis.

    :raises SkosError: together they would go in a circle, or name a concept both broader and related.
    """
    stored = {concept.key: concept for concept in stored_concepts()}
    target = {concept.key: _merged(concept, stored.get(concept.key), file) if keep else concept for concept in file.concepts}
    whole = (stored | target) if keep else target
    _check(whole)
    related = both_ways({key: concept.related for key, concept in whole.items()})
    after = {key: replace(concept, related=tuple(sorted(related[key]))) for key, concept in whole.items()}
    changed = [
        Change(key, pick(concept.preferred), fields)
        for key, concept in after.items()
        if key in stored and (fields := _differing(stored[key], concept))
    ]
    added = {key: pick(concept.preferred) for key, concept in after.items() if key not in stored}
    return Plan(
        target=tuple(after[key] for key in [*added, *(change.key for change in changed)]),
        added=added,
        changed=tuple(changed),
        removed={key: pick(concept.preferred) for key, concept in stored.items() if key not in after},
        unchanged=len(after) - len(added) - len(changed),
        left_out=file.left_out,
        basis=fingerprint(stored.values()),
    )


def carry_out(plan: Plan, *, by: Any, name: str) -> None:
    """Do what the plan says, as one change, and log it.

    :param by: the user; None from the command line.
    :param name: the file's name, for the log.
    :raises ChangedMeanwhileError: somebody has edited the thesaurus since.
    """
    with gathered():
        if fingerprint(stored_concepts()) != plan.basis:
            raise ChangedMeanwhileError
        Concept.objects.filter(slug__in=plan.removed).delete()
        write_concepts(plan.target)
        record(
            "thesaurus.imported",
            actor=by,
            subject_named=("thesaurus.concept", "", name[:200]),
            added=len(plan.added),
            changed=len(plan.changed),
            removed=sorted(plan.removed),
            unchanged=plan.unchanged,
        )


def fingerprint(concepts: Iterable[ConceptValue]) -> str:
    """SHA-256 of concepts, for telling whether they are still the same."""
    text = json.dumps([comparable(concept) for concept in sorted(concepts, key=lambda one: one.key)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _merged(concept: ConceptValue, stored: ConceptValue | None, file: SkosFile) -> ConceptValue:
    if stored is None:
        return concept
    return without_repeats(
        ConceptValue(
            concept.key,
            {**stored.preferred, **concept.preferred},
            {**stored.alternative, **concept.alternative},
            {**stored.colloquial, **concept.colloquial},
            concept.broader or stored.broader,
            concept.related or stored.related,
            concept.topics or stored.topics,
            stored.crisis if concept.key in file.without_crisis else concept.crisis,
        )
    )


def _check(concepts: Mapping[str, ConceptValue]) -> None:
    broader = {key: concept.broader for key, concept in concepts.items()}
    related = {key: concept.related for key, concept in concepts.items()}
    refusals = [
        Refusal(_("broader concepts go in a circle: %(way)s") % {"way": " → ".join(path)}, subject=path[0]) for path in loops(broader)
    ]
    refusals += [Refusal(_("it is related to itself"), subject=key) for key, near in related.items() if key in near]
    refusals += [
        Refusal(_("“%(other)s” is both broader and related") % {"other": other}, subject=key)
        for key, other in contradictions(broader, related)
    ]
    if refusals:
        raise SkosError(refusals)


def _differing(before: ConceptValue, after: ConceptValue) -> tuple[str, ...]:
    one, other = comparable(before), comparable(after)
    return tuple(name for name in one if one[name] != other[name])
