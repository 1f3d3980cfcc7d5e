"""Forms in which the name of a place is written when one is there, goes there or comes from there."""

from collections.abc import Iterator
from functools import lru_cache

from search.language import analyse_word
from search.language.voikko import load_finnish

_ENDINGS = ("n", "ssa", "sta", "lla", "lta", "lle")
"""Genitive and the local cases; the illative repeats the last vowel."""
_WEAK = {"kk": "k", "pp": "p", "tt": "t", "nk": "ng", "nt": "nn", "mp": "mm", "lt": "ll", "rt": "rr", "k": "", "p": "v", "t": "d"}
"""Consonants before the last vowel -> how they are written in a closed syllable (VISK § 41)."""
_VOWELS = "aeiouyäö"
_BACK = frozenset("aou")
_FRONT = frozenset("yäö")


@lru_cache(maxsize=1000)
def place_forms(name: str) -> tuple[str, ...]:
    """Forms of a Finnish name of one word, in lower case: "kangasniemi" -> kangasniemen, kangasniemellä, kangasniemeen ...

    Of a name that the dictionary knows those that it reads as forms of it; of another one the name with each ending as it is.
    """
    lower = name.casefold()
    if not lower.isalpha() or lower[-1:] not in _VOWELS:
        return ()
    if not load_finnish().readings(lower):
        return tuple(_inflected(lower, _BACK & set(lower) and lower[-1] not in _FRONT))
    forms = dict.fromkeys(form for stem in _stems(lower) for is_back in (True, False) for form in _inflected(stem, is_back))
    return tuple(form for form in forms if lower in analyse_word(form, "fi").bases)


def _stems(lower: str) -> Iterator[str]:
    last = "e" if lower.endswith("i") else lower[-1]  # niemi: niemellä
    strong = lower[:-1]
    for vowel in dict.fromkeys((lower[-1], last)):
        yield strong + vowel
        for consonants, weak in _WEAK.items():
            if strong.endswith(consonants):
                yield strong.removesuffix(consonants) + weak + vowel
                break


def _inflected(stem: str, is_back: object) -> Iterator[str]:
    """``is_back``: whether endings have a, else ä."""
    for ending in _ENDINGS:
        yield stem + (ending if is_back else ending.replace("a", "ä"))
    yield f"{stem}{stem[-1]}n"
    if stem[-2:-1] == stem[-1]:  # maa: maahan
        yield f"{stem}h{stem[-1]}n"
