"""The page cache in front of Django: a page that nothing has changed is given out as it was sent before.

Nothing is ever stale for longer than ``watcher.EVERY`` after a publication, in any process: a page is given out only in the state of the
public content in which its drawing began, and never past its minute, because "open now", "today" and "checked two weeks ago" change then.
"""

import datetime as dt
import gzip
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.pagecache.changes import Generation
from portal.pagecache.kept import HEADER, PAGE
from portal.pagecache.keys import Key, is_for_django, key_of, may_be_kept
from portal.pagecache.store import Body, KeptPage, Store
from portal.pagecache.watcher import Watcher

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MINUTE = 60
LEVEL = 6
"""Of gzip. Level 9 saves 0.3 % of a page (measured on a list)."""
_OF_EACH_ANSWER = frozenset({"date", "etag", "vary", "content-length", HEADER.lower()})
_KNOWN_TO_THE_KEY = frozenset({"", "cookie"})
_OF_NOT_MODIFIED = frozenset({"cache-control", "vary", "content-security-policy"})
"""Headers that a 304 repeats (RFC 9110, 15.4.5)."""


class PageCache:
    """A WSGI application around Django's."""

    def __init__(
        self,
        application: Application,
        *,
        store: Store,
        watcher: Watcher,
        parameters: Collection[str],
        private_cookies: Collection[str],
        host: str,
        count: Callable[[Environ, UUID, dt.date], object],
    ) -> None:
        """``parameters`` and ``private_cookies``: see ``keys``. ``host``: the portal's own, with its port as browsers send it; under
        other names pages are kept, too, as variants. ``count`` is told of each view of a listing given out without Django."""
        self._application = application
        self._store = store
        self._watcher = watcher
        self._parameters = frozenset(parameters)
        self._private_cookies = frozenset(private_cookies)
        self._host = host
        self._count = count

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let Django draw the page."""
        key = key_of(environ)
        generation = self._watcher.generation()
        page = self._store.get(key, generation)
        if generation is None or is_for_django(environ, self._private_cookies) or not (page or may_be_kept(key, self._parameters)):
            return self._application(environ, _without_ours(start_response))
        if page is None:
            return self._draw(key, generation, environ, start_response)
        if page.view_of:
            self._count(environ, *page.view_of)
        return _answer(page, environ, start_response)

    def _draw(self, key: Key, generation: Generation, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Ask Django, and keep the page if its view said so and nothing has changed meanwhile."""
        until = (time.time() // MINUTE + 1) * MINUTE  # before drawing: its words are of this minute
        said: list[Any] = []
        answer = self._application(environ, lambda *arguments: said.extend(arguments))
        if environ["REQUEST_METHOD"] != "GET" or not _may_keep(*said[:2]):
            _without_ours(start_response)(*said)
            return answer
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        page = _kept(said[1], body, until, is_variant=bool(key[1]) or key[2] != self._host)
        if self._watcher.generation() == generation:
            self._store.put(key, generation, page)
        return _answer(page, environ, start_response)


def _may_keep(status: str = "", headers: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether the view said so, and the page is the same for everybody (nothing said: nothing kept)."""
    said = {name.lower(): value for name, value in headers}
    varies = {name.strip().lower() for name in said.get("vary", "").split(",")} - _KNOWN_TO_THE_KEY
    return status.startswith("200 ") and HEADER.lower() in said and "set-cookie" not in said and not varies


def _kept(headers: Headers, body: bytes, until: float, *, is_variant: bool) -> KeptPage:
    said = {name.lower(): value for name, value in headers}
    tag = blake2b(body, digest_size=12).hexdigest()
    sent = [*((name, value) for name, value in headers if name.lower() not in _OF_EACH_ANSWER), ("Vary", "Accept-Encoding")]
    listing_id = said[HEADER.lower()]
    return KeptPage(
        plain=_body(body, f'"{tag}"', sent),
        gzipped=_body(gzip.compress(body, LEVEL, mtime=0), f'"{tag}-gzip"', [*sent, ("Content-Encoding", "gzip")]),
        until=until,
        view_of=None if listing_id == PAGE else (UUID(listing_id), timezone.localdate()),
        is_variant=is_variant,
    )


def _body(content: bytes, etag: str, headers: Headers) -> Body:
    told = [(name, value) for name, value in headers if name.lower() in _OF_NOT_MODIFIED]
    length = ("Content-Length", str(len(content)))
    return Body(content, (*headers, ("ETag", etag), length), etag, (*told, ("ETag", etag)))


def _answer(page: KeptPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    body = page.gzipped if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else page.plain
    if "HTTP_IF_NONE_MATCH" in environ and _has_it(environ["HTTP_IF_NONE_MATCH"], page):
        start_response("304 Not Modified", list(body.not_modified))
        return []
    start_response("200 OK", list(body.headers))
    return [body.content] if environ["REQUEST_METHOD"] != "HEAD" else []


def _has_it(if_none_match: str, page: KeptPage) -> bool:
    """Whether the reader's browser holds this very page (weak comparison, RFC 9110, 13.1.2)."""
    held = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return not held.isdisjoint({page.plain.etag, page.gzipped.etag})


def _without_ours(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: Headers, *more: Any) -> Any:
        return start_response(status, [(name, value) for name, value in headers if name != HEADER], *more)

    return start
