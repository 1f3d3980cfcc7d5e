"""Pages as they were sent, in memory, bounded by bytes."""

import datetime as dt
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from uuid import UUID

from portal.pagecache.changes import Generation
from portal.pagecache.keys import Key

_OVERHEAD = 1_000
"""Bytes that an entry takes beside its body: keys, headers, objects. An estimate on the safe side."""
ROOM_OF_VARIANTS = 0.5
"""Share of the memory for addresses that anybody can vary at will: whoever asks for thousands of them pushes out none of the plain ones."""
_ROOM_LEFT = 0.9
"""What is full is emptied to this share, so that not every page that comes looks for the one to go."""


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
    the day (Europe/Helsinki), which cannot end before the minute. ``is_variant``: whether its address is one of many of the same page.
    """

    plain: Body
    gzipped: Body
    until: float
    view_of: tuple[UUID, dt.date] | None
    is_variant: bool = False
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
        self._bytes = {False: 0, True: 0}
        """Of plain addresses and of variants."""
        self._questions = count(1)

    def get(self, key: Key, generation: Generation | None) -> KeptPage | None:
        """The page as it is in this state and this minute, else None; None when the state is not known."""
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
                self._generation, self._bytes = generation, {False: 0, True: 0}
            self._drop([key])
            room = self._limit * (ROOM_OF_VARIANTS if page.is_variant else 1)
            if page.size > room:
                return
            page.generation, page.asked = generation, next(self._questions)
            self._pages[key] = page
            self._bytes[page.is_variant] += page.size
            if page.is_variant and self._bytes[True] > room:
                self._shrink([one for one, kept in self._pages.items() if kept.is_variant and kept is not page], room)
            if sum(self._bytes.values()) > self._limit:
                self._shrink([one for one, kept in self._pages.items() if kept is not page], self._limit)

    def _shrink(self, keys: Iterable[Key], room: float) -> None:
        """Let the longest unasked of these pages go, until they and what was put last take little enough of ``room`` bytes."""
        left, gone = room * _ROOM_LEFT, []
        kept = 0
        for key in sorted(keys, key=lambda one: self._pages[one].asked, reverse=True):
            kept += self._pages[key].size
            if kept > left:
                gone.append(key)
        self._drop(gone)

    def _drop(self, keys: Iterable[Key]) -> None:
        for key in keys:
            page = self._pages.pop(key, None)
            if page is not None:
                self._bytes[page.is_variant] -= page.size
