"""Text to analysed words: the one door for documents and queries. Analysers load at the first word, never at import."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Protocol

from search.language.ellipsis import completed
from search.language.snowball import ALGORITHMS, PlainAnalyser, SnowballAnalyser
from search.language.stopwords import STOPWORDS
from search.language.tokens import Token, normalise, tokenize
from search.language.voikko import load_finnish
from search.language.words import Word, WordAnalysis

_CACHED_WORDS = 40_000
"""Words remembered per language: at most some 15 MB; the real content has about 2 000 different ones."""
_FINNISH_ENDINGS = frozenset(
    "n ssa ssä sta stä lla llä lta ltä lle ksi t ta tä in iin aan ään seen ien iden illa illä ina na nä "
    "issa issä ista istä ille kin kaan kään".split()
)


class Analyser(Protocol):
    """Base forms (or stems) and compound parts of one language's words."""

    @property
    def language(self) -> str:
        """Language of the words (BCP 47)."""
        ...

    def analyse(self, word: str) -> WordAnalysis:
        """Analyse one word without hyphens, any case; an unknown word is its own base form."""
        ...


@cache
def analyser_for(language: str) -> Analyser:
    """The analyser of a language, loaded once: Voikko for Finnish, Snowball for Swedish and English, else lower case."""
    if language == "fi":
        return load_finnish()
    if language in ALGORITHMS:
        return SnowballAnalyser(language)
    return PlainAnalyser(language)


def analyse_text(text: str, language: str, analyser: Analyser | None = None) -> list[Word]:
    """Analysed words of ``text`` in order. Give ``analyser`` to bypass the language's own and the cache (tests, baseline)."""
    analyse = analyser.analyse if analyser else _cached(language)
    stopwords = STOPWORDS.get(language, frozenset())
    text = normalise(text)
    words = [_word(token, language, analyse, stopwords) for token in tokenize(text)]
    return completed(text, words) if language == "fi" else words


def analyse_token(token: Token, language: str, analyse: Callable[[str], WordAnalysis]) -> WordAnalysis:
    """Base forms and parts of a token, hyphens and acronym endings included ("MLL:n" is "mll", "LP-koulutukset" is
    "lp-koulutus" with the parts "lp" and "koulutus")."""
    pieces = token.pieces
    if len(pieces) == 1:
        return analyse(token.text)
    if language == "fi" and token.text[-len(pieces[-1]) - 1] in ":’'" and pieces[-1].casefold() in _FINNISH_ENDINGS:
        if len(pieces) == 2:
            return WordAnalysis((pieces[0].casefold(),))
        pieces = pieces[:-1]
    analyses = [analyse(piece) for piece in pieces]
    written = token.text[: len(token.text) - len(token.pieces[-1])].casefold() if pieces == token.pieces else ""
    bases = tuple(written + base for base in analyses[-1].bases) if written else ("-".join(pieces).casefold(),)
    parts = dict.fromkeys(form for analysis in analyses for form in (*analysis.bases, *analysis.parts))
    return WordAnalysis(bases, tuple(part for part in parts if part not in bases), analyses[-1].head or analyses[-1].bases[0])


@cache
def _cached(language: str) -> Callable[[str], WordAnalysis]:
    analyser = analyser_for(language)
    return lru_cache(maxsize=_CACHED_WORDS)(analyser.analyse)


def _word(token: Token, language: str, analyse: Callable[[str], WordAnalysis], stopwords: frozenset[str]) -> Word:
    analysis = analyse_token(token, language, analyse)
    is_stop = token.text.casefold() in stopwords or all(base in stopwords for base in analysis.bases)
    return Word(token.text, token.start, token.end, analysis.bases, analysis.parts, analysis.head, is_stop)
