"""A form that is sent while Wagtail is saving it by itself arrives once: in a real browser, where both happen at the same moment."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.signing import sign_in
from tests.browser.visit import PHONE, leaving

pytestmark = pytest.mark.browser

NAME = "Iltaperhekahvila"
SLOW = 60_000
"""Milliseconds for the editor's pages."""
WATCHED = "document.addEventListener('w-unsaved:watch-edits', () => document.documentElement.setAttribute('data-watched', ''))"
"""Wagtail looks for changes two seconds after the form came: a script that is quicker has changed nothing in its eyes."""
PRESSED = 500
"""Milliseconds in which a form that nobody holds back is on its way."""


def test_a_new_group_sent_while_it_is_saved_is_there_once(browser: Browser, portal: str, portal_folder: Path) -> None:
    context = browser.new_context(base_url=portal, viewport={"width": PHONE, "height": 800}, locale="fi-FI")
    context.set_default_timeout(SLOW)
    held: list[Route] = []
    statuses: list[int] = []

    def hold_the_first(route: Route) -> None:
        if held or route.request.method != "POST" or route.request.headers.get("accept") != "application/json":
            route.continue_()
        else:
            held.append(route)

    try:
        page = context.new_page()
        page.add_init_script(WATCHED)
        sign_in(page, portal_folder, "juva@example.org")
        with leaving(page):
            page.locator("#desk-my-organisation a[href*='/peergrouppage/']").click()
        page.on("response", lambda response: statuses.append(response.status))
        page.route("**/admin/pages/add/**", hold_the_first)
        with page.expect_request(lambda request: request.method == "POST" and "/add/" in request.url):
            fill(page)
        page.locator("footer .w-dropdown__toggle, .footer [data-w-dropdown-target='toggle']").first.click()
        page.locator("button[name='action-submit']").click()
        page.wait_for_timeout(PRESSED)
        assert "/add/" in page.url, "the form was sent while it was being saved"
        held[0].continue_()
        expect(page.locator(".messages .success")).to_be_visible(timeout=SLOW)
        page.goto("/admin/editing/pages/")
        rows = page.locator("tr", has_text=NAME)
        expect(rows).to_have_count(1, timeout=SLOW)
        expect(rows).to_have_attribute("data-state", "waiting")
        assert max(statuses) < 400
    finally:
        context.close()


def fill(page: Page) -> None:
    """All that a group needs."""
    expect(page.locator("[data-schedule-told]")).to_be_visible(timeout=SLOW)
    expect(page.locator("html[data-watched]")).to_be_attached(timeout=SLOW)
    page.locator("#id_title").fill(NAME)
    page.locator("#id_audience_text").fill("Vauvaperheet")
    page.locator("#id_audiences label").first.click()
    page.locator("#id_venue_name").fill("Kirjasto")
    page.locator("#id_street").fill("Juvantie 13")
    page.locator("[name='schedule_rules-0-value-weekdays'][value='2']").click()
    page.locator("[name='schedule_rules-0-value-start']").fill("17:00")
    page.locator("[name='schedule_rules-0-value-end']").fill("19:00")
    page.locator("#id_sign_up_required").select_option("false")
    page.locator("#id_is_free").select_option("true")
    page.locator("#id_summary").fill("Avoin ilta. Tule sellaisena kuin olet.")
