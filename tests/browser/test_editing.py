"""An editor's work in a real browser: what only a browser refuses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.addresses import first_example
from tests.browser.signing import sign_in
from tests.browser.visit import DESKTOP, PATIENCE

pytestmark = pytest.mark.browser

SLOW = 30_000
"""Milliseconds for the editor's first page: it is heavy, and the machine is shared."""


def test_the_preview_panel_shows_the_page(browser: Browser, portal: str, portal_folder: Path) -> None:
    title = first_example(portal, "peer_group")
    context = browser.new_context(base_url=portal, viewport={"width": DESKTOP, "height": 900}, locale="fi-FI")
    context.set_default_timeout(SLOW)
    page = context.new_page()
    try:
        sign_in(page, portal_folder, "koordinaattori@example.org")
        page.goto(f"/admin/pages/search/?q={title}")
        page.get_by_role("link", name=title, exact=True).first.click()
        page.locator("[data-side-panel-toggle='preview']").click()
        heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
        expect(heading).to_have_text(title, timeout=3 * PATIENCE)
    finally:
        context.close()
