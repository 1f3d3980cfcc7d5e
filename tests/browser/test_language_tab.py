"""The editor's tab of a language in a real browser: reached by keys, the Finnish text beside the field, on a phone above it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.addresses import first_example
from tests.browser.editor import in_editor
from tests.browser.visit import DESKTOP, PHONE

pytestmark = pytest.mark.browser


def test_the_tab_is_reached_by_keys_and_shows_both_texts(browser: Browser, portal: str, portal_folder: Path) -> None:
    with in_editor(browser, portal, portal_folder, first_example(portal, "peer_group")) as page:
        page.get_by_role("tab").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tab", name="ruotsi")).to_be_focused()
        pair = page.locator("[role=tabpanel]:visible .version__pair").nth(1)
        expect(pair.locator("textarea")).to_be_visible()
        assert _beside(pair, page, DESKTOP)
        assert not _beside(pair, page, PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        described = pair.locator("textarea").get_attribute("aria-describedby")
        assert page.locator(f"[id='{described}'] [lang=fi]").inner_text().strip()


def _beside(pair: Locator, page: Page, width: int) -> bool:
    """Whether the Finnish text stands beside the field at this width, and not above it."""
    page.set_viewport_size({"width": width, "height": 900})
    finnish, field = (pair.locator(name).bounding_box() for name in (".version__finnish", ".version__field"))
    assert finnish is not None
    assert field is not None
    return bool(finnish["x"] + finnish["width"] <= field["x"])
