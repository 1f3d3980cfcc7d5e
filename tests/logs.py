"""What the portal writes into its logs."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from portal.operations.logs import WithoutQueries


@contextmanager
def everything_written() -> Iterator[io.StringIO]:
    """Everything that any logger writes at any level, through the filter of the portal's own handlers."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(WithoutQueries())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield stream
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
