"""Every journey with a keyboard alone: the focus goes on in order, is always seen, is never caught, and nothing needs a pointer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import detail_path, report_path
from tests.browser.conftest import BeginVisit
from tests.browser.keyboard import tab_to, walk
from tests.browser.signing import SIGNED_IN, credentials, fresh_code
from tests.browser.states import SENSITIVE, STATES
from tests.browser.visit import DESKTOP, PHONE, arrive, leaving

pytestmark = pytest.mark.browser

WALKED = (
    *("home", "list, filters applied and open", "search, filters open", "finder, situations", "calendar, list with filters"),
    *("detail: meeting_place", "guide chapter", "help right now", "saved list with items", "report, faults"),
    *("news by e-mail, faults", "quick exit and crisis panel", "search in a crisis", "account: login", "missing page"),
)
"""States that are gone through from the first Tab stop to the last."""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_focus_goes_through_everything_in_order_and_in_sight(begin: BeginVisit, width: int) -> None:
    visit = begin(width=width)
    faults = []
    for name in WALKED:
        STATES[name].reach(visit, "fi")
        walked = walk(visit.page)
        faults += [f"{name}: {fault}" for fault in walked.faults]
        first = walked.stops[0]
        expected = "quick-exit" if visit.page.locator("#quick-exit").count() else "skip-link"
        assert f'class="{expected}"' in first, f"{name}: {first}"
    visit.page.evaluate("localStorage.clear()")
    assert not faults, "\n".join(faults)


def test_the_walk_sees_what_is_hidden_unmarked_and_out_of_order(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/turvallisesti/")
    good = walk(page)
    assert good.faults == ()
    page.evaluate("""() => {
      const style = new CSSStyleSheet();
      style.replaceSync('.over { position: fixed; inset: 0; z-index: 99 } .unmarked:focus-visible { outline: none !important }');
      document.adoptedStyleSheets = [style];
      document.querySelector('.site-header-brand').classList.add('unmarked');
    }""")
    assert any("not shown" in fault for fault in walk(page).faults)
    page.evaluate("document.body.append(Object.assign(document.createElement('div'), {className: 'over'}))")
    assert any("out of sight" in fault for fault in walk(page).faults)
    page.evaluate("() => { const last = [...document.querySelectorAll('footer a')].at(-1); last.tabIndex = 1; }")
    assert any("goes back" in fault for fault in walk(page).faults)


def test_search_with_suggestions(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/")
    tab_to(page, "main [role=search] input[name=q]")
    page.keyboard.type("mikk", delay=20)
    expect(page.get_by_role("listbox")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("main [role=search] input[name=q]").first).to_be_focused()
    page.keyboard.type("e")
    expect(page.get_by_role("listbox")).to_be_visible()
    press(page, "Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()
    press(page, "Shift+Tab")
    page.keyboard.type("mikk", delay=20)
    expect(page.get_by_role("listbox").get_by_role("option").first).to_be_visible()
    press(page, "ArrowDown", "Enter")
    page.wait_for_url(re.compile("/(kunnat|haku)/"))


def test_a_list_is_filtered(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/palvelut/")
    tab_to(page, ".filters-all > summary")
    press(page, "Enter")
    tab_to(page, ".filter-group:has(input[name=municipality]) > summary")
    press(page, "Enter")
    tab_to(page, ".filters input[name=municipality]")
    press(page, "ArrowDown")  # one of several: the arrows choose
    tab_to(page, ".filters button[type=submit]")
    with leaving(page):
        press(page, "Enter")
    page.wait_for_url(re.compile(r"municipality=\d"))
    tab_to(page, "main .chip")
    press(page, "Enter")
    page.wait_for_url(lambda url: not re.search(r"municipality=\d", url))


def test_the_finder_ends_with_a_human_being(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/perheille/mika-on-tilanteesi/")
    for _ in range(3):
        before = page.url
        tab_to(page, f"main a[href^='{page.evaluate('location.pathname')}']:not([href='{page.evaluate('location.pathname')}'])")
        with leaving(page):
            press(page, "Enter")
        assert page.url != before
    tab_to(page, "main a[href^='tel:'], main a[href*='eloisa']")


def test_the_calendar_goes_on_and_changes_its_view(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/kalenteri/")
    tab_to(page, "main .tabs a:not([aria-current])")
    with leaving(page):
        press(page, "Enter")
    page.wait_for_url("**/kalenteri/?*view=*")
    tab_to(page, "main a[href*='date=']")
    before = page.url
    with leaving(page):
        press(page, "Enter")
    assert page.url != before
    expect(page).to_have_url(re.compile(r"[?&]date=\d"))


def test_something_is_saved_and_taken_off(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/ryhmat/")
    tab_to(page, ".card .save-button")
    press(page, "Enter")
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    press(page, "Control+Home")
    page.reload()
    tab_to(page, "#saved-link")
    with leaving(page):
        press(page, "Enter")
    tab_to(page, ".saved-item button")
    press(page, "Enter")
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.locator("body :focus")).to_have_count(1)


def _send(page: Page) -> None:
    tab_to(page, "main form.public-form button")
    press(page, "Enter")


def test_wrong_information_is_reported(begin: BeginVisit, portal: str) -> None:
    visit = begin(width=PHONE)
    visit.expected_statuses.add(400)
    page = visit.open(report_path(portal, "peer_group"))
    tab_to(page, "main form.public-form button")
    with leaving(page):
        press(page, "Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    tab_to(page, "[role=alert] a")
    press(page, "Enter")
    expect(page.locator("main form :focus")).to_have_count(1)  # the browser moves the focus with its next frame
    press(page, "Space")
    tab_to(page, "main form textarea")
    page.keyboard.type("Ryhmä alkaa jo klo 9.")
    _send(page)
    page.wait_for_url("**/kiitos/ilmoitus/*")


def test_news_are_subscribed_to(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/uutiskirje/?municipality=491")
    tab_to(page, "main form input[type=email]")
    page.keyboard.type("lukija@example.org")
    _send(page)
    page.wait_for_url("**/uutiskirje/lahetetty/*")


def test_the_language_is_switched(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/apua-nyt/")
    tab_to(page, ".language-switch a[lang=sv]")
    press(page, "Enter")
    page.wait_for_url("**/sv/apua-nyt/")


def test_quick_exit_is_the_first_stop_and_ends_the_visit(begin: BeginVisit) -> None:
    visit = begin(width=PHONE)
    visit.page.route(
        "https://www.ilmatieteenlaitos.fi/**", lambda route: route.fulfill(body="<title>Sää</title>", content_type="text/html")
    )
    page = visit.open(SENSITIVE)
    press(page, "Tab")
    expect(page.locator("#quick-exit")).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("https://www.ilmatieteenlaitos.fi/")
    visit.faults = [fault for fault in visit.faults if "ilmatieteenlaitos.fi" not in fault]


def test_what_opens_closes_again(begin: BeginVisit, portal: str) -> None:
    page = begin(width=PHONE).open(detail_path(portal, "meeting_place"))
    for path in (page.url, "/palvelut/", "/haku/?q=vauva"):
        page.goto(path)
        if page.locator("main summary").count():
            tab_to(page, "main summary")
            opened = page.evaluate("document.activeElement.parentElement.open")
            for now in (not opened, opened):
                press(page, "Enter")
                expect(page.locator("details" + ("[open]" if now else ":not([open])") + " > summary:focus")).to_have_count(1)


def test_an_editor_signs_in_edits_and_submits(begin: BeginVisit, portal_folder: Path) -> None:
    visit = begin(width=DESKTOP)
    visit.expected_cookies |= SIGNED_IN | {"wagtail_admin_theme"}
    page = visit.open("/admin/login/?next=/admin/editing/pages/")
    page.context.set_default_timeout(60_000)  # the editor's first page is heavy
    account = credentials(portal_folder, "juva@example.org")
    tab_to(page, "input[name=login]")
    page.keyboard.type("juva@example.org")
    tab_to(page, "input[name=password]")
    page.keyboard.type(account.password)
    press(page, "Enter")
    arrive(page, "/accounts/2fa/authenticate/")
    tab_to(page, "input[name=code]")
    page.keyboard.type(fresh_code(account))
    press(page, "Enter")
    arrive(page, "/admin/editing/pages/")
    tab_to(page, "#main tr:not([data-state=waiting]) a[href*='/admin/pages/'][href*='/edit/']")  # what waits is another test's
    press(page, "Enter")
    page.wait_for_url("**/edit/")
    tab_to(page, "#id_summary")
    press(page, "Control+End")
    page.keyboard.type(" Tervetuloa.")
    visit.expected_statuses.add(400)  # Wagtail refuses an autosave that the submission overtakes; the submission is what counts
    tab_to(page, "footer [data-w-dropdown-target=toggle], footer .w-dropdown__toggle")
    press(page, "Enter")
    expect(page.locator("button[name='action-submit']")).to_be_visible()
    press(page, "Escape")
    expect(page.locator("button[name='action-submit']")).to_be_hidden()
    press(page, "Enter")
    tab_to(page, "button[name='action-submit']")
    press(page, "Enter")
    expect(page.locator(".messages .success")).to_be_visible()
