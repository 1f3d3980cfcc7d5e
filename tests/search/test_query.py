"""From typed words to what an engine is asked."""

import datetime as dt
from collections.abc import Iterable

import pytest

from portal.catalogue.models import ANYWHERE
from search.engines.base import ANY_AGE, Clause
from search.language.concepts import Concept, Concepts
from search.language.phrases import Phrases
from search.query import Correction, Gazetteer, Knowledge, NamedPlace, Reader, UnderstoodQuery, understand
from search.query.speller import Lists, Speller, label_words
from search.query.weights import WEIGHTS
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


def test_the_whole_query_may_be_a_name() -> None:
    (name,) = ask("perheneuvon Chatti", known()).name
    assert not name.required
    assert weight_of(name, "whole_name", "fi:chatti+perheneuvo") == WEIGHTS.whole_name
    assert ask("", known()).name == ()


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
    ((at_place, serves), (lasting, event)) = understood.boosts
    assert lasting.score > event.score > 0
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


# --- meanings, wishes, corrections -----------------------------------------------------------------------------------
CONCEPTS = Concepts.of(
    [
        Concept(
            "vakivalta", {"fi": "väkivalta"}, {"fi": ("lähisuhdeväkivalta",)}, {"fi": ("mies lyö",)}, related=("turvakoti",), crisis=True
        ),
        Concept("turvakoti", {"fi": "turvakoti", "sv": "skyddshem"}, {}, {}, broader=("suoja",)),
        Concept("suoja", {"fi": "suoja"}, {}, {}),
        Concept("vauva", {"fi": "vauva"}, {}, {}),
    ]
)


def wish(text: str, frequency: object = everything, *, without: frozenset[str] = frozenset(), exact: bool = False) -> UnderstoodQuery:
    speller = Speller(Lists.of([("fi", "turvakoti", 3), ("fi", "mies", 3)]), *label_words(CONCEPTS, GAZETTEER))
    knowledge = Knowledge(READERS, GAZETTEER, frequency, CONCEPTS, speller, Phrases.of([("fi", "hätä", "x")]))  # type: ignore[arg-type]  # as above
    return understand(text, Reader("fi", TODAY, without, exact), knowledge)


def test_a_meaning_stands_in_for_its_words() -> None:
    understood = wish("mies lyö mua")
    (meaning,) = [clause for clause in understood.clauses if clause.required]
    assert weight_of(meaning, "title_concepts", "c:vakivalta") > weight_of(meaning, "text_concepts", "c:vakivalta") > 0
    assert weight_of(meaning, "title_concepts", "c:vakivalta") > weight_of(meaning, "title_concepts", "c:turvakoti") > 0
    assert weight_of(meaning, "title_concepts", "c:suoja") == 0
    assert 0 < weight_of(meaning, "title", "fi:mies") < WEIGHTS.fields["title"]
    assert ([match.concept.key for match in understood.concepts], understood.crisis) == (["vakivalta"], True)


def test_a_word_of_another_language_asks_for_what_it_means() -> None:
    (meaning,) = wish("skyddshem").clauses
    assert weight_of(meaning, "title_concepts", "c:turvakoti") > weight_of(meaning, "title_concepts", "c:suoja") > 0
    assert weight_of(meaning, "title", "sv:skyddshem") == WEIGHTS.fields["title"]


def test_a_compound_typed_apart_means_what_it_means_together() -> None:
    understood = wish("lähisuhde väkivalta")
    assert [(match.concept.key, match.positions) for match in understood.concepts] == [("vakivalta", (0, 1))]


@pytest.mark.parametrize(("text", "crisis"), [("hätä", True), ("väkivaltatilanteessa", True), ("turvakoti", False), ("", False)])
def test_a_crisis_is_told_by_concepts_and_by_words(text: str, crisis: bool) -> None:
    understood = wish(text)
    assert understood.crisis is crisis
    assert any(boost.field == "crisis" for group in understood.boosts for boost in group) is crisis


def test_words_of_wishes_and_generic_words_are_not_required() -> None:
    understood = wish("apua turvakodista tänään ilmaiseksi mikkelissä")
    assert [clause.required for clause in understood.clauses[:5]] == [False, False, False, False, True]
    fields = {boost.field for group in understood.boosts for boost in group}
    assert fields == {"location", "municipality", "day", "kind", "free"}


def test_nothing_but_wishes_asks_for_everything_with_what_fits_first() -> None:
    understood = wish("tänään ilmaista tekemistä")
    assert (understood.clauses, len(understood.words)) == ((), 3)
    assert {boost.field for group in understood.boosts for boost in group} == {"day", "kind", "free"}
    (of_age, any_age) = next(group for group in wish("5-vuotiaalle").boosts if group[0].field == "age")
    assert (of_age.values, any_age.values) == (frozenset({"5"}), frozenset({ANY_AGE}))
    assert of_age.score > any_age.score


def test_the_meaning_of_a_wish_is_asked_for_when_there_is_nothing_else() -> None:
    assert [clause.required for clause in wish("vauvan kanssa").clauses if clause.weight == 1.0] == [True]
    assert not any(
        clause.required for clause in wish("vauvan kanssa turvakotiin").clauses if weight_of(clause, "title_concepts", "c:vauva")
    )


def test_generic_words_are_asked_for_when_there_is_nothing_else() -> None:
    assert [clause.required for clause in wish("apua").clauses] == [True]
    assert [clause.required for clause in wish("apua mikkelissä").clauses] == [False, True]


def test_a_wish_that_was_taken_back_is_a_word_again() -> None:
    understood = wish("perhekahvila mikkelissä tänään", without=frozenset({"place", "time"}))
    assert (understood.intents, understood.places, understood.boosts) == ((), (), ())
    assert [clause.required for clause in understood.clauses[:3]] == [True, True, True]


def test_a_misspelt_phrase_means_what_was_meant() -> None:
    understood = wish("meis lyö", known("fi:lyödä"))
    assert understood.correction == Correction("meis lyö", "mies lyö")
    assert [match.concept.key for match in understood.concepts] == ["vakivalta"]


def test_a_misspelt_place_is_a_place() -> None:
    understood = wish("turvakotti mikelissä", known())
    assert understood.correction is not None
    assert [(intent.kind, intent.key, intent.label) for intent in understood.intents] == [("place", "491", "Mikkeli")]


def test_exactly_what_was_typed() -> None:
    understood = wish("turvakotti", known(), exact=True)
    (clause,) = understood.clauses
    assert (understood.correction, understood.concepts) == (None, ())
    assert not any(each.edits for each in clause.alternatives)


def test_an_engine_that_is_asked_over_a_network_is_told_beforehand() -> None:
    class Remote:
        def __init__(self) -> None:
            self.expected: set[str] = set()
            self.surprises: list[str] = []

        def expect(self, tokens: Iterable[str]) -> None:
            self.expected.update(tokens)

        def __call__(self, field: str, token: str) -> int:
            if token not in self.expected:
                self.surprises.append(token)
            return 0

    remote = Remote()
    wish("perhe kavila zorkkarille mikelissä", remote)
    assert remote.expected
    assert remote.surprises == []
