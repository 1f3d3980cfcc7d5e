"""Keeping an index of few segments without merging all of it.

Each publication adds a segment. tantivy merges eight of about one size, and counts every segment of fewer than 10 000 documents
as one of 10 000 (LogMergePolicy; its bindings have no other): so a small index, which is one segment and many single
publications, is written anew as a whole at every seventh publication, and the next one waits for it: a second and a half of
work at 10 000 listings. When instead the few listings in the small segments are written once more together with the next
publication, their segments are empty, and go.
"""

from collections.abc import Collection
from uuid import UUID

from search.engines.tantivy_view import View

_SEGMENTS = 6
"""From so many on; together with the one that is being written still fewer than tantivy merges."""
_LARGE = 16_000
"""Documents from which on tantivy no longer takes the largest segment for one of the small ones (10 000 * 2 ** 0.75 = 16 818)."""
_FEW = 60
"""Documents that are written again at most: some 60 ms. Beyond, merging everything is due."""


def scattered(view: View) -> Collection[UUID]:
    """Listings outside the largest segment, as IndexWriter.scattered."""
    largest, *small = view.segments or (0,)
    if len(small) + 1 < _SEGMENTS or largest > _LARGE or sum(small) > _FEW:
        return ()
    return {view.stored(number, document).listing_id for number, size in enumerate(small, 1) for document in range(size)}
