"""Who tells, and what is meant for them before what is meant for others."""

import datetime as dt
from dataclasses import replace

import pytest

from search.language.concepts import Concept, Concepts
from search.query import Gazetteer, Knowledge, Reader, UnderstoodQuery, understand

CONCEPTS = Concepts.of([Concept("apu", {"fi": "mistä apua"}, {}, {"fi": ("apua",)}), Concept("uni", {"fi": "uni"}, {}, {})])


TROUBLE = Concepts.of(
    [Concept("suru", {"fi": "suru"}, {}, {"fi": ("surullinen",)}, related=("chat",)), Concept("chat", {"fi": "nuorten chat"}, {}, {})]
)
KNOWLEDGE = Knowledge(languages=("fi", "sv", "en"), gazetteer=Gazetteer.of([]), frequencies=lambda _field, _token: 1, concepts=CONCEPTS)


def ask(text: str) -> UnderstoodQuery:
    return understand(text, Reader("fi", dt.date(2026, 11, 21)), KNOWLEDGE)


def audiences(text: str) -> set[str]:
    return {value for group in ask(text).boosts for boost in group if boost.field == "audience" for value in boost.values}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15",
        "oon",
        "lapsi",
        "lasten päiväkerho",
        "koulupsykologi",
        "poika chatissa ei nuku",
        "ahdistaa",
        "oon ihan väsynyt",
        "oon 45 ja väsynyt",
    ],
)
def test_who_does_not_tell_who_they_are_is_nobody(text: str) -> None:
    assert audiences(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "poika ei nuku",
        "tyttö lintsaa",
        "mun mies ei puhu",
        "teini ahdistaa",
        "olen 15-vuotiaan tytön äiti",
        "my son won't sleep",
        "mitt barn äter inte",
    ],
)
def test_who_tells_of_a_child_or_a_spouse_is_a_parent(text: str) -> None:
    assert "vanhemmat" in audiences(text)
    assert "nuoret" not in audiences(text)


@pytest.mark.parametrize(
    "text",
    [
        "oon 15 ja ahdistaa",
        "olen 16-vuotias ja ahdistaa",
        "oon 17 ja mun vauva ei nuku",
        "mutsi ei ymmärrä mua",
        "i am 15 and sad",
        "mamma förstår inte mig",
    ],
)
def test_who_tells_their_age_or_of_their_parents_is_young(text: str) -> None:
    assert "nuoret" in audiences(text)
    assert "vanhemmat" not in audiences(text)


def test_a_sentence_that_means_nothing_here_asks_for_help() -> None:
    assert [match.concept.key for match in ask("tyttö lopetti syömisen").concepts] == ["apu"]
    assert [match.concept.key for match in ask("tyttö lopetti unen").concepts] == ["uni"]
    assert ask("kehitysvammaisten tyttöjen uimakoulu").concepts == ()
    assert ask("lopetti syömisen").concepts == ()


def test_what_is_for_the_young_is_less_for_a_parent() -> None:
    def weight(text: str) -> float:
        understood = understand(text, Reader("fi", dt.date(2026, 11, 21)), replace(KNOWLEDGE, concepts=TROUBLE))
        return max(each.weight for clause in understood.clauses for each in clause.alternatives if each.token == "c:chat")

    assert weight("tyttö on surullinen") == pytest.approx(0.5 * weight("mutsi on surullinen"))
    assert weight("surullinen") == pytest.approx(weight("mutsi on surullinen"))


@pytest.mark.parametrize("text", ["kaveri sanoo ettei jaksa elää", "kaveri ei jaksa elää", "sanoin etten jaksa elää"])
def test_a_conjunction_with_a_negation_denies(text: str) -> None:
    concepts = Concepts.of([Concept("itsemurha-ajatukset", {"fi": "itsemurha"}, {}, {"fi": ("en jaksa elää",)}, crisis=True)])
    assert understand(text, Reader("fi", dt.date(2026, 11, 21)), replace(KNOWLEDGE, concepts=concepts)).crisis


@pytest.mark.parametrize("text", ["допомога", "муж бьет", "насилие mikkeli", "مساعدة", "עזרה"])
def test_another_script_is_taken_for_a_plea_in_a_crisis(text: str) -> None:
    understood = ask(text)
    assert understood.crisis
    assert [match.concept.key for match in understood.concepts] == ["apu"]


@pytest.mark.parametrize("text", ["", "!?", "112", "α", "Ångström", "l'été", "mikkeli", "🙂"])
def test_signs_and_latin_letters_are_no_other_script(text: str) -> None:
    understood = ask(text)
    assert not understood.crisis
    assert understood.concepts == ()


@pytest.mark.parametrize("text", ["seuraa nuorelle", "teinille tekemistä", "teineille harrastuksia"])
def test_what_is_sought_for_the_young_is_meant_for_them(text: str) -> None:
    assert "nuoret" in audiences(text)


@pytest.mark.parametrize(
    "text", ["nuori äiti", "nuorille vanhemmille ryhmä", "tukea teinin vanhemmille", "äideille kahvila", "nuorten tilat"]
)
def test_what_is_sought_for_others_is_not(text: str) -> None:
    assert audiences(text) == set()
