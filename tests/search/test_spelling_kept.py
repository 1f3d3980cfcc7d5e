"""The vocabulary that spelling is corrected by: read seldom, beside the requests where it is large, kept when the engine fails."""

import threading
import time
from collections.abc import Iterator, Mapping
from typing import cast

import pytest

from search import spelling
from search.engines.base import Engine, EngineError
from search.language.concepts import NO_CONCEPTS, Concepts
from search.language.phrases import Phrases
from search.names import Names
from search.query import Gazetteer, NamedPlace
from search.query.speller import Lists


class Vocabulary:
    """An engine of which only the vocabulary is asked."""

    def __init__(self, words: dict[str, int]) -> None:
        self.words = words
        self.asked = 0
        self.fails = False

    def vocabulary(self) -> Mapping[str, int]:
        self.asked += 1
        if self.fails:
            raise EngineError("down")
        return self.words


def known(generation: int = 1, *places: str) -> Names:
    gazetteer = Gazetteer.of(("fi", NamedPlace(place, "900")) for place in places)
    return Names({}, gazetteer, frozenset(), {}, NO_CONCEPTS, Phrases.of(()), None, generation)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    spelling.forget()
    yield
    spelling.forget()


def meant(engine: Vocabulary, word: str, names: Names | None = None) -> str | None:
    return spelling.current_speller(cast("Engine", engine), names or known()).meant(word, "fi")


def beside() -> None:
    for thread in threading.enumerate():
        if thread.name == "search-vocabulary":
            thread.join(10)


def test_without_an_engine_the_first_reading_fails() -> None:
    engine = Vocabulary({})
    engine.fails = True
    with pytest.raises(EngineError):
        meant(engine, "nevola")


def test_the_vocabulary_is_read_once_a_minute_and_for_each_engine() -> None:
    engine = Vocabulary({"fi:neuvola": 3})
    assert (meant(engine, "nevola"), meant(engine, "nevola"), engine.asked) == ("neuvola", "neuvola", 1)
    assert meant(Vocabulary({}), "nevola") is None


def test_names_that_changed_are_known_at_once() -> None:
    engine = Vocabulary({})
    assert meant(engine, "mikeli") is None
    assert (meant(engine, "mikeli", known(2, "Mikkeli")), engine.asked) == ("mikkeli", 1)


def test_a_small_vocabulary_is_read_again_within_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_KEEP_SECONDS", -1.0)
    monkeypatch.setattr(spelling, "_SHARE", float("inf"))
    monkeypatch.setattr(spelling, "_CHEAP_SECONDS", 60.0)
    engine = Vocabulary({})
    assert meant(engine, "nevola") is None
    engine.words = {"fi:neuvola": 1}
    assert (meant(engine, "nevola"), engine.asked) == ("neuvola", 2)


def test_words_of_the_thesaurus_are_not_analysed_again_while_it_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_KEEP_SECONDS", -1.0)
    monkeypatch.setattr(spelling, "_SHARE", float("inf"))
    monkeypatch.setattr(spelling, "_CHEAP_SECONDS", 60.0)
    analysed: list[Gazetteer] = []
    make = spelling.label_words

    def counted(concepts: Concepts, gazetteer: Gazetteer) -> tuple[Lists, Lists, Lists]:
        analysed.append(gazetteer)
        return make(concepts, gazetteer)

    monkeypatch.setattr(spelling, "label_words", counted)
    engine = Vocabulary({})
    names = [known(1, "Mikkeli"), known(2, "Mikkeli"), known(3, "Mikkeli", "Juva")]
    assert [meant(engine, "mikeli", each) for each in (*names[:2], *names)] == ["mikkeli"] * 5
    assert meant(engine, "jiva", names[2]) == "juva"
    assert analysed == [names[0].gazetteer, names[2].gazetteer]


def test_a_large_vocabulary_is_read_beside_the_requests_and_kept_when_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_KEEP_SECONDS", -1.0)
    monkeypatch.setattr(spelling, "_SHARE", float("inf"))
    monkeypatch.setattr(spelling, "_CHEAP_SECONDS", -1.0)
    engine = Vocabulary({"fi:neuvola": 1})
    meant(engine, "nevola")
    engine.words = {"fi:neuvola": 1, "fi:kahvila": 1}
    meant(engine, "kahvla")
    beside()
    assert meant(engine, "kahvla") == "kahvila"
    engine.fails = True
    meant(engine, "kahvla")
    beside()
    assert meant(engine, "kahvla") == "kahvila"
    beside()


def test_of_a_large_vocabulary_words_of_one_document_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_LARGE", 1)
    engine = Vocabulary({"fi:neuvola": 1, "fi:kahvila": 2})
    assert (meant(engine, "nevola"), meant(engine, "kahvla")) == (None, "kahvila")


def test_threads_that_begin_together_read_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server's threads all want it at its first requests; over a network it is sixteen requests."""
    engine, names, together = Vocabulary({"fi:neuvola": 3}), known(), threading.Barrier(4)
    read = engine.vocabulary

    def slowly() -> Mapping[str, int]:
        time.sleep(0.05)
        return read()

    monkeypatch.setattr(engine, "vocabulary", slowly)

    def ask() -> None:
        together.wait(10)
        meant(engine, "nevola", names)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert engine.asked == 1
