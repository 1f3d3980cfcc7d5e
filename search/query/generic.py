"""Stage: words that say little of what is sought, since everything here is help, support or something to do, and for families:
generic words, and words for people."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from search.language import analyse_text
from search.language.people import people
from search.query.words import QueryWord

_GENERIC: Mapping[str, str] = {
    "fi": (
        "apu apua auttaa tuki tukea tukeminen palvelu toiminta tekeminen tekemistä ohjelma puuha puuhaa vinkki asia ongelma "
        "tarvita tarvitsen haluta etsiä hakea löytää löytyä päästä mennä käydä saada ottaa keskustella keskusteluapu paikka tieto"
    ),
    "sv": "hjälp hjälpa stöd stöda verksamhet aktivitet aktiviteter göra sak saker behöva behöver söka söker hitta problem plats få",
    "en": "help support activity activities thing things do need needs find looking look want get place problem problems go information",
}
"""By language; any inflection of these."""
_WHEN: Mapping[str, str] = {
    "fi": "yö yöksi öisin ilta iltaisin aamu aamuisin päivä päivisin viikonloppu viikonloppuisin eilen joskus kunnolla oikein",
    "sv": "natt natten kväll kvällen morgon morgonen helg igår ibland riktigt",
    "en": "night evening morning weekend yesterday sometimes really",
}
"""By language: words that tell when, or how much, something is so."""


def find_generic(words: Sequence[QueryWord]) -> frozenset[int]:
    """Positions of generic words: every base form of the word in one of the languages is one."""
    return _positions(words, _generic)


def find_when(words: Sequence[QueryWord]) -> frozenset[int]:
    """Positions of words that tell when, or how much: "teini ei tule yöksi kotiin" is "teini ei tule kotiin"."""
    return _positions(words, _when)


def find_people(words: Sequence[QueryWord]) -> frozenset[int]:
    """Positions of words for people: for whom help is sought says less than what for."""
    return _positions(words, people)


def _positions(words: Sequence[QueryWord], bases: Callable[[str], frozenset[str]]) -> frozenset[int]:
    return frozenset(
        position
        for position, word in enumerate(words)
        if not word.is_stop and any(bases(language).issuperset(analysed.bases) for language, analysed in word.analyses.items())
    )


@cache
def _generic(language: str) -> frozenset[str]:
    return frozenset(base for word in analyse_text(_GENERIC.get(language, ""), language) for base in word.bases)


@cache
def _when(language: str) -> frozenset[str]:
    return frozenset(base for word in analyse_text(_WHEN.get(language, ""), language) for base in word.bases)
