"""How long engines may be waited for by whoever asks within a block; engines that are asked over a network hold to it."""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float] = ContextVar("engines_until", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """All that engines are asked in the block together takes at most ``seconds``, or what is left of a block around it; what
    is not answered by then raises EngineError. Time between the requests counts. Holds for this thread."""
    token = _until.set(min(_until.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float:
    """Seconds until the end of the block, at least 0; infinite outside of one."""
    return max(0.0, _until.get() - time.monotonic())
