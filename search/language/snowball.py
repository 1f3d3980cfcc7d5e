"""Swedish and English stems by Snowball. Never for Finnish, except as the baseline that the evaluation compares with."""

import threading
from typing import Protocol

import snowballstemmer

from search.language.words import WordAnalysis

ALGORITHMS = {"sv": "swedish", "en": "english", "fi": "finnish"}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


class SnowballAnalyser:
    """Stems of one language's words; it knows no parts."""

    def __init__(self, language: str) -> None:
        """``language``: a key of ALGORITHMS, else KeyError."""
        self.language = language
        self._stemmer: _Stemmer = snowballstemmer.stemmer(ALGORITHMS[language])
        self._lock = threading.Lock()  # a stemmer keeps the word it works on in itself

    def analyse(self, word: str) -> WordAnalysis:
        """The stem of one word, any case."""
        with self._lock:
            return WordAnalysis((self._stemmer.stemWord(word.casefold()),))


class PlainAnalyser:
    """A language without an analyser of its own: words in lower case."""

    def __init__(self, language: str) -> None:
        """``language``: BCP 47, only kept."""
        self.language = language

    def analyse(self, word: str) -> WordAnalysis:
        """The word in lower case."""
        return WordAnalysis((word.casefold(),))
