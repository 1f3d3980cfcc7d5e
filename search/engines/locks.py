"""File locks between processes and threads. The operating system frees them when a process dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL_SECONDS = 0.005


class LockBusyError(RuntimeError):
    """Somebody else holds the lock."""


class FileLock:
    """An exclusive lock on a file, held from its making to ``release``, by whichever thread."""

    def __init__(self, path: Path, wait_seconds: float) -> None:
        """Lock ``path`` (made when missing). Raises LockBusyError after ``wait_seconds``, OSError when it cannot be opened."""
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _acquire(self._descriptor, path, wait_seconds)
        except LockBusyError:
            self.release()
            raise

    def release(self) -> None:
        """Let others have it."""
        os.close(self._descriptor)  # closing frees the lock


@contextmanager
def file_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold a FileLock during the block; raises as it does."""
    lock = FileLock(path, wait_seconds)
    try:
        yield
    finally:
        lock.release()


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= deadline:
                raise LockBusyError(f"{path.name} is held by another process") from error
            time.sleep(_POLL_SECONDS)
        else:
            return
