"""An editor's work in a real browser: what only a browser refuses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from portal.demo.accounts import ACCOUNTS
from tests.browser.addresses import first_example
from tests.browser.visit import DESKTOP, PATIENCE

pytestmark = pytest.mark.browser

SLOW = 30_000
"""Milliseconds for the editor's first page: it is heavy, and the machine is shared."""


def test_the_preview_panel_shows_the_page(browser: Browser, portal: str, portal_folder: Path) -> None:
    coordinator = ACCOUNTS[0].email
    lines = (portal_folder / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
    password = next(line.split()[1] for line in lines if line.startswith(coordinator))
    title = first_example(portal, "peer_group")
    context = browser.new_context(base_url=portal, viewport={"width": DESKTOP, "height": 900}, locale="fi-FI")
    context.set_default_timeout(SLOW)
    page = context.new_page()
    try:
        page.goto("/admin/login/")
        page.locator("input[name='username']").fill(coordinator)
        page.locator("input[name='password']").fill(password)
        page.locator("form button[type='submit']").first.click()
        page.wait_for_url("**/admin/")
        page.goto(f"/admin/pages/search/?q={title}")
        page.get_by_role("link", name=title, exact=True).first.click()
        page.locator("[data-side-panel-toggle='preview']").click()
        heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
        expect(heading).to_have_text(title, timeout=3 * PATIENCE)
    finally:
        context.close()
