"""Spelling: what is corrected, and what is left alone."""

import pytest

from search.language.concepts import Concept, Concepts
from search.language.endings import without_ending
from search.language.spelling import WordList, allowance, slips
from search.query import Gazetteer, NamedPlace
from search.query.correct import correct
from search.query.place_forms import place_forms
from search.query.speller import Lists, Speller, label_words
from search.query.words import read_words
from tests.search.builders import READERS

SITE = Lists.of(
    [
        ("fi", "neuvola", 9), ("fi", "neuvolasta", 2), ("fi", "masennusta", 3), ("fi", "perhekahvila", 6), ("fi", "perhekahvilla", 1),
        ("fi", "päivystysapu", 4), ("fi", "olkkari", 2), ("fi", "kerho", 8), ("fi", "kerhot", 1), ("fi", "lapset", 5), ("fi", "perhe", 9),
        ("fi", "toiminta", 9), ("sv", "rådgivning", 5), ("sv", "skyddshem", 2), ("en", "depression", 3),
    ]
)  # fmt: skip
CONCEPTS = Concepts.of([Concept("kuraattori", {"fi": "koulukuraattori"}, {"fi": ("kuraattori",)}, {"fi": ("murkkula", "mies hakkaa")})])
GAZETTEER = Gazetteer.of(
    [("fi", NamedPlace("Mikkeli", "491")), ("fi", NamedPlace("Kangasniemi", "213")), ("sv", NamedPlace("Nyslott", "740"))]
)
SPELLER = Speller(SITE, *label_words(CONCEPTS, GAZETTEER))


def nowhere(field: str, token: str) -> int:
    return 0


def shown(text: str, reader: str = "fi", *known: str) -> str:
    def frequency(field: str, token: str) -> int:
        return int(token in known)

    correction = correct(text, read_words(text, READERS), (reader, "fi"), frequency, SPELLER)
    return correction.shown if correction else ""


@pytest.mark.parametrize("text", ["", "?!", "abc", "5-vuotias", "116 111", "x" * 500, "kauppatori", "erosta", "kanssa", "zzzzqqq", "MLL:n"])
def test_nothing_to_correct(text: str) -> None:
    assert shown(text) == ""


@pytest.mark.parametrize(
    "text", ["neuvolasta", "Mikkelissä", "mikkeliläinen", "olkkarille", "murkkulaan", "kuraattorille", "perhetoiminta", "kerhoista"]
)
def test_what_is_known_in_any_form_is_left_alone(text: str) -> None:
    assert shown(text) == ""


def test_a_word_of_the_index_is_left_alone() -> None:
    assert shown("nevola", "fi", "fi:nevola") == ""
    assert shown("nevola", "fi", "sv:nevol") == "neuvola"  # the stem of another language says nothing


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nevola", "neuvola"),
        ("nuevola", "neuvola"),
        ("nevolasta", "neuvolasta"),
        ("masenusta", "masennusta"),
        ("perhekavila", "perhekahvila"),
        ("paivystysapu", "päivystysapu"),
        ("päivystysappu", "päivystysapu"),
        ("mikkelisä", "mikkelissä"),
        ("mikeli", "mikkeli"),
        ("mikelissä", "mikkelissä"),
        ("kangasniemelä", "kangasniemellä"),
        ("kangsaniemellä", "kangasniemellä"),
        ("kangasneimeltä", "kangasniemeltä"),
        ("kanasniemen", "kangasniemen"),
        ("mikkeliinn", "mikkeliin"),
        ("kuraatorille", "kuraattorille"),
        ("murkkuula", "murkkula"),
        ("erhekahvila", "perhekahvila"),
        ("perhekerhoo", "perhekerho"),
        ("lapsettoiminta", "lapset toiminta"),
    ],
)
def test_slips_in_base_forms_inflected_forms_and_names(typed: str, meant: str) -> None:
    assert shown(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("savolinna", "savonlinna"), ("savolinnassa", "savonlinnassa"), ("savokerho", "")])
def test_a_place_with_a_slip_is_no_compound_of_known_words(typed: str, meant: str) -> None:
    site = Lists.of([("fi", word, 9) for word in ("savo", "linna", "kerho")])
    speller = Speller(site, *label_words(CONCEPTS, Gazetteer.of([("fi", NamedPlace("Savonlinna", "740"))])))
    correction = correct(typed, read_words(typed, READERS), ("fi",), nowhere, speller)
    assert (correction.shown if correction else "") == meant


@pytest.mark.parametrize(
    ("name", "there", "thither", "of"),
    [
        ("Mikkeli", "mikkelissä", "mikkeliin", "mikkelin"),
        ("Kangasniemi", "kangasniemellä", "kangasniemelle", "kangasniemen"),
        ("Pieksämäki", "pieksämäellä", "pieksämäelle", "pieksämäen"),
        ("Enonkoski", "enonkoskella", "enonkoskelle", "enonkosken"),
        ("Mäntyharju", "mäntyharjulla", "mäntyharjuun", "mäntyharjun"),
        ("Savonranta", "savonrannassa", "savonrantaan", "savonrannan"),
        ("Pertunmaa", "pertunmaalla", "pertunmaahan", "pertunmaan"),
        ("Xylläkkälä", "xylläkkälässä", "xylläkkälään", "xylläkkälän"),
    ],
)
def test_forms_in_which_a_place_is_written(name: str, there: str, thither: str, of: str) -> None:
    assert {there, thither, of} <= set(place_forms(name))


@pytest.mark.parametrize("name", ["", "i", "Saint Michel", "S:t Michel", "Helsingfors", "12"])
def test_what_is_no_finnish_name_of_one_word_has_no_forms(name: str) -> None:
    assert place_forms(name) == ()


def test_the_whole_query_is_shown_with_its_capitals_and_marks() -> None:
    assert shown("Nevola, mikkelisä?") == "Neuvola, mikkelissä?"
    text = "nevola"
    correction = correct(f" {text} ", read_words(text, READERS), ("fi", "fi"), nowhere, SPELLER)
    assert correction is None or correction.typed == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("perhe kavila mikkeli", "perhekahvila mikkeli"),
        ("Perhe Kavila", "Perhekahvila"),
        ("kerho nevola", "kerho neuvola"),
        ("perhe xyzxyz", ""),
        ("5 kavila", ""),
        ("perhe a", ""),
    ],
)
def test_a_compound_typed_apart_may_have_a_slip(typed: str, meant: str) -> None:
    assert shown(typed) == meant
    assert shown("perhe kavila", "sv") == "", "others are never led into Finnish"


@pytest.mark.parametrize("reader", ["sv", "en"])
def test_words_of_another_reader_are_not_led_into_finnish(reader: str) -> None:
    assert shown("nevola", reader) == ""
    assert shown("perhekavila", reader) == ""


def test_every_reader_is_corrected_in_the_own_language_and_in_names() -> None:
    assert shown("rådgivnig", "sv") == "rådgivning"
    assert shown("depresion", "en") == "depression"
    assert shown("skydshem", "fi") == "skyddshem"
    assert shown("mikeli", "sv") == "mikkeli"
    assert shown("nyslot", "en") == "nyslott"


def test_the_commoner_of_equals_is_chosen() -> None:
    words = WordList({"talo": 1, "tali": 50, "tala": 2})
    assert [near.word for near in words.near("talx")] == ["tali", "tala", "talo"]
    assert WordList({"kissat": 9, "kissas": 1}).near("kissax")[0].word == "kissat"


def test_accents_and_doubled_letters_cost_little_and_first_letters_much() -> None:
    assert slips("paivystys", "päivystys") < slips("masenus", "masennus") < slips("nevola", "neuvola") == 1.0
    assert slips("levola", "nevola") > slips("nelola", "nevola")
    assert slips("nuevola", "neuvola") == 0.6  # swapped: every letter is there
    assert slips("neuvloa", "neuvola") < slips("neuvloa", "neuvoa")
    assert slips("neuvola", "neuvola") == 0.0
    assert [allowance(length) for length in (3, 5, 8, 12)] == sorted(allowance(length) for length in (3, 5, 8, 12))


@pytest.mark.parametrize("words", [("näin", "nain", "naín"), ("nain", "näin", "naín"), ("naín", "näin", "nain")])
def test_words_that_differ_in_accents_only_are_all_near(words: tuple[str, ...]) -> None:
    assert {near.word for near in WordList(dict.fromkeys(words, 1)).near("naiin")} == set(words)


def test_words_with_too_many_slips_are_not_near() -> None:
    words = WordList({"perhekahvila": 1, "ero": 1})
    assert words.near("prhekvla") == []
    assert words.near("era") == []
    assert WordList({}).near("neuvola") == []
    assert ("perhekahvila" in words, "ero" in words, len(words), words.count("ero"), words.count("muu")) == (True, True, 2, 1, 0)


def test_what_is_left_without_an_ending() -> None:
    assert "nuta" in list(without_ending("nutalle"))
    assert "murkku" in list(without_ending("Murkulle"))
    assert "skyddshem" in list(without_ending("skyddshemmet", "sv"))
    assert list(without_ending("homes", "en")) == []
