"""Text to analysed words."""

import subprocess
import sys

import pytest

from search.language import analyse_quickly, analyse_text, fold_accents


def bases(text: str, language: str = "fi") -> list[tuple[str, ...]]:
    return [word.bases for word in analyse_text(text, language)]


def test_hyphens_and_acronyms() -> None:
    (word,) = analyse_text("LP-koulutukset", "fi")
    assert word.bases == ("lp-koulutus",)
    assert {"lp", "koulutus"} <= set(word.parts)
    assert bases("MLL:n THL:lle") == [("mll",), ("thl",)]


def test_ages_keep_their_numbers() -> None:
    (word,) = analyse_text("3-6-vuotiaat", "fi")
    assert word.bases == ("3-6-vuotias",)
    assert {"3", "6"} <= set(word.parts)


def test_a_cut_off_compound_is_completed() -> None:
    words = analyse_text("Sosiaali- ja kriisipäivystys", "fi")
    assert ("sosiaalipäivystys",) in [word.bases for word in words]


def test_several_cut_off_compounds_share_their_end() -> None:
    found = bases("koulu-, perhe- ja kotipalvelut")
    assert ("koulupalvelu",) in found
    assert ("perhepalvelu",) in found


def test_a_hyphen_alone_completes_nothing() -> None:
    assert bases("perhe - kotipalvelu") == [("perhe",), ("kotipalvelu",)]
    assert bases("koulu- kotipalvelu") == [("koulu",), ("kotipalvelu",)]


def test_swedish_and_english_stems_meet() -> None:
    assert bases("familjerna", "sv") == bases("familjer", "sv")
    assert bases("families", "en") == bases("family", "en")


def test_an_unknown_language_is_lower_cased() -> None:
    assert bases("Kaffe OK", "se") == [("kaffe",), ("ok",)]


@pytest.mark.parametrize(("text", "language"), [("mistä", "fi"), ("minulla", "fi"), ("för", "sv"), ("the", "en")])
def test_words_without_a_topic(text: str, language: str) -> None:
    assert [word.is_stop for word in analyse_text(text, language)] == [True]


def test_topics_are_no_stop_words() -> None:
    assert not any(word.is_stop for word in analyse_text("mies lyö, ero, apu, koti", "fi"))


@pytest.mark.parametrize(("word", "folded"), [("Päivystys", "paivystys"), ("Åbo", "abo"), ("söß", "soss"), ("é", "e"), ("", "")])
def test_folding(word: str, folded: str) -> None:
    assert fold_accents(word) == folded


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    assert bases("a\u0308itia\u0308") == bases("äitiä") == [("äiti",)]


def test_nothing_is_loaded_at_import() -> None:
    program = (
        "import sys, search.language.analysis as a;"
        "assert 'pyvoikko' not in sys.modules and 'libvoikko' not in sys.modules, 'loaded at import';"
        "a.analyse_text('hjälp', 'sv');"
        "assert 'pyvoikko' not in sys.modules and 'libvoikko' not in sys.modules, 'Swedish loaded Finnish'"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)  # noqa: S603 (our own program)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Koulu- ja perhetyö, perhe-, koulu- ja kotipalvelut",
        "Soita 116 111 tai 015 411 4120.\nMLL:n LP-koulutukset 24/7",
        "Perhekahvilassa mukana äidit\nja isät – myös www.example.org",
    ],
)
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    quick = [(word.text, word.reading) for word in analyse_quickly(text, "fi")]
    assert quick == [(word.text, word.reading) for word in analyse_text(text, "fi")]
