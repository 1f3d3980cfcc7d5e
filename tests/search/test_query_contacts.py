"""First contacts beside what answers the query, and the age of who tells it."""

import datetime as dt

import pytest

from search.language.concepts import Concept, Concepts
from search.query import Gazetteer, Knowledge, NamedPlace, Reader, UnderstoodQuery, understand

CONCEPTS = Concepts.of(
    [
        Concept("apu", {"fi": "mistä apua"}, {}, {"fi": ("apua",)}, related=("vanhemmille", "nuorille")),
        Concept("vanhemmille", {"fi": "vanhempainpuhelin"}, {}, {}),
        Concept("nuorille", {"fi": "nuorten puhelin"}, {}, {}),
        Concept("koulu", {"fi": "koulupoissaolo"}, {}, {"fi": ("ei suostu kouluun",)}),
    ]
)


def ask(text: str, concepts: Concepts = CONCEPTS) -> UnderstoodQuery:
    knowledge = Knowledge(languages=("fi", "sv", "en"), gazetteer=Gazetteer.of([]), frequencies=lambda _field, _token: 1, concepts=concepts)
    return understand(text, Reader("fi", dt.date(2026, 11, 21)), knowledge)


def contacts(text: str) -> set[str]:
    """Keys that one clause asks for which are not the query's meanings."""
    optional = [clause for clause in ask(text).clauses if not clause.required]
    return {each.token.removeprefix("c:") for clause in optional for each in clause.alternatives if each.token.startswith("c:")}


@pytest.mark.parametrize("text", ["", "koulupoissaolo", "koulupoissaolot ja poissaolo", "ei suostu", "poika chatissa ei suostu kouluun"])
def test_what_tells_of_no_trouble_has_no_contacts(text: str) -> None:
    assert contacts(text) == set()


def test_contacts_are_of_whom_it_is_told() -> None:
    assert contacts("poika ei suostu kouluun") == {"vanhemmille"}
    assert contacts("mun mutsi ei suostu kouluun") == {"nuorille"}
    assert contacts("en suostu mihinkään kouluun") == {"nuorille"}
    assert contacts("en suostu mihinkään muuhun") == {"nuorille", "vanhemmille"}


def test_contacts_hide_and_require_nothing() -> None:
    understood = ask("poika ei suostu kouluun")
    assert understood.minimum_match == 1
    assert [match.concept.key for match in understood.concepts] == ["koulu"]


def test_a_thesaurus_without_help_has_no_contacts() -> None:
    alternatives = [each for clause in ask("poika ei suostu kouluun", Concepts.of([])).clauses for each in clause.alternatives]
    assert alternatives
    assert not any(each.token.startswith("c:") for each in alternatives)


@pytest.mark.parametrize(("text", "ages"), [("oon 15 ja raskaana", ["15"]), ("vasta 17", ["17"]), ("i'm 16 and pregnant", ["16"])])
def test_a_number_after_oneself_is_ones_age(text: str, ages: list[str]) -> None:
    assert [intent.key for intent in ask(text).intents if intent.kind == "age"] == ages


@pytest.mark.parametrize("text", ["oon 3 lapsen äiti", "numero 15", "oon 45", "15", "oon 112"])
def test_other_numbers_are_no_ages(text: str) -> None:
    assert [intent for intent in ask(text).intents if intent.kind == "age"] == []


def test_a_known_word_that_stands_nowhere_here_does_not_list_its_place() -> None:
    gazetteer = Gazetteer.of([("fi", NamedPlace("Mikkeli", "491"))])
    knowledge = Knowledge(
        languages=("fi", "sv", "en"), gazetteer=gazetteer, frequencies=lambda _field, token: int("mikkeli" in token), concepts=CONCEPTS
    )
    asked = {
        text: {
            each.token
            for clause in understand(text, Reader("fi", dt.date(2026, 11, 21)), knowledge).clauses
            if clause.required
            for each in clause.alternatives
        }
        for text in ("parturi mikkeli", "hipsula mikkeli")
    }
    assert "fi:mikkeli" not in asked["parturi mikkeli"]
    assert "fi:mikkeli" in asked["hipsula mikkeli"]
