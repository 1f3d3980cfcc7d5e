"""The cache in front of Django: what it gives out, what it lets through, and when it forgets."""

import gzip
import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory

from portal.pagecache.kept import HEADER
from portal.pagecache.store import Store
from portal.pagecache.wsgi import PageCache

LISTING = uuid4()
ROOM = 100_000
MINUTE = 1_000_000_020.0
"""Unix time of the beginning of a minute."""


class Known:
    """A watcher that is told what it sees."""

    def __init__(self) -> None:
        self.now: Any = (1, 1, 1)

    def generation(self) -> Any:
        return self.now


class Site:
    """A portal of one page, that counts how often it draws it."""

    def __init__(self) -> None:
        self.drawn = 0
        self.status = "200 OK"
        self.headers = [("Content-Type", "text/html"), ("X-Frame-Options", "DENY"), (HEADER, str(LISTING))]
        self.watcher = Known()
        self.while_drawing: Any = lambda: None
        self.counted: list[UUID] = []
        self.cache = PageCache(
            self._draw,
            store=Store(ROOM),
            watcher=self.watcher,  # type: ignore[arg-type]  # it answers the one question that is asked
            parameters={"page", "topic"},
            private_cookies={"sessionid"},
            host="testserver",
            count=lambda environ, listing_id, day: self.counted.append(listing_id),
        )

    def _draw(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.drawn += 1
        self.while_drawing()
        start_response(self.status, self.headers)
        return [b"page ", str(self.drawn).encode()]

    def ask(self, path: str = "/", method: str = "GET", **meta: Any) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body."""
        environ = RequestFactory().generic(method, path, **{"HTTP_HOST": "testserver"} | meta).META
        said: list[Any] = []
        body = b"".join(self.cache(environ, lambda status, headers, *more: said.extend((status, headers))))
        return said[0], dict(said[1]), body


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setattr(time, "time", lambda: MINUTE + 20.0)
    return Site()


def draws_each_time(site: Site, *requests: dict[str, Any]) -> bool:
    for number, request in enumerate(requests, start=site.drawn + 1):
        assert site.ask(**request)[2] == f"page {number}".encode()
    return site.drawn == len(requests)


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST"},
        {"path": "/?q=ero"},
        {"path": "/?page=2&utm_source=x"},
        {"path": "/?&&"},
        {"path": "/" + "a" * 600},
        {"HTTP_COOKIE": "sessionid=abc"},
        {"HTTP_COOKIE": "other=1; sessionid=abc"},
        {"HTTP_AUTHORIZATION": "Basic abc"},
    ],
)
def test_what_tells_who_asks_or_what_was_typed_goes_to_django(site: Site, request_: dict[str, Any]) -> None:
    assert draws_each_time(site, request_, request_)


@pytest.mark.parametrize(
    ("status", "header"),
    [
        *(("404 Not Found", None), ("302 Found", None), ("500 Oops", None)),
        ("200 OK", ("Set-Cookie", "sessionid=abc")),
        ("200 OK", ("Vary", "Cookie, Accept-Encoding")),
    ],
)
def test_other_answers_are_never_kept(site: Site, status: str, header: Any) -> None:
    site.status = status
    site.headers += [header] if header else []
    assert draws_each_time(site, {}, {})


def test_a_page_whose_view_does_not_say_so_is_never_kept(site: Site) -> None:
    site.headers = [("Content-Type", "text/html")]
    assert draws_each_time(site, {}, {})


def test_a_page_is_drawn_once_and_our_header_stays_here(site: Site) -> None:
    first, second = site.ask(), site.ask()
    assert first[2] == second[2] == b"page 1"
    assert first[1]["X-Frame-Options"] == second[1]["X-Frame-Options"] == "DENY"
    assert HEADER not in first[1].keys() | second[1].keys()
    assert second[1]["Content-Length"] == "6"


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/sv/"},
        {"path": "/?page=2"},
        {"path": "/?topic=ero"},
        {"HTTP_HOST": "other.example"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"wsgi.url_scheme": "https"},
    ],
)
def test_what_makes_another_page_is_kept_apart(site: Site, other: dict[str, Any]) -> None:
    site.ask()
    assert site.ask(**other)[2] == b"page 2"
    assert site.ask(**other)[2] == b"page 2"
    assert site.ask()[2] == b"page 1"


def test_a_cookie_of_somebody_elses_does_not_matter(site: Site) -> None:
    site.ask()
    assert site.ask(HTTP_COOKIE="theme=dark")[2] == b"page 1"


def test_head_is_answered_from_what_is_kept_but_keeps_nothing(site: Site) -> None:
    site.ask(method="HEAD")
    assert site.ask()[2] == b"page 2"
    status, headers, body = site.ask(method="HEAD")
    assert (status, headers["Content-Length"], body) == ("200 OK", "6", b"")


def test_a_change_is_seen_at_once(site: Site) -> None:
    site.ask()
    site.watcher.now = (1, 2, 2)
    assert site.ask()[2] == b"page 2"
    assert site.ask()[2] == b"page 2"


def test_a_page_during_whose_drawing_something_changed_is_not_kept(site: Site) -> None:
    site.while_drawing = lambda: setattr(site.watcher, "now", (1, 2, 2))
    site.ask()
    site.while_drawing = lambda: None
    assert site.ask()[2] == b"page 2"


def test_nothing_is_given_out_while_the_state_is_not_known(site: Site) -> None:
    site.ask()
    site.watcher.now = None
    assert site.ask()[2] == b"page 2"
    site.watcher.now = (1, 1, 1)
    assert site.ask()[2] == b"page 1"


def test_a_page_ends_with_its_minute(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.ask()
    monkeypatch.setattr(time, "time", lambda: MINUTE + 59.9)
    assert site.ask()[2] == b"page 1"
    monkeypatch.setattr(time, "time", lambda: MINUTE + 60.0)
    assert site.ask()[2] == b"page 2"


def test_a_browser_that_has_the_page_is_told_so(site: Site) -> None:
    site.ask()
    etag = site.ask()[1]["ETag"]
    for asked in (etag, f'"x", W/{etag}'):
        status, headers, body = site.ask(HTTP_IF_NONE_MATCH=asked)
        assert (status, headers["ETag"], body) == ("304 Not Modified", etag, b"")
    assert site.ask(HTTP_IF_NONE_MATCH='"x"')[0] == "200 OK"


def test_it_is_compressed_for_whoever_takes_that(site: Site) -> None:
    for _ in range(2):
        _status, headers, body = site.ask(HTTP_ACCEPT_ENCODING="br, gzip")
        assert headers["Content-Encoding"] == "gzip"
        assert headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(body) == b"page 1"
        assert int(headers["Content-Length"]) == len(body)
    plain = site.ask()
    assert plain[2] == b"page 1"
    assert "Content-Encoding" not in plain[1]
    assert plain[1]["ETag"] != headers["ETag"]
    assert site.ask(HTTP_IF_NONE_MATCH=plain[1]["ETag"], HTTP_ACCEPT_ENCODING="gzip")[0] == "304 Not Modified"


def test_a_listing_given_out_is_counted(site: Site) -> None:
    site.ask()
    assert site.counted == []  # Django has counted it
    site.ask()
    assert site.counted == [LISTING]


@pytest.mark.parametrize("address", ["/{}/", "/?page={}"])
def test_memory_is_bounded_and_the_longest_unasked_go_first(site: Site, address: str) -> None:
    number = ROOM // 1_000
    for page in range(number):
        site.ask(address.format(page))
        site.ask(address.format(0))
    assert site.ask(address.format(0))[2] == b"page 1"
    assert site.ask(address.format(1))[2] == f"page {number + 1}".encode()


@pytest.mark.parametrize("strangers", [{"path": "/?page={}"}, {"HTTP_HOST": "testserver:{}"}, {"HTTP_HOST": "other{}.example"}])
def test_addresses_that_anybody_can_vary_push_no_plain_one_out(site: Site, strangers: dict[str, str]) -> None:
    site.ask()
    for number in range(3 * ROOM // 1_000):
        site.ask(**{name: value.format(number) for name, value in strangers.items()})
    assert site.ask()[2] == b"page 1"


def test_what_a_proxy_says_of_the_scheme_makes_two_pages_and_no_more(site: Site) -> None:
    bodies = [site.ask(HTTP_X_FORWARDED_PROTO=scheme)[2] for scheme in ("https", "http", "nonsense", "HTTPS")]
    assert bodies == [b"page 1", b"page 2", b"page 2", b"page 2"]


def test_an_application_that_fails_fails_as_without_a_cache(site: Site) -> None:
    def fail() -> None:
        raise RuntimeError("no")

    site.while_drawing = fail
    with pytest.raises(RuntimeError):
        site.ask()
