"""Spoken Finnish, everyday words that stand for plainer ones, and pleas for help."""

import datetime as dt

import pytest

from search.language import analyse_text
from search.language.concepts import Concept, Concepts
from search.language.spoken import written_forms_of
from search.query import Gazetteer, Knowledge, Reader, UnderstoodQuery, understand
from search.query.speller import Lists, Speller

CONCEPTS = Concepts.of(
    [
        Concept("uupumus", {"fi": "vanhemman uupumus"}, {}, {"fi": ("äiti ei jaksa",)}),
        Concept("uni", {"fi": "lapsen uni"}, {}, {"fi": ("lapsi ei nuku",)}),
        Concept("nuori-kotona", {"fi": "nuori kotona"}, {}, {"fi": ("nuori ei nuku",)}),
        Concept("apu", {"fi": "mistä apua"}, {}, {"fi": ("apua",)}),
        Concept("paikka", {"fi": "kohtaamispaikka"}, {}, {"fi": ("minne lasten kanssa",)}),
        Concept("tukiperhe", {"fi": "tukiperhe"}, {}, {}),
        Concept("tuet", {"fi": "perhe-etuudet"}, {}, {"fi": ("tukia perheelle",)}),
        Concept("tekemista", {"fi": "avoin toiminta"}, {}, {"fi": ("lapselle tekemistä", "mitä tehdä lasten kanssa")}),
        Concept("valehtelu", {"fi": "valehtelu"}, {}, {"en": ("lying child",), "sv": ("ljuger",)}),
    ]
)


def ask(text: str) -> UnderstoodQuery:
    knowledge = Knowledge(languages=("fi", "sv", "en"), gazetteer=Gazetteer.of([]), frequencies=lambda _field, _token: 1, concepts=CONCEPTS)
    return understand(text, Reader("fi", dt.date(2026, 11, 21)), knowledge)


def keys(text: str) -> list[str]:
    return [match.concept.key for match in ask(text).concepts]


@pytest.mark.parametrize(
    ("spoken", "base"),
    [
        ("eroo", "erota"),
        ("tajuu", "tajuta"),
        ("kipee", "kipeä"),
        ("väkivaltanen", "väkivaltainen"),
        ("mikkelis", "mikkeli"),
        ("erost", "ero"),
        ("lapsel", "lapsi"),
        ("yhen", "yksi"),
        ("ilmotus", "ilmoitus"),
        ("itteni", "itse"),
        ("ihteni", "itse"),
        ("kahtoa", "katsoa"),
        ("tullu", "tullut"),
        ("pääsis", "päästä"),
        ("lähtis", "lähteä"),
        ("pitäskö", "pitää"),
        ("antas", "antaa"),
        ("nukkuun", "nukkua"),
        ("tekeen", "tehdä"),
        ("viistoistavuotiaalle", "viisitoistavuotias"),
        ("kolmetoistavuotias", "kolmetoistavuotias"),
        ("mee", "mennä"),
        ("meen", "mennä"),
        ("tuun", "tulla"),
        ("uus", "uusi"),
        ("kouluu", "koulu"),
        ("kotii", "koti"),
    ],
)
def test_spoken_forms_have_the_base_of_the_written_one(spoken: str, base: str) -> None:
    assert base in analyse_text(spoken, "fi")[0].bases


@pytest.mark.parametrize("word", ["", "a", "nuo", "mll", "koppa", "touhula", "nevola"])
def test_names_and_short_words_stay_as_they_are(word: str) -> None:
    assert len(word) >= 4 or not list(written_forms_of(word))
    assert all(analysed.bases == (word,) for analysed in analyse_text(word, "fi"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("mitä tehdä lasten kanssa", ["tekemista"]),
        ("lapselle tekemistä", ["tekemista"]),
        ("tekemist lapselle", ["tekemista"]),
        ("mitä teen kun lapsi valehtelee", ["apu"]),
        ("mitä mä voin tehdä jos lapsi ei nuku", ["uni"]),
        ("mitä tehdä kun valehtelu jatkuu", ["valehtelu"]),
        ("mitä tehdä kun", ["apu"]),
        ("vad ska jag göra om hon ljuger", ["valehtelu"]),
        ("lapsi tekee läksyt", ["apu"]),
    ],
)
def test_what_to_do_about_a_trouble_is_no_search_for_something_to_do(text: str, meant: list[str]) -> None:
    assert keys(text) == meant


def test_spoken_that_is_no_negation() -> None:
    assert "uni" in keys("lapsi ei nuku")
    assert "uni" not in keys("toivon et lapsi nuku")


def test_an_everyday_word_stands_for_the_plain_one_in_a_phrase() -> None:
    assert keys("2v ei nuku") == ["uni"]
    assert keys("15v ei nuku") == ["nuori-kotona"]
    assert keys("mutsi ei jaksa") == ["uupumus"]
    assert keys("kakara ei nuku") == ["uni"]
    assert "uni" not in keys("kakara")


def test_a_number_of_years_tells_a_child_from_a_young_person() -> None:
    assert keys("4-vuotias ei nuku") == ["uni"]
    assert keys("16-vuotias ei nuku") == ["nuori-kotona"]


def test_a_label_of_nothing_but_people_is_taken_to_the_letter() -> None:
    assert keys("minne mennä lasten kanssa") == ["paikka"]
    assert keys("lapset") == []


def test_who_tells_of_themselves_asks_for_help() -> None:
    assert keys("mä oon ihan kujalla") == ["apu"]
    assert keys("minne voi mennä kujalle") == ["apu"]
    assert keys("minne kujalle") == []
    assert keys("kujalla") == []


def test_the_name_of_one_word_beats_an_everyday_phrase_of_two() -> None:
    assert keys("tuki perhe") == ["tukiperhe"]


def test_words_of_the_dictionary_and_of_speech_are_not_corrected() -> None:
    speller = Speller(Lists.of([("fi", "muutti", 9), ("fi", "lapsi", 9)]), Lists.of([]), Lists.of([]), Lists.of([]))
    assert all(speller.knows(word) for word in ("muutto", "lapsenlapsesta", "eroo", "eksä"))
    assert not speller.knows("muuutto")
