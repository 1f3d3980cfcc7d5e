"""What a phone must load before it can be read: little, and nothing moves while it comes."""

import re
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest

from tests.browser.addresses import detail_path
from tests.browser.conftest import BeginVisit
from tests.browser.visit import DESKTOP, PHONE

pytestmark = pytest.mark.browser

MOST = 60_000
"""Bytes of HTML, CSS and JavaScript as served, compressed, without images and fonts (issue 6, part 6)."""
_LOADED = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')
_IMPORTED = re.compile(r'(?:import|from)\s*"(\.{0,2}/[^"]+)"')
_SHIFTS = """() => new Promise(done => {
  let total = 0;
  const observer = new PerformanceObserver(list => list.getEntries().forEach(one => { total += one.value; }));
  observer.observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(total), 100));
})"""


def weights(address: str) -> dict[str, int]:
    """Bytes over the wire of a page and of the style sheets and scripts it loads, by address."""
    found: dict[str, int] = {}
    waiting = [address]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        with urlopen(Request(one, headers={"Accept-Encoding": "gzip"})) as answer:  # noqa: S310 (our own portal)
            found[one] = len(answer.read())
        with urlopen(one) as answer:  # noqa: S310
            text = answer.read().decode()
        names = [first or second for first, second in _LOADED.findall(text)] if one == address else _IMPORTED.findall(text)
        waiting += [urljoin(one, name) for name in names]
    return found


@pytest.mark.parametrize("kind", ["home", "meeting_place", "service"])
def test_a_page_is_light_and_stands_still(begin: BeginVisit, portal: str, kind: str) -> None:
    path = "/" if kind == "home" else detail_path(portal, kind)
    found = weights(portal + path)
    assert len(found) > 3  # the page, its style sheets, its scripts
    assert sum(found.values()) <= MOST, found
    page = begin(width=PHONE).open(path)
    assert page.evaluate(_SHIFTS) == 0
    sizeless = page.locator("img:not([width][height])")
    assert sizeless.count() == 0


PICTURED = "/esimerkkiyhdistys/esimerkkilan-olohuone/"
_SHOWN = "[...document.querySelectorAll('main picture img')].map(one => [one.currentSrc, one.clientWidth])"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_picture_comes_in_the_right_size_and_moves_nothing(begin: BeginVisit, width: int) -> None:
    """Of all sizes and formats the browser fetches one: AVIF, as wide as it is shown on this screen or the next size above."""
    visit = begin(width=width)
    fetched: list[str] = []
    visit.page.on("request", lambda request: fetched.append(request.url) if "/media/" in request.url else None)
    page = visit.open(PICTURED)
    page.wait_for_load_state("networkidle")
    [(source, shown)] = page.evaluate(_SHOWN)
    assert fetched == [source]
    assert "fill-480x320.format-avif" in source
    assert 320 <= shown <= 480
    assert page.evaluate(_SHIFTS) == 0


def test_the_first_view_is_complete_without_scripts(begin: BeginVisit) -> None:
    """What stands on a phone's first screen stands there without JavaScript, too."""
    seen = []
    for javascript in (True, False):
        page = begin(width=PHONE, javascript=javascript).open("/")
        texts = page.locator("main h1, main h2, main label, main button[type=submit], main a").all()
        seen.append({one.inner_text().strip() for one in texts[:20] if one.is_visible()} - {""})
    assert seen[0]
    assert seen[0] - seen[1] == set()
