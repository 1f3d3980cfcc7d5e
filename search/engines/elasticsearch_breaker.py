"""A breaker: whoever could not be reached a moment ago is not asked, so that nobody waits for the same silence again."""

import math
import threading
import time
from collections.abc import Callable

from elastic_transport import TransportError

PAUSE_SECONDS = 15.0
"""How long nobody is asked after a failure."""


class PausedError(TransportError):
    """Refused without asking. ``message``: why and for how long."""


class Breaker:
    """Open after a failure, for PAUSE_SECONDS; then one request tries again while others are still refused; closed by an answer.

    For all threads of a process.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Closed. ``clock``: seconds that never go back."""
        self._clock = clock
        self._guard = threading.Lock()
        self._until = -math.inf
        self._reason = ""

    def enter(self) -> None:
        """Ask for leave to make a request. Raises PausedError."""
        with self._guard:
            if not self._reason:
                return
            left = self._until - self._clock()
            if left > 0:
                raise PausedError(f"{self._reason}; it is asked again in {math.ceil(left)} s")
            self._until = self._clock() + PAUSE_SECONDS  # this one tries; others wait for what becomes of it

    def open(self, reason: str) -> None:
        """A request failed: why, for those who are refused."""
        with self._guard:
            self._until, self._reason = self._clock() + PAUSE_SECONDS, reason

    def close(self) -> None:
        """An answer came."""
        with self._guard:
            self._reason = ""
