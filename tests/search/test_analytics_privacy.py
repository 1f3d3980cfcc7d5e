"""What of a search may be kept: nothing that tells of a person."""

import pytest

from search.analytics.person_names import PersonName, is_finnish_word, person_name
from search.analytics.privacy import LONGEST, KnownWords, may_keep, normalised, words_of
from search.language.stopwords import STOPWORDS

_STOPWORDS = frozenset().union(*STOPWORDS.values())
_PLACES = frozenset({"mikkelissä", "michel", "s:t", "savonlinna", "juvalla"})


def kept(text: str) -> bool:
    """With the Finnish dictionary, the stop words and some places; the site knows nothing."""
    words = {word.casefold() for word in words_of(text) if is_finnish_word(word)}
    return may_keep(text, KnownWords(frozenset(words) | _STOPWORDS | _PLACES, _PLACES))


@pytest.mark.parametrize(
    "text",
    [
        *("", "   ", "?!", "—"),
        *("äiti@example.org", "kirjoita äiti (at) example.org @", "https://example.org/koti", "www.example.org"),
        *(
            "0401234567",
            "040 123 4567",
            "+358 40 123 4567",
            "040-123 4567 puhelin",
            "(015) 123 45",
            "50100",
            "12345",
            "neuvola 50100 mikkeli",
        ),
        *("010203-123A", "010203A123B", "131052+308T", "131052-308t sotu", "12.3.2019", "syntynyt 12.3.2019"),
        *(
            "kirkkokatu 3",
            "Kirkkokadulla 3 b",
            "raatihuoneenkatu 12 mikkeli",
            "koulukuja 7",
            "savilahdentie 5",
            "storgatan 12",
            "3 main street",
        ),
        *("liisa virtanen", "Liisa Virtanen", "virtanen liisa", "liisan kerho", "terapeutti virtanen", "Anna-Liisa", "mimosalle"),
        *("psykologi Hassani", "Ahmed Hassani", "fatima hassani", "toivo nybergson", "xhevdet gashi"),
        "isäni löi äitiä eilen illalla keittiössä taas",
        "a" * (LONGEST + 1),
    ],
)
def test_what_may_tell_of_a_person_is_refused(text: str) -> None:
    assert not kept(text)


@pytest.mark.parametrize(
    "text",
    [
        *("nevola", "Nevola", "NEVOLA AIKA", "Nevola ajanvaraus"),  # telephones write the first letter, some people only capitals
        *("skabies", "tiktok haaste", "mopokortti", "lastenhoitoapua illaksi"),
        *("5-vuotias uhmaikä", "vauva 3 kk", "0-3 vuotiaat", "24/7", "helmi", "toivo hiipuu"),
        *("vauvajumppa mikkelissä", "kurator Savonlinna", "babysitter in savonlinna", "barnvakt S:t Michel", "avoin päiväkoti juvalla"),
        "help with divorce",
    ],
)
def test_everyday_words_slips_and_places_are_kept(text: str) -> None:
    assert kept(text)


def test_two_words_that_nobody_knows_may_be_a_name_and_one_is_a_slip() -> None:
    assert kept("babysitter")
    assert not kept("babysitter evening")
    assert may_keep("babysitter evening", KnownWords(frozenset({"evening"})))


def test_terms_are_counted_in_one_spelling() -> None:
    assert normalised("  Vauva\u00adKerho\t JUVA? ") == normalised("vauva\u00adkerho juva")
    assert normalised("A\u0308iti") == "äiti"
    assert normalised("?!") == ""


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("virtaselle", PersonName.ONLY),
        ("maijan", PersonName.ONLY),
        ("toivo", PersonName.ALSO),
        ("kerho", PersonName.NO),
        ("x", PersonName.NO),
    ],
)
def test_names_are_known_in_any_case_form(word: str, name: PersonName) -> None:
    assert person_name(word) is name
