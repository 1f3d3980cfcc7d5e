"""From typed words to what an engine is asked."""

import datetime as dt

import pytest

from portal.catalogue.models import ANYWHERE
from search.engines.base import Clause
from search.query import Gazetteer, Knowledge, NamedPlace, Reader, UnderstoodQuery, understand
from search.query.words import LONGEST_QUERY, MOST_WORDS
from tests.search.builders import READERS

TODAY = dt.date(2026, 11, 22)
GAZETTEER = Gazetteer.of(
    [
        ("fi", NamedPlace("Mikkeli", "491")),
        ("sv", NamedPlace("S:t Michel", "491")),
        ("fi", NamedPlace("Savonlinna", "740")),
        ("fi", NamedPlace("Kerimäki", "740", is_locality=True)),
        ("fi", NamedPlace("Iso Ranta", "900")),
    ]
)


def known(*tokens: str) -> object:
    def frequency(field: str, token: str) -> int:
        return int(token in tokens)

    return frequency


def everything(field: str, token: str) -> int:
    return 1


def ask(text: str, frequency: object = everything) -> UnderstoodQuery:
    return understand(text, Reader("fi", TODAY), Knowledge(READERS, GAZETTEER, frequency))  # type: ignore[arg-type]  # a plain function


def weight_of(clause: Clause, field: str, token: str) -> float:
    return max((each.weight for each in clause.alternatives if (each.field, each.token) == (field, token)), default=0.0)


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u0000", "<script>"[:1]])
def test_no_words_ask_for_everything(text: str) -> None:
    understood = ask(text)
    assert (understood.words, understood.clauses, understood.boosts) == ((), (), ())


def test_long_queries_are_cut() -> None:
    assert len(ask("ero " * 500).words) == 1
    many = " ".join(f"sana{number}" for number in range(100))
    assert len(ask(many).words) <= MOST_WORDS
    assert ask("a" * 100_000).words[0].text == "a" * LONGEST_QUERY


def test_each_word_is_read_in_every_language() -> None:
    (clause,) = ask("families").clauses
    assert weight_of(clause, "title", "en:famili") > 0
    assert weight_of(clause, "title", "fi:families") > 0


def test_a_compound_asks_for_its_members_at_less() -> None:
    (clause,) = ask("eroneuvontaa").clauses
    assert weight_of(clause, "title", "fi:eroneuvonta") > weight_of(clause, "title", "fi:ero") > 0


def test_words_without_a_topic_are_not_required() -> None:
    assert [clause.required for clause in ask("mistä apua").clauses] == [False, True]


def test_only_words_without_a_topic_are_asked_for_after_all() -> None:
    assert all(clause.required for clause in ask("mitä nyt").clauses)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("eroneuvontaa mikkelissä", "491"),
        ("Mikkelin perhekahvila", "491"),
        ("träffpunkt S:t Michel", "491"),
        ("s:t michel", "491"),
        ("kerho kerimäellä", "740"),
        ("savonlinnasta apua", "740"),
        ("iso ranta kahvila", "900"),
    ],
)
def test_places_are_recognised_in_any_form(text: str, code: str) -> None:
    understood = ask(text)
    assert [match.place.code for match in understood.places] == [code]
    ((at_place, serves),) = understood.boosts
    assert (at_place.field, at_place.values) == ("location", frozenset({code}))
    assert serves.values == {code, ANYWHERE}
    assert at_place.score > serves.score


def test_a_place_is_a_wish_not_a_condition() -> None:
    understood = ask("perhekahvila mikkelissä")
    assert [clause.required for clause in understood.clauses] == [True, False]


def test_a_place_alone_is_asked_for() -> None:
    assert [clause.required for clause in ask("mikkeli").clauses] == [True]


def test_part_of_a_longer_name_is_no_place() -> None:
    assert ask("iso apu").places == ()


def test_an_unknown_word_does_not_hide_the_rest() -> None:
    understood = ask("xyzzyq erosta", known("fi:ero"))
    assert [clause.required for clause in understood.clauses] == [True, True]
    assert understood.minimum_match == 1


def test_a_place_stands_in_for_an_unknown_word() -> None:
    understood = ask("nut mikkelissä", known("fi:mikkeli"))
    assert [clause.required for clause in understood.clauses] == [False, True]


def test_an_unknown_word_is_looked_for_without_accents() -> None:
    (clause,) = ask("paivystysapu", known("paivystysapu")).clauses
    assert weight_of(clause, "folded", "paivystysapu") >= 1.0


def test_an_unknown_inflected_name_is_found_by_its_beginning() -> None:
    (clause,) = ask("Zorkkarille", known("zorkkari")).clauses
    assert weight_of(clause, "folded", "zorkkari") > 0


@pytest.mark.parametrize(("typed", "edits"), [("kahv", None), ("kahvlla", 1), ("perhekavila", 2)])
def test_long_unknown_words_may_be_misspelt(typed: str, edits: int | None) -> None:
    (clause,) = ask(typed, known()).clauses
    assert {each.edits for each in clause.alternatives if each.edits} == ({edits} if edits else set())


def test_a_compound_typed_apart_is_also_asked_for_whole() -> None:
    understood = ask("perhe neuvo", known("fi:perhe", "fi:neuvo", "fi:perheneuvo"))
    assert [clause.required for clause in understood.clauses] == [True, True, False]
    assert weight_of(understood.clauses[2], "title", "fi:perheneuvo") > 0
    assert len(ask("perhe neuvo", known("fi:perhe", "fi:neuvo")).clauses) == 2


def test_half_of_several_words_must_match() -> None:
    assert ask("ero").minimum_match == 1
    assert ask("ero isä neuvo").minimum_match == 1
    assert ask("ero isä neuvo koulu").minimum_match == 2
