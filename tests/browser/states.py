"""Every kind of page and every state of it that families meet: how it is reached in the demo content, in any language."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from tests.browser.addresses import DETAILED, STILL, claim_path, detail_path, report_path
from tests.browser.signing import SIGNED_IN
from tests.browser.visit import Visit, leaving, settle

LOCALES = ("fi", "sv", "en")
SENSITIVE = "/eloisa/eron-ensiapupiste/"
"""A page with the quick exit and the crisis panel."""
FORM = "application/x-www-form-urlencoded"
_SAVE = ".save-button:not([data-share], [data-copy])"


@dataclass(frozen=True)
class State:
    """One state of one kind of page."""

    path: str | Callable[[str], str]
    """Path in Finnish, or what tells it from the portal's address."""
    act: Callable[[Page], None] | None = None
    """What a reader does there until the state is reached."""
    on_paper: bool = False
    """As the print preview shows it."""
    statuses: frozenset[int] = frozenset()
    """Answers that belong to the state, besides 200."""
    cookies: frozenset[str] = field(default=frozenset())
    """Cookies that may be set: those of signing in."""

    def reach(self, visit: Visit, locale: str) -> None:
        """Open the page in ``locale`` and bring it into the state; whatever language, width or colours it is seen in."""
        visit.expected_statuses |= self.statuses
        visit.expected_cookies |= self.cookies
        path = self.path if isinstance(self.path, str) else self.path(visit.address)
        visit.page.emulate_media(media="screen")
        page = visit.open(in_locale(path, locale))
        if self.act:
            self.act(page)
        page.emulate_media(media="print" if self.on_paper else "screen")


def in_locale(path: str, locale: str) -> str:
    """The same path in another language: Finnish is at the root."""
    plain = next((path.removeprefix(f"/{other}") for other in LOCALES[1:] if path.startswith(f"/{other}/")), path)
    return plain if locale == LOCALES[0] else f"/{locale}{plain}"


def _all_open(page: Page) -> None:
    """Everything that opens and closes is open."""
    page.locator("main details").evaluate_all("all => all.forEach(one => { one.open = true })")
    assert page.locator("main details[open]").count()


def _suggestions(page: Page) -> None:
    page.get_by_role("main").locator("[role=search] input[name=q]").first.fill("mikk")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")


def open_bubble(page: Page) -> None:
    """A place of the map tells what is there; what is gathered is taken apart first."""
    for _step in range(12):
        page.locator(".map-mark").first.press("Enter")
        map_at_rest(page)  # it has moved, or tells and has made room for that
        if page.locator(".leaflet-popup").count():
            break
    expect(page.locator(".leaflet-popup")).to_be_visible()


def map_at_rest(page: Page) -> None:
    """Wait until the map has moved: Leaflet begins with the next frame, and names its pane for as long as it takes."""
    settle(page)
    expect(page.locator(".leaflet-zoom-anim, .leaflet-pan-anim")).to_have_count(0)


def only_in_view(page: Page) -> None:
    """The list follows the map."""
    page.locator("[data-map-only]").check()
    expect(page.locator("[data-map-told]")).not_to_be_empty()


def send_form(page: Page) -> None:
    """Sent empty: the form tells its faults."""
    page.locator("main form[method=post] button[type=submit], main form[method=post] button:not([type])").last.click()
    expect(page.locator("[role=alert]").first).to_be_visible()


def _saved(page: Page) -> None:
    """Three things kept on this device; the page is the list of them."""
    page.evaluate("localStorage.clear()")
    page.reload()
    for button in page.locator(".card").locator(_SAVE).all()[:3]:
        button.click()
    expect(page.locator("#saved-link")).to_be_visible()
    page.locator("#saved-link").click()
    expect(page.locator(".saved-item")).to_have_count(3)


def _given_on(page: Page) -> None:
    _saved(page)
    page.locator("a.button[data-with-ids]").click()
    expect(page.locator(".saved-cards .card")).to_have_count(3)


def _handout(page: Page) -> None:
    _given_on(page)
    page.locator("a[href*='/tuloste/']").first.click()
    expect(page.locator(".handout-item")).to_have_count(3)


def _follow(selector: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        target = page.locator(selector).first.get_attribute("href")
        assert target is not None
        page.goto(target)

    return act


def _chapter(page: Page) -> None:
    chapter = page.get_by_role("main").locator(f"a[href^='{page.evaluate('location.pathname')}']").first
    with leaving(page):
        chapter.click()


def _forged(page: Page) -> None:
    """A form that does not come from our own page."""
    page.locator("main input[name=csrfmiddlewaretoken]").first.evaluate("one => one.value = 'x'.repeat(64)")
    page.locator("main form:has(input[name=login])").evaluate("form => form.submit()")
    page.wait_for_load_state()
    expect(page.locator("main input[name=login]")).to_have_count(0)


def _instead(page: Page, status: int, body: str) -> None:
    """See an answer that no reader gets by going to an address."""
    path = page.evaluate("location.pathname") + "?instead"
    page.route(f"**{path}", lambda route: route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8"))
    page.goto(path)
    page.unroute(f"**{path}")


def _too_many_fields(page: Page) -> None:
    """The answer to a form with more fields than the portal reads."""
    answer = page.request.post(page.url, data="&".join(f"f{one}=" for one in range(10_100)), headers={"Content-Type": FORM})
    assert answer.status == 400
    _instead(page, answer.status, answer.text())


def _failed(page: Page) -> None:
    """What our own code answers when it failed."""
    _instead(page, 500, render_to_string("500.html"))


def _kinds() -> dict[str, State]:
    return {f"detail: {kind}": State(functools.partial(detail_path, kind=kind)) for kind in DETAILED}


def _still() -> dict[str, State]:
    """Pages at a known address; each once, whatever language its address is given in."""
    seen: dict[str, str] = {}
    for name, path in STILL.items():
        seen.setdefault(in_locale(path, "fi"), name)
    return {name: State(path) for path, name in seen.items()}


_peer_group = functools.partial(detail_path, kind="peer_group")
_guide = functools.partial(detail_path, kind="guide")


def _poster(portal: str) -> str:
    return report_path(portal, "meeting_place").replace("/palaute/", "/juliste/")


def _thanks(portal: str) -> str:
    return f"{report_path(portal, 'peer_group')}kiitos/ei/"


def _report(portal: str) -> str:
    return report_path(portal, "peer_group")


def _account_pages() -> dict[str, State]:
    """Pages before signing in; those after it are tests/browser/test_login.py's."""
    paths = ("login/", "password/reset/", "password/reset/done/", "password/reset/key/1-abc-def/", "inactive/", "employer/cancelled/")
    return {f"account: {path.rstrip('/')}": State(f"/accounts/{path}", cookies=frozenset(SIGNED_IN)) for path in paths}


_BAD = frozenset({400})
STATES: dict[str, State] = {
    **_still(),
    **_kinds(),
    "suggestions open": State("/", _suggestions),
    "list, filters open": State("/palvelut/", _all_open),
    "list, filters applied and open": State("/palvelut/?municipality=491&free=1", _all_open),
    "calendar, filters open": State("/kalenteri/?municipality=491", _all_open),
    "list, a filter that is unknown": State("/ryhmat/?municipality=0"),
    "search, filters open": State("/haku/?q=vauva", _all_open),
    "search, filters applied": State("/haku/?q=vauva&when=week&sort=next"),
    "search, a place that is unknown": State("/haku/?q=kerho&near=Atlantis", _all_open),
    "search, corrected": State("/haku/?q=nuevola"),
    "search in a crisis": State("/haku/?q=mies+lyö"),
    "map, a bubble open": State("/ryhmat/?view=map", open_bubble),
    "search as a map": State("/haku/?q=kerho&near=Juva&view=map", open_bubble),
    "search as a map, nothing found": State("/haku/?q=qwertyqwerty&view=map"),
    "municipality as a map": State("/kunnat/mikkeli/?view=map", open_bubble),
    "map, only what is in view": State("/kohtaamispaikat/?view=map", only_in_view),
    "quick exit and crisis panel": State(SENSITIVE),
    "guide chapter": State(_guide, _chapter),
    "whole guide": State(_guide, _follow("a[href*='/tuloste/']")),
    "saved list with items": State("/ryhmat/", _saved),
    "saved list that was given on": State("/ryhmat/", _given_on),
    "hand-out": State("/ryhmat/", _handout),
    "poster": State(_poster),
    "report": State(_report),
    "report, faults": State(_report, send_form, statuses=_BAD),
    "report of a helpline, faults": State(functools.partial(report_path, kind="helpline"), send_form, statuses=_BAD),
    "report, thanks": State(_thanks),
    "accessibility feedback, faults": State("/saavutettavuus/palaute/", send_form, statuses=_BAD),
    "news by e-mail, faults": State("/uutiskirje/", send_form, statuses=_BAD),
    "our organisation": State(claim_path),
    "our organisation, faults": State(claim_path, send_form, statuses=_BAD),
    "home on paper": State("/", on_paper=True),
    "list on paper": State("/ryhmat/", on_paper=True),
    "detail on paper": State(_peer_group, on_paper=True),
    "quick exit on paper": State(SENSITIVE, on_paper=True),
    "calendar on paper": State("/kalenteri/", on_paper=True),
    "hand-out on paper": State("/ryhmat/", _handout, on_paper=True),
    "poster on paper": State(_poster, on_paper=True),
    "whole guide on paper": State(_guide, _follow("a[href*='/tuloste/']"), on_paper=True),
    "missing page": State("/ei-ole-olemassa/", statuses=frozenset({404})),
    "refused": State("/accounts/login/", _forged, statuses=frozenset({403}), cookies=frozenset(SIGNED_IN)),
    "not understood": State("/saavutettavuus/palaute/", _too_many_fields, statuses=_BAD),
    "failed": State("/apua-nyt/", _failed, statuses=frozenset({500})),
    **_account_pages(),
}
"""By a name that says where and in what state."""
