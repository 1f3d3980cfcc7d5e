"""Whether engines follow the catalogue after each commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waits: ContextVar[bool] = ContextVar("search_waits", default=False)


@contextmanager
def rebuilt_afterwards() -> Iterator[None]:
    """In the block no engine is asked to follow, and no log says that it is behind: whoever loads much at once builds the index anew
    when the block has ended. What is written in it stays pending until then. Holds for this thread."""
    token = _waits.set(True)
    try:
        yield
    finally:
        _waits.reset(token)


def is_rebuilt_afterwards() -> bool:
    """Whether the present thread is in such a block."""
    return _waits.get()
