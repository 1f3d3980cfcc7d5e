"""What the page cache is compared with: a WSGI application that does nothing, on the same server."""

from collections.abc import Iterable
from functools import cache
from typing import Any


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answers with a constant: two bytes at "/", as many as its path says at "/8000"."""
    body = _constant(environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


@cache
def _constant(path: str) -> bytes:
    return b"o" * int(path[1:] or 2)
