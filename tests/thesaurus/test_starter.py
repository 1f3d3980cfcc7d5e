"""The starter concepts: the file is checked as a whole, the real one is sound, and loading adds only what is missing."""

from pathlib import Path

import pytest
from django.core.management import call_command

from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.starter import add_missing
from portal.thesaurus.starter_file import StarterError, read_starter
from tests import factories

TOPICS = {"ero", "vauva-ja-raskaus"}
ERO = '{key: ero, fi: Ero, sv: Skilsmässa, en: Divorce, topics: [ero], said: {fi: ["me erotaan"]}}'


def faults_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "starter.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StarterError) as refused:
        read_starter(path, TOPICS)
    return [str(fault) for fault in refused.value.faults]


def of_concepts(*concepts: str) -> str:
    return "concepts:\n" + "".join(f"- {concept}\n" for concept in concepts)


@pytest.mark.parametrize("text", ["", "[]", "concepts: []", "concepts: 3", "concepts: [1]\nmore: 2"])
def test_a_file_without_a_list_of_concepts_is_refused(tmp_path: Path, text: str) -> None:
    assert "line 1: the file must be a list of concepts" in faults_of(tmp_path, text)[0]


def test_broken_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "concepts:\n- {key: ero]\n- x")[0].startswith("line 2: the file cannot be read")
    assert "cannot be read" in faults_of(tmp_path, "concepts: [!!python/object/apply:os.getcwd []]")[0]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StarterError, match="cannot be read"):
        read_starter(tmp_path / "none.yaml", TOPICS)


@pytest.mark.parametrize(
    ("concept", "reason"),
    [
        ("7", "line 3, concept 2: Input should be"),
        ("{key: Isot Kirjaimet, fi: A, sv: B, en: C}", "line 3, Isot Kirjaimet: key: String should match"),
        ("{key: tyhja, fi: ' ', sv: B, en: C}", "line 3, tyhja: fi: String should have at least 1"),
        ("{key: vajaa, fi: A, sv: B}", "line 3, vajaa: en: Field required"),
        (f"{{key: pitka, fi: {'a' * 101}, sv: B, en: C}}", "line 3, pitka: fi: String should have at most 100"),
        ("{key: luku, fi: 112, sv: B, en: C}", "line 3, luku: fi: Input should be a valid string"),
        ("{key: kieli, fi: A, sv: B, en: C, alt: {de: [D]}}", "line 3, kieli: alt.de"),
        ("{key: kentta, fi: A, sv: B, en: C, synonyms: {}}", "line 3, kentta: synonyms: unknown field"),
        ("{key: kahdesti, fi: A, fi: B, sv: B, en: C}", "“fi” stands twice in the same place"),
        ("{key: ero, fi: A, sv: B, en: C}", "line 3, ero: the key is also on line 2"),
        ("{key: aihe, fi: A, sv: B, en: C, topics: [raha]}", "line 3, aihe: topics: there is no topic raha"),
        ("{key: suhde, fi: A, sv: B, en: C, broader: [ei-ole]}", "line 3, suhde: broader: there is no concept ei-ole"),
        ("{key: itse, fi: A, sv: B, en: C, related: [itse]}", "line 3, itse: it names itself"),
        ("{key: tupla, fi: A, sv: B, en: C, related: [ero, ero]}", "line 3, tupla: related: ero stands twice"),
        ("{key: molemmat, fi: A, sv: B, en: C, broader: [ero], related: [ero]}", "line 3, molemmat: ero is both broader and related"),
        ("{key: sama, fi: A, sv: B, en: C, said: {fi: [ME  EROTAAN]}}", "line 3, sama: “ME EROTAAN” (fi) is also a label of ero"),
    ],
)
def test_a_faulty_concept_is_named_with_its_line_and_the_reason(tmp_path: Path, concept: str, reason: str) -> None:
    faults = faults_of(tmp_path, of_concepts(ERO, concept))
    assert any(reason in fault for fault in faults), faults


def test_a_circle_of_broader_concepts_is_named_once_with_its_path(tmp_path: Path) -> None:
    circle = [f"{{key: {key}, fi: {key}, sv: {key}, en: {key}, broader: [{above}]}}" for key, above in ("ab", "bc", "ca")]
    assert faults_of(tmp_path, of_concepts(*circle)) == ["line 2, a: broader concepts go in a circle: a → b → c → a"]


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    assert len(faults_of(tmp_path, of_concepts(ERO, "{key: a, fi: A, sv: B}", "{key: b, fi: A, sv: B, en: C, topics: [x, y]}"))) == 3


def test_a_label_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "starter.yaml"
    path.write_text(
        of_concepts("{key: ero, fi: Ero, sv: S, en: D, alt: {fi: [avioero, ' Avioero ', ero]}, said: {fi: [avioero, me erotaan]}}")
    )
    [ero] = read_starter(path, TOPICS)
    assert ero.alternative == {"fi": ("avioero",)}
    assert ero.colloquial == {"fi": ("me erotaan",)}


def test_the_real_file_is_sound_and_large_enough() -> None:
    concepts = read_starter()
    assert len(concepts) >= 150
    assert all(set(concept.preferred) == {"fi", "sv", "en"} for concept in concepts)
    assert any(concept.crisis for concept in concepts)
    assert all(concept.alternative or concept.colloquial for concept in concepts)


@pytest.mark.django_db
def test_loading_adds_what_is_missing_and_leaves_the_coordinators_work(tmp_path: Path) -> None:
    factories.topic("Ero")
    path = tmp_path / "starter.yaml"
    vauva = "{key: vauva, fi: Vauva, sv: Baby, en: Baby, related: [ero], topics: [vauva-ja-raskaus], crisis: true}"
    path.write_text(of_concepts(ERO, vauva, "{key: avioero, fi: Avioero, sv: A, en: A, broader: [ero]}"))
    concepts = read_starter(path, TOPICS)

    first = add_missing(concepts)
    assert (first.added, first.present, first.unlinked) == (("ero", "vauva", "avioero"), 0, ("vauva-ja-raskaus",))
    avioero, ero, vauva_value = stored_concepts()
    assert (avioero.broader, ero.related, vauva_value.related) == (("ero",), ("vauva",), ("ero",))
    assert (ero.topics, ero.colloquial, vauva_value.topics, vauva_value.crisis) == (("ero",), {"fi": ("me erotaan",)}, (), True)

    Concept.objects.filter(slug="ero").update(preferred={"fi": "Eroaminen"})
    Concept.objects.filter(slug="vauva").delete()
    second = add_missing(concepts)
    assert (second.added, second.present) == (("vauva",), 2)
    assert Concept.objects.get(slug="ero").preferred == {"fi": "Eroaminen"}


@pytest.mark.django_db
def test_the_command_loads_the_real_file_twice_to_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    factories.topic("Ero")
    call_command("thesaurus_starter")
    before = stored_concepts()
    call_command("thesaurus_starter")
    told = capsys.readouterr().out
    assert f"{len(before)} concepts added, 0 were there already." in told
    assert "this portal has no such topic" in told
    assert f"0 concepts added, {len(before)} were there already." in told
    assert stored_concepts() == before
    assert {value.key for value in before} == {value.key for value in read_starter()}
