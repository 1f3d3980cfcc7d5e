"""What a public page depends on, read from a WSGI environment."""

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

from portal.pagecache.store import Key

LONGEST = 500
"""Characters of a path and of a query: no page of ours has longer ones, and strangers shall not fill the memory."""


def key_of(environ: dict[str, Any], private_cookies: Collection[str]) -> Key | None:
    """What tells pages apart, as it was sent; None when the request goes to Django whatever is kept.

    Only GET and HEAD, without a cookie that tells who asks. Whether a page at this key may be kept at all, ``may_be_kept`` says:
    it is asked before one is kept, so that what is kept is found without looking at it again.
    """
    get = environ.get
    if environ["REQUEST_METHOD"] not in _READING or get("HTTP_AUTHORIZATION") is not None:
        return None
    cookies = get("HTTP_COOKIE")
    if cookies and _tells_who(cookies, private_cookies):
        return None
    return (
        get("PATH_INFO", ""),
        get("QUERY_STRING", ""),
        get("HTTP_HOST", ""),
        get("wsgi.url_scheme", ""),
        get("HTTP_X_FORWARDED_PROTO", ""),
    )


def may_be_kept(key: Key, parameters: Collection[str]) -> bool:
    """Whether nothing in the address was typed by somebody: no parameter but ``parameters``. A search, a place or a token never is kept."""
    path, query = key[:2]
    if max(map(len, key)) > LONGEST:
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    return all(name in parameters for name, _ in pairs) and bool(pairs or not query) and bool(path)


_READING = frozenset({"GET", "HEAD"})


def _tells_who(header: str, private: Collection[str]) -> bool:
    """Whether a Cookie header holds one of ``private``, or cannot be read."""
    try:
        return not SimpleCookie(header).keys().isdisjoint(private)
    except CookieError:
        return True
