"""Endings of words that no dictionary or stemmer knows: names, everyday words, slips of the finger."""

from collections.abc import Iterator
from itertools import groupby

from search.language.folding import fold_accents

_ENDINGS = tuple(
    sorted(
        "n ssa ssä sta stä lla llä lta ltä lle ksi t ta tä a ä na nä in iin an än en on ön un yn hin han hen "
        "issa issä ista istä illa illä ilta iltä ille iksi ien jen ia iä ja jä oita öitä eita eitä ita itä "
        "ni si nsa nsä mme nne kin kaan kään".split(),
        key=lambda ending: (-len(ending), ending),
    )
)
"""Case endings with their plural, possessive and clitic suffixes, the longest first (VISK § 81, 95, 126)."""
_SHORTEST_STEM = 3
_LONGEST_MISSPELT = 3
_MISSPELT = 0.6
"""Cost of a case ending with a letter once instead of twice, or the other way round."""
_WEAK = ("k", "p", "t")
_VOWELS = "aeiouyäö"


def _undoubled(text: str) -> str:
    return "".join(letter for letter, _group in groupby(text))


_BY_SOUND = {
    sound: tuple(ending for ending in ("ssa", "sta", "lla", "lta", "lle", "ksi", "n", "na", "ta", "t") if _undoubled(ending) == sound)
    for sound in ("sa", "sta", "la", "lta", "le", "ksi", "n", "na", "ta", "t")
}
"""Singular case endings by what is heard of them."""


def without_ending(word: str, language: str = "fi") -> Iterator[str]:
    """What the word may be without an ending that its analyser left, in lower case, the longest ending first.

    Finnish: without a case ending, also with the strong grade that the ending took away ("murkulle": "murku", "murkku") and
    as an adjective in -inen ("murkkuikäiselle": "murkkuikäinen").
    Swedish: without a definite ending that its stemmer leaves ("skyddshemmet": "skyddshem", "byrån": "byrå").
    """
    lower = word.casefold()
    if language == "sv":
        yield from _indefinite(lower)
    if language != "fi":
        return
    for stem, _ending in cut(lower):
        yield stem
        if len(stem) > 2 and stem[-1] in _VOWELS and stem[-2] in _WEAK and stem[-3] != stem[-2]:
            yield stem[:-1] + stem[-2:]
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:  # a loan word: "exittiin"
            yield stem[:-1]
        if stem.endswith(("ise", "isi")):
            yield f"{stem[:-2]}nen"


def _indefinite(lower: str) -> Iterator[str]:
    if lower.endswith(("n", "t")) and len(lower) > _SHORTEST_STEM + 1 and lower[-2] in _VOWELS + "å":
        yield lower[:-1]
    if lower.endswith(("et", "an")) and len(lower) > _SHORTEST_STEM + 2:
        yield lower[:-2]
        if lower[-3] == lower[-4] == "m":  # a final m is written once: hemmet, hem
            yield lower[:-3]


def cut(word: str) -> Iterator[tuple[str, str]]:
    """(stem, ending) for every case ending that the word may end in, the longest first."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word[: -len(ending)], ending


def near_endings(word: str) -> Iterator[tuple[str, str, float]]:
    """(stem, case ending that was meant, cost) for the word in lower case: also endings with a letter once instead of twice
    or without dots ("mikkelisa": "mikkeli", "ssa"). Endings have back vowels."""
    for length in range(_LONGEST_MISSPELT, 1, -1):
        tail = fold_accents(word[-length:])
        stem = word[:-length]
        if len(stem) <= _SHORTEST_STEM:
            continue
        for ending in _BY_SOUND.get(_undoubled(tail), ()):
            yield stem, ending, 0.0 if tail == ending else _MISSPELT
