"""Near words: what a misspelt word may have been meant to be, among words that are known to be used."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search.language.folding import fold_accents

_SHORTEST = 4
"""Letters of the shortest word that is corrected: shorter ones have too many neighbours."""
_DOUBLED = 0.6
"""Cost of a letter written once instead of twice or the other way round, the commonest slip in Finnish."""
_ACCENT = 0.2
_MOST_ACCENTS = 3
_FIRST_LETTER = 0.7
"""Added when the first letters differ: people seldom mistake it."""
_MISTAKEN = 0.1
"""Added when a letter is another one: letters are oftener left out, doubled or swapped."""
_SWAPPED = 0.4
"""Taken off when the word has the very letters that were typed: a quick hand swaps letters, none is lost or mistaken."""
_FREQUENCY = 0.15
"""What a word that is ten times as common gains: enough to decide among equals only."""
_MOST_CHOICES = 20
_EDGE = 3
"""Letters at the beginning and at the end by which words are grouped."""


@dataclass(frozen=True, slots=True)
class Near:
    """A known word near a misspelt one. ``cost``: about the number of slips between them, less for common words."""

    word: str
    cost: float


class WordList:
    """Words of one language with how common each is, prepared for finding those near a given one."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """``counts``: word in lower case -> number of documents that have it, or any measure of how common it is."""
        self._counts = counts
        self._written: dict[str, tuple[str, ...]] = {}
        self._by_first: dict[tuple[str, int], list[str]] = {}
        self._by_beginning: dict[str, list[str]] = {}
        self._by_end: dict[tuple[str, int], list[str]] = {}
        for word in counts:
            folded = word if word.isascii() else fold_accents(word)
            if len(folded) < _SHORTEST - 1 or not folded.isalpha():
                continue
            if folded != word:
                is_listed = folded in counts or folded in self._written  # by the word without accents, or another one with them
                self._written[folded] = (*self._written.get(folded, (folded,) if folded in counts else ()), word)
                if is_listed:
                    continue
            self._by_first.setdefault((folded[0], len(folded)), []).append(folded)
            self._by_beginning.setdefault(folded[:_EDGE], []).append(folded)
            self._by_end.setdefault((folded[-_EDGE:], len(folded)), []).append(folded)

    def __contains__(self, word: str) -> bool:
        """Whether the word in lower case is one of them."""
        return word in self._counts

    def __len__(self) -> int:
        """Number of words."""
        return len(self._counts)

    def count(self, word: str) -> int:
        """How common the word is, 0 when it is not one of them."""
        return self._counts.get(word, 0)

    def near(self, word: str, most: float | None = None) -> list[Near]:
        """Words that differ by at most ``most`` slips (default: as the word's length allows), the likeliest first.

        With one slip anywhere in the word; with more, those that begin with the same letter.
        """
        lower = word.casefold()
        folded = fold_accents(lower)
        limit = allowance(len(folded)) if most is None else most
        if len(folded) < _SHORTEST or limit <= 0:
            return []
        for edits in range(1, math.ceil(limit) + 1):  # most slips are single, and those are found in a tenth of the time
            found = self._within(lower, folded, edits, limit)
            if found:
                return sorted(found, key=lambda each: (each.cost, each.word))
        return []

    def _within(self, lower: str, folded: str, edits: int, limit: float) -> list[Near]:
        choices = dict.fromkeys(
            choice for group in self._groups(folded, edits) for choice, _distance, _index in _extract(folded, group, edits)
        )
        return [
            Near(each, cost - _FREQUENCY * math.log10(1 + self._counts[each]))
            for choice in choices
            for each in self._written.get(choice, (choice,))
            if (cost := slips(lower, each)) <= limit
        ]

    def _groups(self, folded: str, edits: int) -> Iterable[Sequence[str]]:
        """One slip leaves the beginning or the end of a word as it was, so only words that share it need be looked at. More
        than one: words with the same first letter."""
        lengths = range(len(folded) - edits, len(folded) + edits + 1)
        if edits > 1 or len(folded) < 2 * _EDGE:
            return (self._by_first.get((folded[0], length), ()) for length in lengths)
        return (self._by_beginning.get(folded[:_EDGE], ()), *(self._by_end.get((folded[-_EDGE:], length), ()) for length in lengths))


def allowance(length: int) -> float:
    """Slips that a word of so many letters may have."""
    if length < _SHORTEST:
        return 0.0
    if length <= 6:
        return 1.2
    if length <= 9:
        return 1.8
    return 2.0 if length <= 13 else 2.6


def slips(typed: str, meant: str) -> float:
    """About how many slips lie between two words in lower case: a letter left out, added or mistaken is one; two letters swapped,
    doubled letters and accents are less, a mistaken first letter is more."""
    typed_folded, meant_folded = fold_accents(typed), fold_accents(meant)
    plain = OSA.distance(typed_folded, meant_folded)
    single = OSA.distance(_undoubled(typed_folded), _undoubled(meant_folded))
    whole = min(plain, single)
    accents = min(max(OSA.distance(typed, meant) - plain, 0), _MOST_ACCENTS)
    first = _FIRST_LETTER if typed_folded[:1] != meant_folded[:1] else 0.0
    has_all = plain > 0 and sorted(typed_folded) == sorted(meant_folded)
    mistaken = _MISTAKEN if len(typed_folded) == len(meant_folded) and not has_all and plain else 0.0
    swapped = _SWAPPED if has_all else 0.0
    return whole + _DOUBLED * (plain - whole) + _ACCENT * accents + first + mistaken - swapped


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _group in groupby(word))


def _extract(folded: str, choices: Sequence[str], edits: int) -> list[tuple[str, int, int]]:
    return extract(folded, choices, scorer=OSA.distance, limit=_MOST_CHOICES, score_cutoff=edits) if choices else []
