"""The portal's own words go out and come back: only to and from those who may edit them, and nothing but the one language changes."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal.members.models import Role
from portal.regions.models import AreaContact, FamilyCentreArea, Municipality
from portal.taxonomy.models import Topic
from portal.thesaurus.models import Concept
from portal.translating import po
from portal.translating.files import Entry, TextFile
from portal.translating.importing import Import
from portal.translating.report import Report
from portal.translating.words import all_models, words_of
from tests import factories
from tests.built import once_a_file

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

EXPORT, TEXTS = reverse("translating_export"), reverse("translating_texts")


def _world() -> Any:
    topic = factories.topic("Ero", slug="ero")
    Topic.objects.filter(pk=topic.pk).update(labels={"fi": "Ero", "en": "Divorce"})
    area = FamilyCentreArea.objects.create(slug="etela", names={"fi": "Etelä", "sv": "Söder"}, introduction={"fi": "Yksi.\n\nKaksi."})
    AreaContact.objects.create(area=area, section="youth", name={"fi": "Nuorten neuvoja"})
    Municipality.objects.create(code="491", slug="mikkeli", names={"fi": "Mikkeli"}, area=area)
    Concept.objects.create(slug="ero", preferred={"fi": "ero"}, alternative={"fi": "avioero"}, colloquial={"fi": "mä haluun erota"})
    return factories.member(Role.EDITOR, factories.organisation()), factories.coordinator()


_built, world = once_a_file(_world)


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def exported() -> dict[str, Entry]:
    return {entry.key: entry for entry in words_of(all_models(), "sv", only_missing=False).entries}


def bring(world: Any, *entries: Entry, who: int = 1, **options: Any) -> Report:
    return Import(TextFile("sv", entries), user=world[who], **options).run()


def stored() -> list[Any]:
    models = (Topic, FamilyCentreArea, AreaContact, Municipality, Concept)
    return [model_to_dict(one, exclude=["broader", "related", "topics"]) for model in models for one in model.objects.order_by("pk")]


TOPIC, INTRODUCTION = "words:taxonomy.topic:ero:labels", "words:regions.familycentrearea:etela:introduction"


# --- What is refused ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("key", "source", "target", "said"),
    [
        ("words:", "Ero", "Skilsmässa", "mark of the portal"),
        ("words:taxonomy.topic:ero", "Ero", "Skilsmässa", "mark of the portal"),
        ("words:taxonomy.topic:ei-ole:labels", "Ero", "Skilsmässa", "no word with this mark"),
        ("words:accounts.user:1:first_name", "Ero", "Skilsmässa", "no word with this mark"),
        ("words:regions.areacontact:x:name", "Ero", "Skilsmässa", "no word with this mark"),
        ("words:regions.areacontact:99999999999999999999:name", "Ero", "Skilsmässa", "no word with this mark"),
        ("words:taxonomy.topic:ero:slug", "Ero", "Skilsmässa", "no such text"),
        ("words:thesaurus.concept:ero:colloquial", "mä haluun erota", "jag vill skiljas", "no such text"),
        (TOPIC, "Avioero", "Skilsmässa", "has changed after"),
        (TOPIC, "Ero", "x" * 101, "100"),
        (TOPIC, "Ero", "Skils\nmässa", "several lines"),
    ],
)
def test_what_is_not_a_word_of_the_portals_or_does_not_fit_is_refused(world: Any, key: str, source: str, target: str, said: str) -> None:
    before = stored()
    report = bring(world, Entry(key, source, target))
    assert [said in refusal.reason for refusal in report.refused] == [True], report
    assert (report.words, stored()) == (0, before)


def test_an_organisations_editor_neither_fetches_nor_changes_them(world: Any, client: Client) -> None:
    before = stored()
    report = bring(world, Entry(TOPIC, "Ero", "Skilsmässa"), who=0)
    assert "no word" in report.refused[0].reason
    assert stored() == before
    client.force_login(world[0])
    assert client.get(EXPORT, {"language": "sv", "organisation": "words"}).status_code == 404
    assert 'value="words"' not in client.get(TEXTS).content.decode()


def test_the_same_word_twice_and_an_unfinished_one(world: Any) -> None:
    topic = Entry(TOPIC, "Ero", "Skilsmässa")
    report = bring(world, topic, replace(topic, target="Annat"), Entry(INTRODUCTION, "Yksi.\n\nKaksi.", "Ett.", is_sure=False))
    assert (report.words, len(report.refused), report.untranslated) == (1, 1, 1)
    assert Topic.objects.get().labels["sv"] == "Skilsmässa"


# --- What goes out and comes back --------------------------------------------------------------------------------
@pytest.mark.usefixtures("world")
def test_everything_but_what_people_type_goes_out() -> None:
    found = exported()
    assert found[TOPIC].source == "Ero"
    assert found["words:regions.municipality:491:names"].source == "Mikkeli"
    assert found["words:thesaurus.concept:ero:preferred"].source == "ero"
    assert found["words:regions.familycentrearea:etela:names"].target == "Söder"
    contact = AreaContact.objects.get()
    assert found[f"words:regions.areacontact:{contact.pk}:name"].source == "Nuorten neuvoja"
    assert not any(key.endswith((":alternative", ":colloquial")) for key in found)
    missing = {entry.key for entry in words_of(all_models(), "sv", only_missing=True).entries}
    assert found.keys() - missing == {"words:regions.familycentrearea:etela:names"}


def test_a_coordinator_fetches_them_and_brings_them_back(world: Any, client: Client, tmp_path: Any) -> None:
    client.force_login(world[1])
    fetched = client.get(EXPORT, {"language": "sv", "organisation": "words", "what": "open"})
    assert "words-open-sv-" in fetched.headers["Content-Disposition"]
    texts = po.read(fetched.content)
    answers = {"Ero": "Skilsmässa", "Yksi.\n\nKaksi.": "Ett.\n\nTvå.", "Nuorten neuvoja": "Ungdomsrådgivare", "ero": "skilsmässa"}
    back = TextFile("sv", tuple(replace(one, target=answers.get(one.source, "")) for one in texts.entries))
    before = stored()
    checked = client.post(TEXTS, {"file": SimpleUploadedFile("x.po", po.write(back)), "only_check": "on"})
    assert re.search(r"\b4 tekstiä", checked.content.decode())
    assert stored() == before
    assert client.post(TEXTS, {"file": SimpleUploadedFile("x.po", po.write(back))}).status_code == 200
    assert Topic.objects.get().labels == {"fi": "Ero", "en": "Divorce", "sv": "Skilsmässa"}
    assert FamilyCentreArea.objects.get().introduction["sv"] == "Ett.\n\nTvå."
    assert AreaContact.objects.get().name["sv"] == "Ungdomsrådgivare"
    assert Concept.objects.get().preferred == {"fi": "ero", "sv": "skilsmässa"}

    def without_swedish(value: Any) -> Any:
        return {name: without_swedish(one) for name, one in value.items() if name != "sv"} if isinstance(value, dict) else value

    assert [without_swedish(row) for row in stored()] == [without_swedish(row) for row in before]  # nothing else changes
    assert bring(world, *back.entries).same == 4  # a second time everything is there


def test_words_cost_the_same_however_many_there_are(world: Any, client: Client) -> None:
    client.force_login(world[1])

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(EXPORT, {"language": "sv", "organisation": "words"}).status_code == 200
        return len(captured)

    asked()
    few = asked()
    Topic.objects.bulk_create(Topic(slug=f"aihe-{number}", labels={"fi": f"Aihe {number}"}) for number in range(20))
    assert asked() == few
