"""What the evaluation compares with: plain BM25 over Snowball stems of Finnish, as stock search engines index it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from portal.listings.listing import Listing
from search.language import analyse_text
from search.language.snowball import SnowballAnalyser
from search.texts import texts_of

_K1 = 1.2
_B = 0.75
_TITLE_REPEATED = 4
"""The title counts four times, as in the measurement that the design names."""


class SnowballBaseline:
    """Okapi BM25 (Robertson and Zaragoza 2009) in memory over the Finnish texts of listings."""

    def __init__(self, listings: Iterable[Listing]) -> None:
        """Index the Finnish versions."""
        self._analyser = SnowballAnalyser("fi")
        self._ids: list[str] = []
        self._counts: list[Counter[str]] = []
        for listing in listings:
            texts = texts_of(listing)
            stems = [stem for name, text in texts.items() for stem in self._stems(text) * (_TITLE_REPEATED if name == "title" else 1)]
            self._ids.append(listing.external_id)
            self._counts.append(Counter(stems))
        self._lengths = [counts.total() for counts in self._counts]
        self._mean_length = sum(self._lengths) / max(1, len(self._lengths))
        self._frequencies = Counter(stem for counts in self._counts for stem in counts)

    def search(self, query: str, limit: int = 10) -> Sequence[str]:
        """External ids, best first; only what matches a word."""
        stems = self._stems(query)
        scores = [(self._score(position, stems), identifier) for position, identifier in enumerate(self._ids)]
        best = sorted((score for score in scores if score[0] > 0), key=lambda score: (-score[0], score[1]))
        return [identifier for _score, identifier in best[:limit]]

    def _stems(self, text: str) -> list[str]:
        return [base for word in analyse_text(text, "fi", self._analyser) for base in word.bases]

    def _score(self, position: int, stems: Sequence[str]) -> float:
        counts, length = self._counts[position], self._lengths[position]
        norm = _K1 * (1 - _B + _B * length / self._mean_length)
        return sum(self._rarity(stem) * counts[stem] * (_K1 + 1) / (counts[stem] + norm) for stem in stems if counts[stem])

    def _rarity(self, stem: str) -> float:
        frequency = self._frequencies[stem]
        return math.log(1 + (len(self._ids) - frequency + 0.5) / (frequency + 0.5))
