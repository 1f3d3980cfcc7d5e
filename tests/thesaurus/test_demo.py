"""The demo's concepts: loaded once, following their source until somebody edits them here."""

from dataclasses import replace

import pytest

from portal.demo import source
from portal.demo.ledger import Ledger
from portal.demo.report import Outcome, Report
from portal.demo.source import Sources, read_sources
from portal.demo.thesaurus import CONCEPTS, load_thesaurus
from portal.demo.vocabularies import load_terms
from portal.demo.yaml_lines import SourceError
from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.services import add_label
from portal.thesaurus.starter_file import StarterError, StarterFault
from portal.thesaurus.values import comparable


def load(sources: Sources) -> dict[Outcome, int]:
    report = Report()
    load_terms(sources, Ledger(report))
    load_thesaurus(sources, Ledger(report))
    return dict(report.counts[CONCEPTS])


@pytest.mark.django_db
def test_concepts_follow_their_source_until_they_are_edited_here() -> None:
    sources = read_sources()
    whole = len(sources.concepts)
    assert load(sources) == {Outcome.LOADED: whole}
    before = stored_concepts()
    assert any(concept.topics for concept in before)
    assert load(sources) == {Outcome.UNCHANGED: whole}
    assert [comparable(one) for one in stored_concepts()] == [comparable(one) for one in before]

    first, second, *_others, lost = sources.concepts
    near = {one.key for one in sources.concepts if lost.key in one.related} | {*lost.related}
    assert not near & {first.key, second.key}
    add_label(Concept.objects.get(slug=first.key), "fi", "koordinaattorin oma sana")
    Concept.objects.get(slug=lost.key).delete()
    turned = (replace(first, crisis=not first.crisis), replace(second, crisis=not second.crisis))
    assert load(replace(sources, concepts=(*turned, *sources.concepts[2:]))) == {Outcome.UPDATED: 2, Outcome.UNCHANGED: whole - 2}
    by_key = {concept.key: concept for concept in stored_concepts()}
    assert by_key[first.key].crisis == first.crisis, "edited here"
    assert "koordinaattorin oma sana" in by_key[first.key].colloquial["fi"]
    assert by_key[second.key].crisis != second.crisis
    assert lost.key in by_key


def test_a_fault_is_named_with_the_other_files(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(topics: object) -> None:
        raise StarterError([StarterFault(7, "ero", "fi: Field required")])

    monkeypatch.setattr(source, "read_starter", fail)
    with pytest.raises(SourceError, match=r"thesaurus/starter\.yaml, line 7: ero: fi: Field required"):
        read_sources()
