"""From an empty form to a family's search: one peer group, three people, through the real doors."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import BeginVisit
from tests.browser.signing import sign_in
from tests.browser.visit import DESKTOP, PHONE, accessibility_faults, leaving

pytestmark = pytest.mark.browser

EDITOR, COORDINATOR = "juva@example.org", "koordinaattori@example.org"
NAME = "Juvan vauvakahvila"
SLOW = 60_000
"""Milliseconds for the editor's first page: it is heavy, and the machine is shared."""
MOST_STEPS = 20
"""Things an editor does to add a group, typing a field or pressing something: what fits into three minutes on a phone."""


class Steps:
    """Counts what the editor does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def type(self, selector: str, text: str) -> None:
        """Fill a field."""
        self.page.locator(selector).first.fill(text)
        self.count += 1

    def press(self, target: Any) -> None:
        """Tick or press something."""
        target.click()
        self.count += 1


@contextmanager
def admin_page(browser: Browser, portal: str, folder: Path, who: str, width: int) -> Iterator[Page]:
    """A signed-in person's browser; any script error or refused request of ours fails the test."""
    context = browser.new_context(base_url=portal, viewport={"width": width, "height": 800}, locale="fi-FI", timezone_id="Europe/Helsinki")
    context.set_default_timeout(SLOW)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    context.on("response", lambda response: faults.append(f"{response.status} {response.url}") if response.status >= 500 else None)
    page = context.new_page()
    try:
        sign_in(page, folder, who)
        yield page
    finally:
        context.close()
    assert not faults, "\n".join(faults)


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def own_faults(page: Page, *selectors: str) -> list[str]:
    """What axe finds within the parts that are ours; Wagtail's own frame around them is Wagtail's."""
    return accessibility_faults(page, *selectors)


def test_a_group_from_an_editors_phone_to_a_familys_search(browser: Browser, portal: str, portal_folder: Path, begin: BeginVisit) -> None:
    with admin_page(browser, portal, portal_folder, EDITOR, PHONE) as page:
        add_a_group(page)
    with admin_page(browser, portal, portal_folder, COORDINATOR, DESKTOP) as page:
        approve(page)
    visit = begin(width=PHONE)
    visit.open(f"/haku/?q={NAME.split()[1]}")
    found = visit.page.get_by_role("link", name=NAME)
    expect(found.first).to_be_visible(timeout=SLOW)
    found.first.click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(NAME, timeout=SLOW)
    expect(visit.page.locator("main")).to_contain_text("iistaisin klo 17–19", timeout=SLOW)
    assert visit.fits()


def add_a_group(page: Page) -> None:
    """The editor at 360 px: home, button, short form, dates told back, sent."""
    assert fits(page)
    assert own_faults(page, ".desk") == []
    steps = Steps(page)
    with leaving(page):  # the form tells its dates once its scripts are there
        steps.press(page.locator("#desk-my-organisation a[href*='/peergrouppage/']"))
    expect(page.locator("[data-schedule-told]")).to_be_visible(timeout=SLOW)
    assert fits(page)
    steps.type("#id_title", NAME)
    steps.type("#id_audience_text", "Vauvaperheet")
    steps.press(page.locator("#id_audiences label").first)
    steps.type("#id_venue_name", "Kirjasto")
    steps.type("#id_street", "Juvantie 13")
    steps.press(page.locator("[name='schedule_rules-0-value-weekdays'][value='2']"))
    steps.type("[name='schedule_rules-0-value-start']", "17:00")
    steps.type("[name='schedule_rules-0-value-end']", "19:00")
    told = page.locator("[data-schedule-told]")
    expect(told).to_contain_text("iistaisin klo 17–19", timeout=SLOW)
    expect(told.locator(".told-dates li")).to_have_count(5, timeout=SLOW)
    assert own_faults(page, "[data-schedule-told]", ".form-notices") == []
    page.locator("#id_sign_up_required").select_option("false")
    page.locator("#id_is_free").select_option("true")
    steps.count += 2
    steps.type("#id_summary", "Avoin kahvihetki vauvojen kanssa. Tule sellaisena kuin olet.")
    save = page.locator("footer .w-dropdown__toggle, .footer [data-w-dropdown-target='toggle']").first
    assert in_view(page, save), "what saves is out of reach"
    steps.press(save)
    steps.press(page.locator("button[name='action-submit']"))
    expect(page.locator(".messages .success")).to_be_visible(timeout=SLOW)
    assert steps.count <= MOST_STEPS, steps.count
    page.goto("/admin/editing/pages/")
    expect(page.locator("tr[data-state='waiting']", has_text=NAME)).to_be_visible(timeout=SLOW)
    assert fits(page)
    assert own_faults(page, "#main") == []


def approve(page: Page) -> None:
    """The coordinator at 1280 px: the desk, the difference, approval."""
    assert own_faults(page, ".desk") == []
    with leaving(page):
        page.locator("#desk-waiting").get_by_role("link", name=NAME).click()
    expect(page.locator("#main")).to_contain_text("Juvantie 13", timeout=SLOW)
    expect(page.locator("#main")).to_contain_text("Vauvaperheet", timeout=SLOW)
    assert own_faults(page, "#main") == []
    page.locator("form[action$='/approve/'] button[type='submit']").click()
    expect(page.locator(".messages .success")).to_be_visible(timeout=SLOW)


def in_view(page: Page, target: Any) -> bool:
    """Whether it can be pressed without scrolling."""
    box = target.bounding_box()
    size = page.viewport_size
    return box is not None and size is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]
