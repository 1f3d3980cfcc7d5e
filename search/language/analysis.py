"""Text to analysed words: the one door for documents and queries. Analysers load at the first word, never at import."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Protocol

from search.language.ellipsis import completed
from search.language.folding import fold_accents
from search.language.snowball import ALGORITHMS, PlainAnalyser, SnowballAnalyser
from search.language.stopwords import STOPWORDS
from search.language.tokens import normalise, pieces_of, plain_stretches, tokenize
from search.language.voikko import load_finnish
from search.language.words import Reading, Word, WordAnalysis

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
    read = _reader(analyser) if analyser else _cached_reader(language)
    text = normalise(text)
    words = [Word(token.text, token.start, token.end, read(token.text)) for token in tokenize(text)]
    return completed(text, words) if language == "fi" else words


def analyse_quickly(text: str, language: str) -> list[Word]:
    """The words of ``analyse_text``, line by line, but most without their places in the text (0): for documents, of which
    whole fields are read."""
    word = _cached_word(language)
    words: list[Word] = []
    for plain, line in plain_stretches(normalise(text)):
        words.extend(analyse_text(line, language) if line else map(word, plain))
    return words


def analyse_word(written: str, language: str) -> Word:
    """One word of ``plain_words``, without its place in the text (0)."""
    return _cached_word(language)(written)


def reading_of(language: str) -> Callable[[str], Reading]:
    """What tells the reading of one of ``plain_words``, the same value as long as it is remembered."""
    return _cached_reader(language)


@cache
def _cached_word(language: str) -> Callable[[str], Word]:
    read = _cached_reader(language)
    return lru_cache(maxsize=_CACHED_WORDS)(lambda written: Word(written, 0, 0, read(written)))


@cache
def _cached_reader(language: str) -> Callable[[str], Reading]:
    return lru_cache(maxsize=_CACHED_WORDS)(_reader(analyser_for(language)))


def _reader(analyser: Analyser) -> Callable[[str], Reading]:
    stopwords = STOPWORDS.get(analyser.language, frozenset())

    def read(written: str) -> Reading:
        if written.isdecimal():  # of telephones and addresses, nearly every one another
            return Reading((written,), (), "", (fold_accents(written),), is_stop=False)
        analysis = _analyse(written, analyser)
        is_stop = written.casefold() in stopwords or all(base in stopwords for base in analysis.bases)
        return Reading.of(written, analysis, is_stop=is_stop)

    return read


def _analyse(written: str, analyser: Analyser) -> WordAnalysis:
    """Hyphens and acronym endings included: "MLL:n" is "mll", "LP-koulutukset" is "lp-koulutus" with "lp" and "koulutus"."""
    pieces = pieces_of(written)
    if len(pieces) == 1:
        return analyser.analyse(written)
    last = pieces[-1]
    if analyser.language == "fi" and written[-len(last) - 1] in ":’'" and last.casefold() in _FINNISH_ENDINGS:
        stem = written[: -len(last) - 1].casefold()
        members = [form for piece in pieces[:-1] for form in analyser.analyse(piece).bases] if len(pieces) > 2 else []
        return WordAnalysis((stem,), tuple(dict.fromkeys(member for member in members if member != stem)))
    analyses = [analyser.analyse(piece) for piece in pieces]
    before = written[: -len(last)].casefold()
    bases = tuple(before + base for base in analyses[-1].bases)
    parts = dict.fromkeys(form for analysis in analyses for form in (*analysis.bases, *analysis.parts))
    return WordAnalysis(bases, tuple(part for part in parts if part not in bases), analyses[-1].head or analyses[-1].bases[0])
