"""What listings ask for again and again while they are written is read once: the same organisation, area or vocabulary stands in
every language of a page and in many pages."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("read_once", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """During the block ``once`` keeps what it has read, and forgets it at the end. A block within it shares what it keeps.

    Nothing that listings tell may be changed within the block: no page, no term, no region.
    """
    if _known.get() is not None:
        yield
        return
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives: read anew, but only once for a ``key`` during a block of ``reading_once``."""
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found
