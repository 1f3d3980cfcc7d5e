"""Finnish analysis: the C library and its Python fallback give the same words. Each runs alone where the other is missing."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from search.language.voikko import (
    AnalyserUnavailableError,
    FinnishAnalyser,
    NativeTransducer,
    PythonTransducer,
    Transducer,
    load_finnish,
)

PORTAL = Path(__file__).resolve().parents[2] / "portal"

IMPLEMENTATIONS: dict[str, Callable[[], Transducer]] = {"libvoikko": NativeTransducer, "pyvoikko": PythonTransducer}

# word, a base form it must have, parts it must have
WORDS = [
    ("erosta", "ero", ()),
    ("apua", "apu", ()),
    ("perhekahvilassa", "perhekahvila", ("perhe", "kahvila")),
    ("eroneuvontaa", "eroneuvonta", ("ero", "neuvonta", "neuvoa")),
    ("terveydenhoitajalle", "terveydenhoitaja", ("terveys", "hoitaja")),
    ("maahanmuuttajaäideille", "maahanmuuttajaäiti", ("maahanmuuttaja", "äiti")),
    ("omaishoitajan", "omaishoitaja", ("omainen", "hoitaja")),
    ("lähisuhdeväkivallasta", "lähisuhdeväkivalta", ("suhde", "väkivalta")),
    ("yksinhuoltajille", "yksinhuoltaja", ("huoltaja",)),
    ("isyysvapaalla", "isyysvapaa", ("isyys", "vapaa")),
    ("Mikkelissä", "mikkeli", ()),
    ("pieksämäellä", "pieksämäki", ()),
    ("kerimäen", "kerimäki", ()),
    ("Savonlinnassa", "savonlinna", ()),
    ("odottaville", "odottava", ("odottaa",)),
    ("vuotiaille", "vuotias", ()),
    ("ohjaajat", "ohjaaja", ("ohjata",)),
    ("kohtaamispaikkoja", "kohtaamispaikka", ("paikka",)),
    ("toimintakeskuksessa", "toimintakeskus", ("toiminta", "keskus")),
    ("lapsiperheiden", "lapsiperhe", ("lapsi", "perhe")),
]
EMPHATIC = [("syöpä", ("syöpä",)), ("onpa", ("olla",))]
"""What looks like a verb with -pa is a noun where there is one."""


@pytest.fixture(params=IMPLEMENTATIONS)
def analyser(request: pytest.FixtureRequest) -> FinnishAnalyser:
    return load(request.param)


def load(name: str) -> FinnishAnalyser:
    try:
        return FinnishAnalyser(IMPLEMENTATIONS[name]())
    except AnalyserUnavailableError as error:
        pytest.skip(f"Finnish analysis by {name} is not tried here: {error}")


@pytest.mark.parametrize("word", ["", "123", "24", "xyzzyq", "a" * 500, "кошка", "🙂", "l'été", "-"])
def test_what_is_no_finnish_word_is_itself(analyser: FinnishAnalyser, word: str) -> None:
    analysis = analyser.analyse(word)
    assert analysis.bases == (word.casefold(),)
    assert analysis.parts == ()


@pytest.mark.parametrize(("word", "bases"), EMPHATIC)
def test_emphasis_gives_way_to_a_noun(analyser: FinnishAnalyser, word: str, bases: tuple[str, ...]) -> None:
    assert analyser.analyse(word).bases == bases


@pytest.mark.parametrize(("word", "base", "parts"), WORDS)
def test_base_form_and_parts(analyser: FinnishAnalyser, word: str, base: str, parts: tuple[str, ...]) -> None:
    analysis = analyser.analyse(word)
    assert base in analysis.bases
    assert set(parts) <= set(analysis.parts) | set(analysis.bases)


def test_a_surname_gives_way_to_a_common_word(analyser: FinnishAnalyser) -> None:
    assert analyser.analyse("erosta").bases == ("ero",)


def test_a_place_is_not_taken_apart(analyser: FinnishAnalyser) -> None:
    assert analyser.analyse("savonlinna").parts == ()


def test_parts_never_repeat_the_word(analyser: FinnishAnalyser) -> None:
    for word, _base, _parts in WORDS:
        analysis = analyser.analyse(word)
        assert not set(analysis.bases) & set(analysis.parts)


def test_both_implementations_agree() -> None:
    native, python = load("libvoikko"), load("pyvoikko")
    more = "neuvola päiväkodissa vertaistukiryhmään nuorisotiloilla sovittelijan keskustelua isovanhemmat vauvojen mennessä juosten"
    words = [word for word, _base, _parts in WORDS] + more.split()
    assert [native.analyse(word) for word in words] == [python.analyse(word) for word in words]


def test_reading_one_attribute_gives_what_the_binding_gives() -> None:
    """The words of the demo and of the thesaurus, in three languages: known and unknown ones."""
    load("libvoikko")
    import libvoikko

    texts = (path.read_text("utf-8") for path in sorted(PORTAL.rglob("*.yaml")))
    words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())})
    assert len(words) > 3_000
    voikko = libvoikko.Voikko("fi")
    expected = [[reading["FSTOUTPUT"] for reading in voikko.analyze(word) if "FSTOUTPUT" in reading] for word in words]
    transducer = NativeTransducer()
    assert [transducer.answers(word) for word in words] == expected
    assert 2_000 < sum(map(bool, expected)) < len(words)


def test_a_missing_dictionary_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    load("libvoikko")
    monkeypatch.setattr("search.language.voikko._LANGUAGE", b"xx")
    with pytest.raises(AnalyserUnavailableError, match="apt-get install voikko-fi"):
        NativeTransducer()


def test_without_the_library_the_fallback_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    load("pyvoikko")
    monkeypatch.setattr("search.language.voikko._LIBRARY", "libnosuchlibrary.so.9")
    assert load_finnish.__wrapped__().analyse("erosta").bases == ("ero",)


def test_threads_share_an_analyser(analyser: FinnishAnalyser) -> None:
    words = [word for word, _base, _parts in WORDS]
    expected = [analyser.analyse(word) for word in words]
    answers: list[list[object]] = []

    def work() -> None:
        answers.append([analyser.analyse(word) for word in words])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.language.voikko._LIBRARY", "libnosuchlibrary.so.9")
    with pytest.raises(AnalyserUnavailableError, match=r"libnosuchlibrary\.so\.9.*apt-get install libvoikko1"):
        NativeTransducer()
