"""Each process knows, a quarter of a second late at most, whether what it keeps is still true."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import DatabaseError, connection

from portal.pagecache.changes import Generation, read_generation

logger = logging.getLogger(__name__)
EVERY = 0.25
"""Seconds between two looks."""
TRUSTED = 1.0
"""Seconds for which a look is believed: then nothing kept is given out until the database answers again."""


class Watcher:
    """Reads the state of the public content in a thread of its own, which begins with the first question."""

    def __init__(self, read: Callable[[], Generation] = read_generation, *, every: float = EVERY) -> None:
        self._read = read
        self._every = every
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._seen: tuple[Generation, float] | None = None

    @property
    def seen(self) -> str:
        """The state last seen, however long ago, as a key for what is kept elsewhere; empty in a process that does not watch."""
        return "" if self._seen is None else "-".join(map(str, self._seen[0]))

    def generation(self) -> Generation | None:
        """The state a moment ago; None when it is not known, or was read more than ``TRUSTED`` seconds ago."""
        seen = self._seen
        if seen is not None and time.monotonic() - seen[1] <= TRUSTED:
            return seen[0]
        if self._thread is None:
            self._start()
        return None

    def _start(self) -> None:
        with self._lock:
            if self._thread is None:  # in the worker, not in the process that made it
                self._thread = threading.Thread(target=self._watch, name="page-cache", daemon=True)
                self._thread.start()

    def _watch(self) -> None:
        while True:
            began = time.monotonic()
            try:
                self._seen = self._read(), began
            except DatabaseError:
                logger.warning("The page cache cannot ask whether pages have changed; every page is drawn anew.", exc_info=True)
                connection.close()  # this thread's own; the next look opens another
            time.sleep(self._every)


watcher = Watcher()
"""This process's."""
