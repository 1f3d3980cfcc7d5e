"""What a public page depends on, read from a WSGI environment."""

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

from portal.pagecache.store import Key

LONGEST = 500
"""Characters of a path and of a query: no page of ours has longer ones, and strangers shall not fill the memory."""


def key_of(environ: dict[str, Any], *, parameters: Collection[str], private_cookies: Collection[str]) -> Key | None:
    """The key of a page that may be kept; None when the request goes to Django.

    Only GET and HEAD, without a cookie that tells who asks, and with no parameter but ``parameters``: what is typed into a search, a
    place or a token is never kept. Scheme and host are part of the key as they were sent, compression as it will be answered.
    """
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or len(path) > LONGEST or len(query) > LONGEST or "HTTP_AUTHORIZATION" in environ:
        return None
    if environ.get("HTTP_COOKIE") and _tells_who(environ["HTTP_COOKIE"], private_cookies):
        return None
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(name not in parameters for name, _ in pairs) or (query and not pairs):
        return None
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get("HTTP_X_FORWARDED_PROTO", "")[:20],
        environ.get("HTTP_HOST", "")[:255],
        "gzip" if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else "",
        path,
        urlencode(pairs),
    )


def _tells_who(header: str, private: Collection[str]) -> bool:
    """Whether a Cookie header holds one of ``private``, or cannot be read."""
    try:
        return not SimpleCookie(header).keys().isdisjoint(private)
    except CookieError:
        return True
