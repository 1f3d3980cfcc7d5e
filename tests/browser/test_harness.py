"""The guards themselves: each must see what it is there for."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import PHONE, Visit, accessibility_faults

pytestmark = pytest.mark.browser

PAGES = {
    "/good": "<!doctype html><html lang=fi><title>Hyvä</title><main><h1>Hyvä</h1></main></html>",
    "/foreign": "<!doctype html><title>x</title><img src='http://portal.invalid/x.png' alt=''>",
    "/inline": "<!doctype html><title>x</title><p style='color:red'>x</p>",
    "/error": "<!doctype html><title>x</title><script src='/boom.js'></script>",
    "/boom.js": "throw new Error('boom')",
    "/wide": "<!doctype html><title>x</title><link rel=stylesheet href=/wide.css><p>x</p>",
    "/wide.css": "p { width: 900px }",
    "/nameless": "<!doctype html><html lang=fi><title>x</title><main><h1>x</h1><button></button></main></html>",
    "/cookie": "<!doctype html><title>x</title>",
}
TYPES = {"js": "text/javascript", "css": "text/css"}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", f"{TYPES.get(self.path.rpartition('.')[2], 'text/html')}; charset=utf-8")
        self.send_header("Content-Security-Policy", "style-src 'self'")
        if self.path == "/cookie":
            self.send_header("Set-Cookie", "track=1")
        self.end_headers()
        self.wfile.write((body or "<!doctype html><title>x</title>").encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def faulty_site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _faults(browser: Browser, site: str, path: str) -> str:
    visit = Visit.begin(browser, site, width=PHONE)
    visit.open(path)
    return "\n".join(visit.close())


def test_good_page_has_no_fault(browser: Browser, faulty_site: str) -> None:
    assert _faults(browser, faulty_site, "/good") == ""


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/foreign", "request to another host"),
        ("/inline", "Content Security Policy"),
        ("/error", "boom"),
        ("/cookie", "cookie set: track"),
    ],
)
def test_fault_is_seen(browser: Browser, faulty_site: str, path: str, seen: str) -> None:
    assert seen in _faults(browser, faulty_site, path)


def test_missing_page_is_seen(browser: Browser, faulty_site: str) -> None:
    visit = Visit.begin(browser, faulty_site)
    visit.open("/none")
    assert any(fault.startswith("404") for fault in visit.close())


def test_page_wider_than_the_phone_is_seen(browser: Browser, faulty_site: str) -> None:
    visit = Visit.begin(browser, faulty_site, width=PHONE)
    visit.open("/wide")
    assert not visit.fits()
    visit.open("/good")
    assert visit.fits()
    visit.close()


def test_axe_sees_a_button_without_a_name(browser: Browser, faulty_site: str) -> None:
    visit = Visit.begin(browser, faulty_site)
    assert any(fault.startswith("button-name") for fault in accessibility_faults(visit.open("/nameless")))
    assert accessibility_faults(visit.open("/good")) == []
    visit.close()
