"""A faulty file is named with its line and the reason; the real files are whole."""

from pathlib import Path

import pytest

from portal.demo.source import STARTER, read_sources
from portal.demo.yaml_lines import SourceError
from tests.demo.files import changed_copy, line_of

FAULTS = {
    "not YAML": ("etela_savo.yaml", "- id: kp-juva\n", "- id: [kp-juva\n", "name: Juvan lapsiperheiden", "cannot be read"),
    "unknown field": ("etela_savo.yaml", "  kind: youth\n", "  kind: youth\n  colour: red\n", "colour: red", "unknown field"),
    "missing field": ("etela_savo.yaml", "  name: Nollalinja\n", "", "- id: hl-nollalinja", "name: Field required"),
    "unknown word": ("etela_savo.yaml", "  status: unverified\n", "  status: rumour\n", "status: rumour", "status: Input should be"),
    "wrong kind of id": ("etela_savo.yaml", "- id: rg-pelikaani", "- id: Pelikaani", "- id: Pelikaani", "id: String should match"),
    "id twice": ("etela_savo.yaml", "- id: hl-116016", "- id: hl-112", "- id: hl-112\n  name: Naisiin", "hl-112 is used twice"),
    "key twice": ("etela_savo.yaml", "  phone: '112'\n", "  phone: '112'\n  name: Toinen\n", "name: Toinen", "stands twice"),
    "no such organiser": ("etela_savo.yaml", "organiser: org-viola", "organiser: org-vialo", "org-vialo", "no org-vialo in organisations"),
    "no such municipality": (
        "etela_savo.yaml",
        "municipality: kunta-juva",
        "municipality: kunta-java",
        "kunta-java",
        "no kunta-java in municipalities",
    ),
    "no such chapter item": (
        "etela_savo.yaml",
        "    - pv-turvakoti\n",
        "    - pv-turvakato\n",
        "- pv-turvakato",
        "items: there is no pv-turvakato",
    ),
    "no web address": (
        "etela_savo.yaml",
        "url: https://nuortennetti.fi",
        "url: nuortennetti.fi",
        "url: nuortennetti.fi",
        "begins with https://",
    ),
    "no date": ("etela_savo.yaml", "start: '2019-03-07'", "start: maaliskuussa", "start: maaliskuussa", "start: "),
    "unknown part": ("etela_savo.yaml", "year_clock:\n", "year_clock: []\nclock:\n", "clock:\n- id", "unknown part"),
    "no topic": (
        "tags.yaml",
        "hl-112:\n  topics: [paivystys-ja-kriisi]\n",
        "hl-112:\n  topics: []\n",
        "topics: []",
        "topics: Tuple should have at least 1",
    ),
    "untagged record": ("tags.yaml", "org-etkl: {topics: [ero]}\n", "", "org-eloisa: {", "org-etkl has no topic"),
    "no such term": (
        "tags.yaml",
        "mt-kpp: {topics: [seuranta-ja-arviointi",
        "mt-kpp: {topics: [seuranta",
        "mt-kpp:",
        "no term seuranta in topics",
    ),
    "no such record": ("tags.yaml", "pv-kitti:\n", "pv-kutti:\n", "pv-kutti:", "no findable record pv-kutti"),
    "no such picture": ("example.yaml", "file: ex-olohuone.png", "file: ex-talo.png", "ex-talo.png", "there is no ex-talo.png"),
    "no such weekday": ("schedules.yaml", "weekdays: [4], nth", "weekdays: [8], nth", "weekdays: [8]", "weekdays are one or more of 1"),
    "no such point": ("schedules.yaml", "hl-112-phone:", "hl-112-chat:", "hl-112-chat:", "no record or delivery point hl-112-chat"),
    "text too long": ("texts.yaml", "plain: Ring 112", "plain: " + "Ring " * 130 + "112", "Ring Ring", "at most 600"),
    "door to nowhere": (
        "texts.yaml",
        "topic: vauva-ja-raskaus, sv",
        "topic: vauvat, sv",
        "topic: vauvat",
        "the door leads nowhere: vauvat",
    ),
    "moved without a day": ("example.yaml", "day: 7, moved_to: 9", "day: 7", "- {id: ex-elokuvailta", "a moved event"),
    "a real municipality's code": ("example.yaml", "code: '999'", "code: '491'", "code: '491'", "a real one's code"),
}
"""Name -> (file, what stands there, what is put there, a text on the line to be named, part of the reason)."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_file_line_and_reason(fault: str, tmp_path: Path) -> None:
    file, old, new, at, reason = FAULTS[fault]
    data = changed_copy(tmp_path, file, old, new)
    with pytest.raises(SourceError) as caught:
        read_sources(data)
    lines = {one.line for one in caught.value.faults if one.file == file and reason in one.reason}
    assert lines, f"not named: {caught.value}"
    assert lines == {line_of(data, file, at)}


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    changed_copy(tmp_path, "etela_savo.yaml", "  status: unverified\n", "  status: rumour\n")
    data = changed_copy(tmp_path, "tags.yaml", "  responder: volunteer\n", "  responder: robot\n")
    with pytest.raises(SourceError) as caught:
        read_sources(data)
    assert {fault.file for fault in caught.value.faults} == {"etela_savo.yaml", "tags.yaml"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    data = changed_copy(tmp_path, "texts.yaml", "records:", "records:")
    (data / "texts.yaml").unlink()
    with pytest.raises(SourceError, match=r"texts\.yaml"):
        read_sources(data)


def test_a_list_instead_of_a_mapping_is_refused(tmp_path: Path) -> None:
    data = changed_copy(tmp_path, "tags.yaml", "org-eloisa:", "org-eloisa:")
    (data / "tags.yaml").write_text("- one\n- two\n", encoding="utf-8")
    with pytest.raises(SourceError, match="must be a mapping"):
        read_sources(data)


def test_the_content_file_is_the_regions_own() -> None:
    sources = read_sources()
    counts = {
        "organisations": 39,
        "meeting_places": 19,
        "peer_groups": 25,
        "services": 41,
        "helplines": 13,
        "events": 13,
        "guides": 1,
        "materials": 13,
        "municipalities": 12,
    }
    assert {part: len(getattr(sources, part)) for part in counts} == counts
    assert [len(guide.chapters) for guide in sources.guides] == [7]
    assert len(sources.left_out["networks"]) == 22


def test_every_term_has_a_label_in_every_language() -> None:
    starter = read_sources(starter=STARTER).starter
    terms = [term for block in starter.topics for term in (block, *block.children)]
    for vocabulary in (
        "life_situations",
        "age_bands",
        "audiences",
        "service_languages",
        "accessibility_facts",
        "first_visit_facts",
        "offers",
    ):
        terms += getattr(starter, vocabulary)
    assert [term.slug for term in terms if not (term.fi and term.sv and term.en)] == []
    assert [term.slug for term in terms if not term.slug.isascii()] == []


def test_the_fictional_season_names_no_address_number_or_real_municipality() -> None:
    sources = read_sources()
    words = sources.example.model_dump_json()
    assert not [record.name for record in sources.municipalities if record.name in words]
    assert "@" not in words
    assert "katu " not in words
