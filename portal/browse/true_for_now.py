"""What was made of the catalogue's facts in words, kept for as long as the words are true. Bounded; safe for threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.core.signals import setting_changed

from portal.pagecache.unchanged import also_forget

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


_forget: list[Callable[[], None]] = []


def forget_drawn() -> None:
    """Draw everything anew, of what has been read (measurements: what a page costs that nobody has asked for before)."""
    for forget in _forget:
        forget()


def _on_settings(**_given: Any) -> None:
    """Settings change in tests only; addresses may be others then."""
    forget_drawn()


setting_changed.connect(_on_settings, dispatch_uid="what-is-drawn")


class TrueForNow(Generic[K, V]):
    """Values by name, each with the Unix times between which it is true (the second one excluded); the most recently asked ones."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[K, tuple[float, float, V]] = OrderedDict()
        also_forget(self.forget)
        _forget.append(self.forget)

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, name: K, at: float) -> V | None:
        """What is true ``at`` this Unix time, None when it is not known."""
        with self._lock:
            since, until, value = self._kept.get(name, (0.0, 0.0, None))
            if value is None or not since <= at < until:
                return None
            self._kept.move_to_end(name)
            return value

    def put(self, name: K, value: V, since: float, until: float) -> None:
        """Keep a value; the ones that nobody has asked for longest go."""
        with self._lock:
            self._kept[name] = since, until, value
            self._kept.move_to_end(name)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        """Make everything anew."""
        with self._lock:
            self._kept.clear()
