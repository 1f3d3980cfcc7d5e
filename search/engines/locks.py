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


@contextmanager
def file_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold an exclusive lock on ``path`` (made when missing). Raises LockBusyError after ``wait_seconds``, OSError when
    the file cannot be opened."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(descriptor, path, wait_seconds)
        yield
    finally:
        os.close(descriptor)  # closing frees the lock


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
