"""What others are told when the thesaurus changes: once a deed, inside its transaction, and whether texts mean something else now."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from portal.thesaurus.models import Concept
from portal.thesaurus.signals import gathered, thesaurus_changed
from portal.thesaurus.values import ConceptValue
from portal.thesaurus.writing import write_concepts
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[bool]]:
    """``texts_changed`` of every signal; each comes inside a transaction when there was one to come in."""
    heard: list[bool] = []

    def hear(texts_changed: bool, **_kwargs: Any) -> None:
        assert connection.in_atomic_block
        heard.append(texts_changed)

    thesaurus_changed.connect(hear)
    yield heard
    thesaurus_changed.disconnect(hear)


@pytest.fixture
def ero() -> Concept:
    made: Concept = Concept.objects.create(slug="ero", preferred={"fi": "Ero"})
    return made


def test_everyday_words_and_relations_change_queries_only(ero: Concept, told: list[bool]) -> None:
    other = Concept.objects.create(slug="muu", preferred={"fi": "Muu"})
    told.clear()
    ero.colloquial = {"fi": "me erotaan"}
    ero.is_crisis = True
    ero.save()
    ero.broader.set([other])
    ero.related.set([other])
    assert told
    assert not any(told)


@pytest.mark.parametrize("change", [{"preferred": {"fi": "Eroaminen"}}, {"alternative": {"fi": "avioero"}}, {"slug": "eroaminen"}])
def test_names_change_what_texts_mean(ero: Concept, told: list[bool], change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(ero, name, value)
    ero.save()
    assert told == [True]


def test_new_and_deleted_concepts_and_links_to_topics_change_what_texts_mean(told: list[bool]) -> None:
    topic = factories.topic("Ero")
    told.clear()
    ero = Concept.objects.create(slug="ero", preferred={"fi": "Ero"})
    assert told == [True]
    topic.concepts.add(ero)
    assert told == [True, True]
    ero.topics.set([topic])  # as it was
    assert told == [True, True]
    ero.topics.clear()
    ero.delete()
    assert told == [True] * 4


def test_a_topic_with_another_name_is_told(told: list[bool]) -> None:
    topic = factories.topic("Ero")
    topic.slug = "eroaminen"
    topic.save()
    topic.delete()
    assert told == [False] * 3


def test_many_changes_are_told_as_one(ero: Concept, told: list[bool]) -> None:
    write_concepts([ConceptValue("a", {"fi": "A"}, {}, {}, related=("ero",)), ConceptValue("b", {"fi": "B"}, {}, {}, broader=("a",))])
    assert told == [True]
    with gathered(), gathered():
        ero.related.clear()
        ero.save()
    assert told == [True, False]
    with gathered():
        pass
    assert told == [True, False]


def delete_and_fail(concept: Concept) -> None:
    with gathered():
        concept.delete()
        raise ZeroDivisionError


def test_nothing_is_told_of_what_was_rolled_back(ero: Concept, told: list[bool]) -> None:
    with pytest.raises(ZeroDivisionError):
        delete_and_fail(ero)
    assert told == []
    [kept] = Concept.objects.filter(slug="ero")
    kept.delete()
    assert told == [True]
