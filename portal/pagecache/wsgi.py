"""The page cache in front of Django: a page that nothing has changed is given out as it was sent before.

Nothing is ever stale for longer than ``watcher.EVERY`` after a publication, in any process: a page is given out only in the state of the
public content in which its drawing began, and never past its minute, because "open now", "today" and "checked two weeks ago" change then.
"""

import time
from collections.abc import Callable, Collection, Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from portal.pagecache.changes import Generation
from portal.pagecache.kept import HEADER
from portal.pagecache.keys import key_of
from portal.pagecache.store import KeptPage, Key, Store
from portal.pagecache.watcher import Watcher

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

MINUTE = 60
_OF_EACH_ANSWER = frozenset({"date", "content-length", HEADER.lower()})
_OF_NOT_MODIFIED = frozenset({"cache-control", "vary", "content-security-policy", "etag"})
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
        count: Callable[[Environ, UUID], object],
    ) -> None:
        """``parameters`` and ``private_cookies``: see ``keys.key_of``. ``count`` is told of each listing given out without Django."""
        self._application = application
        self._store = store
        self._watcher = watcher
        self._parameters = frozenset(parameters)
        self._private_cookies = frozenset(private_cookies)
        self._count = count

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer from memory, or let Django draw the page."""
        key = key_of(environ, parameters=self._parameters, private_cookies=self._private_cookies)
        generation = self._watcher.generation() if key else None
        if key is None or generation is None:
            return self._application(environ, _without_ours(start_response))
        page = self._store.get(key, generation)
        if page is not None:
            if page.counts:
                self._count(environ, UUID(page.counts))
            return _answer(page, environ, start_response)
        return self._draw(key, generation, environ, start_response)

    def _draw(self, key: Key, generation: Generation, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Ask Django, and keep the page if its view said so and nothing has changed meanwhile."""
        until = (time.time() // MINUTE + 1) * MINUTE  # before drawing: its words are of this minute
        said: list[Any] = []

        def remember(status: str, headers: Headers, *more: Any) -> Any:
            said[:] = status, headers
            return _without_ours(start_response)(status, headers, *more)

        answer = self._application(environ, remember)
        if environ["REQUEST_METHOD"] != "GET" or not _may_keep(*said):
            return answer
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        if self._watcher.generation() == generation:
            self._store.put(key, generation, _kept(said[1], body, until))
        return [body]


def _may_keep(status: str = "", headers: Headers = ()) -> bool:  # type: ignore[assignment]  # nothing said: nothing kept
    names = {name.lower() for name, _ in headers}
    return status.startswith("200 ") and HEADER.lower() in names and "set-cookie" not in names


def _kept(headers: Headers, body: bytes, until: float) -> KeptPage:
    said = {name.lower(): value for name, value in headers}
    etag = said.get("etag") or f'"{blake2b(body, digest_size=12).hexdigest()}"'
    sent = [(name, value) for name, value in headers if name.lower() not in _OF_EACH_ANSWER | {"etag"}]
    counts = said[HEADER.lower()]
    return KeptPage((*sent, ("ETag", etag)), body, etag, until, "" if counts == "page" else counts)


def _answer(page: KeptPage, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    if _has_it(environ.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start_response("304 Not Modified", [(name, value) for name, value in page.headers if name.lower() in _OF_NOT_MODIFIED])
        return []
    start_response("200 OK", [*page.headers, ("Content-Length", str(len(page.body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]


def _has_it(if_none_match: str, etag: str) -> bool:
    """Whether the reader's browser holds this very page (weak comparison, RFC 9110, 13.1.2)."""
    return etag.removeprefix("W/") in (one.strip().removeprefix("W/") for one in if_none_match.split(","))


def _without_ours(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: Headers, *more: Any) -> Any:
        return start_response(status, [(name, value) for name, value in headers if name != HEADER], *more)

    return start
