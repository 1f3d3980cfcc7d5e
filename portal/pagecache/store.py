"""Pages as they were sent, in memory, bounded by bytes."""

import datetime as dt
import time
from dataclasses import dataclass
from itertools import count
from threading import Lock
from uuid import UUID

from portal.pagecache.changes import Generation

Key = tuple[str, ...]
"""What a page depends on: see ``portal.pagecache.keys``."""
_OVERHEAD = 1_000
"""Bytes that an entry takes beside its body: keys, headers, objects. An estimate on the safe side."""


@dataclass(frozen=True, slots=True)
class Body:
    """One form of a page: its bytes, every header of an answer with it, its entity tag with quotes, and the answer to who has it."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str
    not_modified: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class KeptPage:
    """An answer. ``plain`` and ``gzipped``: the body in both forms.

    ``until``: Unix time of the minute in which its words may change. ``view_of``: the listing that is read by it, if it is one, and
    the day (Europe/Helsinki), which cannot end before the minute.
    """

    plain: Body
    gzipped: Body
    until: float
    view_of: tuple[UUID, dt.date] | None
    generation: Generation | None = None
    """The state of the public content that it shows; set by the store."""
    asked: int = 0
    """Which question was the last one for it; set by the store."""

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return len(self.plain.content) + len(self.gzipped.content) + _OVERHEAD


class Store:
    """The most recently asked pages of one state of the public content, ``limit`` bytes at most. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lock = Lock()
        self._pages: dict[Key, KeptPage] = {}
        self._generation: Generation | None = None
        self._bytes = 0
        self._questions = count(1)

    def get(self, key: Key, generation: Generation) -> KeptPage | None:
        """The page as it is in this state and this minute, else None."""
        page = self._pages.get(key)  # no lock: this changes nothing but the page's own mark
        if page is None or page.generation != generation or page.until <= time.time():
            return None
        page.asked = next(self._questions)
        return page

    def put(self, key: Key, generation: Generation, page: KeptPage) -> None:
        """Keep a page of this state; those of another state go, and the longest unasked ones when there is no more room."""
        with self._lock:
            if self._generation != generation:
                self._pages.clear()
                self._generation, self._bytes = generation, 0
            if key in self._pages:
                self._bytes -= self._pages.pop(key).size
            if page.size > self._limit:
                return
            page.generation, page.asked = generation, next(self._questions)
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self._limit:
                oldest = min(self._pages, key=lambda one: self._pages[one].asked)
                self._bytes -= self._pages.pop(oldest).size
