"""What a public page depends on, read from a WSGI environment."""

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl

Key = tuple[str, str, str, str, bool]
"""Path, query, host and scheme as they were sent, and whether a proxy says that it was asked over https."""
LONGEST = 500
"""Characters of a path and of a query: no page of ours has longer ones, and strangers shall not fill the memory."""


def key_of(environ: dict[str, Any]) -> Key:
    """What tells pages apart. Read for each request: nothing is looked at twice or decoded."""
    get = environ.get
    return (
        get("PATH_INFO", ""),
        get("QUERY_STRING", ""),
        get("HTTP_HOST", ""),
        environ["wsgi.url_scheme"],
        get("HTTP_X_FORWARDED_PROTO") == "https",  # no other value means anything, so that none else makes another page
    )


def is_for_django(environ: dict[str, Any], private_cookies: Collection[str]) -> bool:
    """Whether the request goes to Django whatever is kept: not GET or HEAD, or with a cookie or a header that tells who asks."""
    if "HTTP_COOKIE" in environ and _tells_who(environ["HTTP_COOKIE"], private_cookies):
        return True
    return environ["REQUEST_METHOD"] not in _READING or "HTTP_AUTHORIZATION" in environ


def may_be_kept(key: Key, parameters: Collection[str]) -> bool:
    """Whether nothing in the address was typed by somebody: no parameter but ``parameters``, and each of them as its view
    understood it, which the view says itself (``portal.pagecache.kept``). A search, a place or a token is never kept."""
    path, query, host, *_rest = key
    if not path or max(map(len, (path, query, host))) > LONGEST:
        return False
    pairs = parse_qsl(query, keep_blank_values=True)
    return all(name in parameters for name, _ in pairs) and bool(pairs or not query)


_READING = frozenset({"GET", "HEAD"})


def _tells_who(header: str, private: Collection[str]) -> bool:
    """Whether a Cookie header holds one of ``private``, or cannot be read."""
    try:
        return not SimpleCookie(header).keys().isdisjoint(private)
    except CookieError:
        return True
