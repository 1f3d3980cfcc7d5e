"""Words of a document's texts with their tokens, each made once: indexing a listing is mostly looking them up."""

from functools import cache
from typing import NamedTuple

from search.language import Word, analyse_text, analyse_word
from search.language.tokens import normalise, plain_stretches

_MOST_WORDS = 50_000
"""Remembered per language; some 25 MB."""


class TextWord(NamedTuple):
    """A word, and its tokens wherever it stands: "fi:ero" for base forms and for parts, forms without accents, and the word as
    written in lower case (empty for numbers, addresses on the web and single letters, to which no spelling is corrected)."""

    word: Word
    bases: tuple[str, ...]
    parts: tuple[str, ...]
    folded: tuple[str, ...]
    written: tuple[str, ...]


def words_of(text: str, lang: str) -> list[TextWord]:
    """The words of a text in order; those of ``analyse_quickly``."""
    known = _known_words(lang)
    words: list[TextWord] = []
    for plain, line in plain_stretches(normalise(text)):
        words.extend(map(known.of, analyse_text(line, lang)) if line else map(known.__getitem__, plain))
    return words


class _KnownWords(dict[str, TextWord]):
    """Words of one language as written."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def __missing__(self, written: str) -> TextWord:
        if len(self) >= _MOST_WORDS:
            self.clear()
        word = self[written] = _text_word(self._lang, analyse_word(written, self._lang))
        return word

    def of(self, word: Word) -> TextWord:
        """Of a word that may stand for another one than is written ("koulu-" in "koulu- ja perhetyö")."""
        known = self[word.text]
        return known if known.word.reading is word.reading else _text_word(self._lang, word)


@cache
def _known_words(lang: str) -> _KnownWords:
    return _KnownWords(lang)


def _text_word(lang: str, word: Word) -> TextWord:
    text = word.text.casefold()
    is_word = len(text) > 1 and text.replace("-", "").isalpha()
    return TextWord(
        word,
        bases=tuple(f"{lang}:{base}" for base in word.bases),
        parts=tuple(f"{lang}:{part}" for part in word.parts),
        folded=word.folded,
        written=(f"{lang}:{text}",) if is_word else (),
    )
