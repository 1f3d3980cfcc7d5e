"""Writing what was counted in memory: a while later, in a thread, and when the process ends."""

import logging
from collections.abc import Callable
from multiprocessing.util import Finalize
from threading import Lock, Timer

from django.conf import settings
from django.db import DatabaseError, connection

logger = logging.getLogger(__name__)


class BackgroundWriter:
    """Calls ``flush`` at most every ``USAGE_FLUSH_SECONDS``; never when that is 0."""

    def __init__(self, flush: Callable[[], object], *, kept: str, lost: str) -> None:
        """``flush`` writes everything and keeps what the database refuses with DatabaseError. ``kept`` is logged then, ``lost`` when
        the process ends."""
        self._flush = flush
        self._kept = kept
        self._lost = lost
        self._lock = Lock()
        self._timer: Timer | None = None

    def write_soon(self) -> None:
        """Something was counted. Asks the database nothing."""
        if self._timer is not None:  # without the lock: whoever takes the timer away writes what has been counted until then
            return
        with self._lock:
            if self._timer is None and settings.USAGE_FLUSH_SECONDS:
                self._timer = Timer(settings.USAGE_FLUSH_SECONDS, self._write)
                self._timer.daemon = True
                self._timer.start()

    def write_at_exit(self) -> None:
        """From now on, write what is left when this process ends."""
        if settings.USAGE_FLUSH_SECONDS:
            # Not atexit: the server's workers are children of multiprocessing, which end without running its functions.
            Finalize(None, self._write_last, exitpriority=0)

    def _write(self) -> None:
        with self._lock:
            self._timer = None
        try:
            self._flush()
        except DatabaseError:
            logger.warning(self._kept, exc_info=True)
        finally:
            connection.close()  # this thread's own

    def _write_last(self) -> None:
        try:
            self._flush()
        except DatabaseError:
            logger.warning(self._lost, exc_info=True)
