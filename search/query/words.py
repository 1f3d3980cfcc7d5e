"""Stage 1: the words of a query, analysed in every language of the interface."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from search.language import Word, analyse_text
from search.language.fst import VERB
from search.language.phrase_words import PhraseWord
from search.language.voikko import load_finnish

LONGEST_QUERY = 200
"""Characters of a query that are read; the rest is left out."""
_FINNISH = "fi"
_CACHED_BASES = 4096
_WORD_CLASS = re.compile(r"\[L[a-z]+\]")
"""In the notation of the dictionary; the last one is that of the whole word: "neuvonta" is made of a verb, and is none."""
MOST_WORDS = 16
"""Words of a query that are asked for; the rest is left out."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A typed word and what it is in each language. ``is_stop``: it carries no topic in one of them, so the word alone says
    nothing of what is sought. ``phrase_word``: the word as phrases are looked for."""

    text: str
    analyses: Mapping[str, Word]
    is_stop: bool = field(init=False)
    phrase_word: PhraseWord = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Read once what every stage asks for."""
        is_stop = any(word.is_stop for word in self.analyses.values())
        object.__setattr__(self, "is_stop", is_stop)
        object.__setattr__(self, "phrase_word", PhraseWord.of(self.analyses, is_stop=is_stop))

    @property
    def is_name(self) -> bool:
        """Whether the Finnish dictionary does not know the word, so that it may be a name."""
        analysed = self.analyses.get(_FINNISH)
        return analysed is not None and analysed.bases == (self.text.casefold(),) and not load_finnish().readings(self.text)

    @property
    def is_verb(self) -> bool:
        """Whether the Finnish dictionary has the word, or what it is a spoken form of, as a form of a verb only."""
        analysed = self.analyses.get(_FINNISH)
        return analysed is not None and all(map(_is_verb, analysed.bases))

    @property
    def span(self) -> tuple[int, int]:
        """Character offsets of its first occurrence in the NFC text."""
        word = next(iter(self.analyses.values()))
        return word.start, word.end


@lru_cache(maxsize=_CACHED_BASES)
def _is_verb(base: str) -> bool:
    readings = load_finnish().readings(base)
    return bool(readings) and all(_WORD_CLASS.findall(reading)[-1:] == [VERB] for reading in readings)


def read_words(text: str, languages: Sequence[str]) -> tuple[QueryWord, ...]:
    """Words of the query in order, at most MOST_WORDS, each once."""
    found: dict[tuple[int, int, int], dict[str, Word]] = {}
    for language in languages:
        seen: Counter[tuple[int, int]] = Counter()
        for word in analyse_text(text[:LONGEST_QUERY], language):
            seen[word.start, word.end] += 1  # a language may read two words in the same place ("koulu- ja perhetyö")
            found.setdefault((word.start, -word.end, seen[word.start, word.end]), {})[language] = word
    words: dict[tuple[str, ...], QueryWord] = {}
    for place in sorted(found):
        analyses = found[place]
        first = next(iter(analyses.values()))
        words.setdefault((first.text.casefold(), *first.bases), QueryWord(first.text, analyses))
    return tuple(words.values())[:MOST_WORDS]
