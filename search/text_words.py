"""Words of a document's texts with their tokens, each made once: indexing a listing is mostly looking them up."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search.language import Word, analyse_text, tokenize
from search.language.analysis import reading_of
from search.language.concepts import NO_CONCEPTS, Concepts
from search.language.phrase_openings import Opening
from search.language.tokens import has_cut_off, normalise, plain_stretches

LONGEST_TOKEN = 200
"""Characters; longer ones are no words."""
_MOST_WORDS = 50_000
"""Remembered per language; some 25 MB."""


class TextWord(NamedTuple):
    """A word, and its tokens wherever it stands: "fi:ero" for base forms and for parts, with a space between each two; forms without
    accents; the word as written in lower case, "fi:erosta" (empty for numbers, addresses on the web and single letters, to which no
    spelling is corrected); and what names of concepts may begin with it, None for nearly all words."""

    word: Word
    bases: str
    parts: str
    folded: tuple[str, ...]
    written: str
    opening: Opening[str] | None


class Columns(NamedTuple):
    """The words of a text, each property of all of them together: as TextWord."""

    word: Sequence[Word] = ()
    bases: Sequence[str] = ()
    parts: Sequence[str] = ()
    folded: Sequence[tuple[str, ...]] = ()
    written: Sequence[str] = ()
    opening: Sequence[Opening[str] | None] = ()


_NOTHING = Columns()


def columns_of(text: str, lang: str, concepts: Concepts) -> Columns:
    """The words of a text in order; those of ``analyse_text``. Openings are those of ``concepts``."""
    words = _words_of(text, lang, concepts) if text else ()
    return Columns(*zip(*words, strict=True)) if words else _NOTHING


def _words_of(text: str, lang: str, concepts: Concepts) -> Sequence[TextWord]:
    known = _known_words(lang, concepts)
    words: list[TextWord] = []
    for plain, line in plain_stretches(normalise(text)):
        if not line:
            words.extend(map(known.__getitem__, plain))
        elif has_cut_off(line):
            words.extend(map(known.of, analyse_text(line, lang)))
        else:
            words.extend([known[token.text] for token in tokenize(line)])
    return words


class _KnownWords(dict[str, TextWord]):
    """Words of one language as written."""

    def __init__(self, lang: str, concepts: Concepts) -> None:
        super().__init__()
        self._lang = lang
        self._read = reading_of(lang)
        self._concepts = concepts

    def __missing__(self, written: str) -> TextWord:
        if len(self) >= _MOST_WORDS:
            self.clear()
        reading = self._read(written.casefold())  # at the beginning of a sentence or within it
        word = self[written] = self._text_word(Word(written, 0, 0, reading))
        return word

    def of(self, word: Word) -> TextWord:
        """Of a word that may stand for another one than is written ("koulu-" in "koulu- ja perhetyö")."""
        known = self[word.text]
        return known if known.word.reading == word.reading else self._text_word(word)

    def _text_word(self, word: Word) -> TextWord:
        lang, reading, text = self._lang, word.reading, word.text.casefold()
        is_word = len(text) > 1 and text.replace("-", "").isalpha()
        return TextWord(
            word,
            bases=_joined(lang, reading.bases),
            parts=_joined(lang, reading.parts),
            folded=tuple([form for form in reading.folded if len(form) <= LONGEST_TOKEN]),
            written=_joined(lang, (text,)) if is_word else "",
            opening=self._concepts.opening(word, lang),
        )


_known: tuple[Concepts, dict[str, _KnownWords]] = (NO_CONCEPTS, {})
"""Of the latest thesaurus."""


def _known_words(lang: str, concepts: Concepts) -> _KnownWords:
    global _known
    known = _known
    if known[0] is not concepts:
        known = _known = (concepts, {})
    words = known[1].get(lang)
    if words is None:
        words = known[1][lang] = _KnownWords(lang, concepts)
    return words


def _joined(lang: str, forms: Iterable[str]) -> str:
    longest = LONGEST_TOKEN - len(lang) - 1
    return " ".join([f"{lang}:{form}" for form in forms if len(form) <= longest])
