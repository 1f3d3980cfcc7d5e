"""A tantivy index as it is at one commit, and what has been read of it: the same is asked again by search after search."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import tantivy

from search.engines.base import Frequencies

_MOST_TOKENS = 50_000
"""Tokens of which the number of documents is remembered; some 8 MB."""
_MOST_DOCUMENTS = 10_000
"""Documents of which is remembered what a hit says; some 6 MB."""


class Stored(NamedTuple):
    """What a hit says of its document. ``points``: as ``tantivy_places.read_points`` reads them."""

    listing_id: UUID
    lang: str
    external_id: str
    points: str


@dataclass(frozen=True, slots=True)
class View:
    """``frequency``: number of documents that have a token in a field. ``stored``: of a segment's number and a document's number in
    it, which are others after the next commit. Safe to use from many threads."""

    searcher: tantivy.Searcher
    frequency: Frequencies
    stored: Callable[[int, int], Stored]

    @classmethod
    def of(cls, searcher: tantivy.Searcher) -> "View":
        """Nothing is read of it yet."""

        def read(segment: int, number: int) -> Stored:
            document = searcher.doc(tantivy.DocAddress(segment, number))
            listing_id, lang, external_id, points = (document[name][0] for name in ("listing", "lang", "external_id", "points_shown"))
            return Stored(UUID(listing_id), lang, external_id, points)

        return cls(searcher, lru_cache(maxsize=_MOST_TOKENS)(searcher.doc_freq), lru_cache(maxsize=_MOST_DOCUMENTS)(read))
