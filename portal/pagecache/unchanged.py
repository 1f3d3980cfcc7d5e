"""What is read once and then used while nothing public changes: settings and navigation, names of filters."""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from portal.pagecache.watcher import watcher

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SECONDS = 60
"""How long it is used in a process that does not watch for changes of others (``Watcher.seen`` is empty: a command, a test)."""


_forget: list[Callable[[], object]] = []


def also_forget(forget: Callable[[], object]) -> None:
    """``forget_all`` calls this, too."""
    _forget.append(forget)


def forget_all() -> None:
    """Nothing that this process has read holds any more: the database is another one (tests)."""
    for forget in _forget:
        forget()


class WhileUnchanged(Generic[K, V]):
    """Values by key, read anew after every change that this process has seen. They are shared by all requests: not to be changed."""

    def __init__(self, read: Callable[[K], V]) -> None:
        self._read = read
        also_forget(self.forget)
        self._kept: dict[K, tuple[str, float, V]] = {}

    def get(self, key: K) -> V:
        """The value; read when it is not known, or may be another one now."""
        kept, seen = self._kept.get(key), watcher.seen  # the state before reading: what changes meanwhile is read again
        if kept is None or kept[0] != seen or time.monotonic() - kept[1] > SECONDS:
            kept = self._kept[key] = (seen, time.monotonic(), self._read(key))
        return kept[2]

    def forget(self) -> None:
        """Read everything anew: this process has changed it itself."""
        self._kept.clear()
