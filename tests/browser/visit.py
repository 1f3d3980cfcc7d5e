"""One reader's visit: a browser context, and everything that must not happen in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

PHONE, DESKTOP = 360, 1280
"""Widths in CSS pixels: the narrowest phone in use, and a common laptop."""
PATIENCE = 10_000
"""Milliseconds to wait for something to appear: ours answer within one second even on a busy machine."""
Colours = Literal["light", "dark"]
SCREENS: tuple[tuple[int, Colours], ...] = ((PHONE, "light"), (DESKTOP, "dark"))
"""Screens on which every page must be without fault: both widths and both colour schemes."""
_HEIGHTS = {PHONE: 740, DESKTOP: 800}
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # what is in order is not described
}
# What a script does at another width it does by the next frame. Not waited for: a transition in a card that is not in view never ends
# by itself.
_SETTLED = """async () => {
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  document.getAnimations().filter(one => one instanceof CSSTransition).forEach(one => one.finish());
}"""


@dataclass
class Visit:
    """A page in a context of its own. ``faults`` collects what no public page may do; the fixture asserts it empty."""

    address: str
    page: Page
    expected_statuses: set[int] = field(default_factory=lambda: {200})
    expected_cookies: set[str] = field(default_factory=set)
    """Names of cookies that may be set: a visit that signs in has its session."""
    faults: list[str] = field(default_factory=list)

    @classmethod
    def begin(
        cls,
        browser: Browser,
        address: str,
        *,
        width: int = DESKTOP,
        javascript: bool = True,
        colours: Colours = "light",
    ) -> "Visit":
        """Open a context with no cookies and no storage, watched from its first request on."""
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": _HEIGHTS.get(width, 800)},
            java_script_enabled=javascript,
            color_scheme=colours,
            locale="fi-FI",
            timezone_id="Europe/Helsinki",
        )
        context.set_default_timeout(PATIENCE)
        visit = cls(address, context.new_page())
        context.on("request", visit._watch_request)
        context.on("response", visit._watch_response)
        context.on("console", visit._watch_console)
        context.on("weberror", lambda error: visit.faults.append(f"script error: {error.error}"))
        return visit

    def open(self, path: str) -> Page:
        """Go to a path of the portal."""
        self.page.goto(path)
        return self.page

    def look(self, width: int, colours: Colours) -> None:
        """See the page that is open on another screen. Nothing is loaded: our pages ask for width and colours in style sheets alone."""
        self.page.set_viewport_size({"width": width, "height": _HEIGHTS.get(width, 800)})
        self.page.emulate_media(color_scheme=colours)
        settle(self.page)

    def assert_good(self) -> None:
        """The page that is open is accessible and fits, on every screen. Needs JavaScript on."""
        for width, colours in SCREENS:
            self.look(width, colours)
            assert_accessible(self.page)
            assert self.fits(), f"{self.page.url} at {width} px"

    def fits(self) -> bool:
        """Whether nothing sticks out sideways: a phone must never scroll in two directions (WCAG 1.4.10)."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))

    def start_anew(self) -> list[str]:
        """Forget everything the browser keeps and go on with the same context, its style sheets read already; gives the faults so far."""
        if self.page.url.startswith(self.address):
            self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        faults = self.faults + self._cookies_left()
        self.page.context.clear_cookies()
        self.faults, self.expected_statuses, self.expected_cookies = [], {200}, set()
        return faults

    def close(self) -> list[str]:
        """End the visit; gives the faults, cookies left behind included."""
        self.faults += self._cookies_left()
        self.page.context.close()
        return self.faults

    def _cookies_left(self) -> list[str]:
        names = [str(cookie.get("name")) for cookie in self.page.context.cookies()]
        return [f"cookie set: {name}" for name in names if name not in self.expected_cookies]

    def _watch_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https", "ws", "wss"} and url.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"request to another host: {request.url}")

    def _watch_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.faults.append(f"{response.status} for {response.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        """Content Security Policy violations come this way too, also without JavaScript."""
        if message.type == "error" and not message.text.startswith("Failed to load resource"):  # that is _watch_response's
            self.faults.append(f"console: {message.text}")


def settle(page: Page) -> None:
    """Wait until the page has adapted to a new screen. Needs JavaScript on."""
    page.evaluate(_SETTLED)


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """What is done within leads to another page: goes on when that one is loaded. A page that is going away answers no questions."""
    with page.expect_navigation():
        yield


def arrive(page: Page, path: str) -> None:
    """Wait until the page at this path is loaded. A glob would also match the page before, where the way on stands in ``?next=``."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def assert_accessible(page: Page) -> None:
    """Nothing for axe to find; needs JavaScript on."""
    faults = accessibility_faults(page)
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def accessibility_faults(page: Page, *parts: str, contrast: bool = True) -> list[str]:
    """What axe finds on the page as it stands, a few lines per element; only within the ``parts`` (CSS selectors) when given.

    :param contrast: whether contrast counts. In forced colours it does not: the reader's system paints, and axe reads the style sheet's.
    """
    context = {"include": [[part] for part in parts]} if parts else None
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    rules = _RULES if contrast else {**_RULES, "rules": {"color-contrast": {"enabled": False}}}
    run = "([context, rules]) => axe.run(context ?? document, rules).then(results => results.violations)"
    found: list[dict[str, Any]] = page.evaluate(run, [context, rules])
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']}\n    {node['html'][:200]}\n    {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
    ]
