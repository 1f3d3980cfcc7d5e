"""An editor's work in a real browser: what only a browser refuses."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.addresses import first_example
from tests.browser.editor import in_editor
from tests.browser.visit import PATIENCE

pytestmark = pytest.mark.browser


def test_the_preview_panel_shows_the_page(browser: Browser, portal: str, portal_folder: Path) -> None:
    title = first_example(portal, "peer_group")
    with in_editor(browser, portal, portal_folder, title) as page:
        page.locator("[data-side-panel-toggle='preview']").click()
        heading = page.frame_locator("#w-preview-iframe").get_by_role("heading", level=1)
        expect(heading).to_have_text(title, timeout=3 * PATIENCE)
