"""Words of a document's texts with their tokens, each made once: indexing a listing is mostly looking them up."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from search.language import Word, analyse_text, tokenize
from search.language.analysis import reading_of
from search.language.tokens import has_cut_off, is_plain, normalise, plain_stretches, plain_words

LONGEST_TOKEN = 200
"""Characters; longer ones are no words."""
_MOST_WORDS = 50_000
"""Remembered per language; some 25 MB."""


class TextWord(NamedTuple):
    """A word, and its tokens wherever it stands: "fi:ero" for base forms and for parts, with a space between each two; forms without
    accents; and the word as written in lower case (empty for numbers, addresses on the web and single letters, to which no spelling
    is corrected)."""

    word: Word
    bases: str
    parts: str
    folded: tuple[str, ...]
    written: tuple[str, ...]


def words_of(text: str, lang: str) -> list[TextWord]:
    """The words of a text in order; those of ``analyse_text``."""
    known = _known_words(lang)
    text = normalise(text)
    if is_plain(text):
        return list(map(known.__getitem__, plain_words(text)))
    words: list[TextWord] = []
    for plain, line in plain_stretches(text):
        if not line:
            words.extend(map(known.__getitem__, plain))
        elif has_cut_off(line):
            words.extend(map(known.of, analyse_text(line, lang)))
        else:
            words.extend(known[token.text] for token in tokenize(line))
    return words


class _KnownWords(dict[str, TextWord]):
    """Words of one language as written."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._read = reading_of(lang)

    def __missing__(self, written: str) -> TextWord:
        if len(self) >= _MOST_WORDS:
            self.clear()
        word = self[written] = _text_word(self._lang, Word(written, 0, 0, self._read(written)))
        return word

    def of(self, word: Word) -> TextWord:
        """Of a word that may stand for another one than is written ("koulu-" in "koulu- ja perhetyö")."""
        known = self[word.text]
        return known if known.word.reading is word.reading else _text_word(self._lang, word)


@cache
def _known_words(lang: str) -> _KnownWords:
    return _KnownWords(lang)


def _text_word(lang: str, word: Word) -> TextWord:
    reading, text = word.reading, word.text.casefold()
    is_word = len(text) > 1 and text.replace("-", "").isalpha()
    return TextWord(
        word,
        bases=_joined(lang, reading.bases),
        parts=_joined(lang, reading.parts),
        folded=tuple([form for form in reading.folded if len(form) <= LONGEST_TOKEN]),
        written=tuple(_joined(lang, [text]).split()) if is_word else (),
    )


def _joined(lang: str, forms: Iterable[str]) -> str:
    longest = LONGEST_TOKEN - len(lang) - 1
    return " ".join([f"{lang}:{form}" for form in forms if len(form) <= longest])
