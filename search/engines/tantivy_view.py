"""A tantivy index as it is at one commit, and what has been read of it: the same is asked again by search after search."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
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
    it, which are others after the next commit. ``segments``: documents of each, deleted ones included, the largest first, which is
    how tantivy numbers them. Safe to use from many threads."""

    searcher: tantivy.Searcher
    segments: Sequence[int]
    frequency: Frequencies
    stored: Callable[[int, int], Stored]

    @classmethod
    def of(cls, searcher: tantivy.Searcher, folder: str) -> "View":
        """Of the index in ``folder``; no document is read yet."""

        def read(segment: int, number: int) -> Stored:
            document = searcher.doc(tantivy.DocAddress(segment, number))
            listing_id, lang, external_id, points = (document[name][0] for name in ("listing", "lang", "external_id", "points_shown"))
            return Stored(UUID(listing_id), lang, external_id.decode(), points.decode())

        return cls(
            searcher,
            _segments(searcher, folder),
            lru_cache(maxsize=_MOST_TOKENS)(searcher.doc_freq),
            lru_cache(maxsize=_MOST_DOCUMENTS)(read),
        )


def _segments(searcher: tantivy.Searcher, folder: str) -> Sequence[int]:
    """Empty when another process has committed since the searcher was made: then nobody knows which number is which."""
    described = json.loads((Path(folder) / "meta.json").read_bytes())["segments"]
    alive = sum(each["max_doc"] - (each["deletes"] or {}).get("num_deleted_docs", 0) for each in described)
    return [each["max_doc"] for each in described] if (len(described), alive) == (searcher.num_segments, searcher.num_docs) else []
