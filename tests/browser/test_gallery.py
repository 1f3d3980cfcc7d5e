"""The component gallery in a real browser: every component in every state, for axe, in both schemes."""

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import BeginVisit
from tests.browser.signing import SIGNED_IN, sign_in
from tests.browser.visit import DESKTOP, PHONE

pytestmark = pytest.mark.browser

# Not the best practices: components of many pages stand on one, so landmarks and headings cannot be those of a page.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
    .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 200)}`)))"""
TOO_WIDE = """[...document.querySelectorAll(".gallery-sample")].filter(one => one.scrollWidth > one.clientWidth + 1)
    .map(one => one.parentElement.id)"""


def _faults(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    return [*page.evaluate(RUN, WCAG), *page.evaluate(TOO_WIDE)]


def test_every_component_is_accessible_and_fits_in_both_schemes(begin: BeginVisit, portal_folder: Path) -> None:
    visit = begin()
    visit.expected_cookies |= SIGNED_IN
    sign_in(visit.page, portal_folder, "koordinaattori@example.org", after="/admin/gallery/")
    for width, colours in ((PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark")):
        visit.look(width, "light")  # the gallery's own switch decides, whatever the device prefers
        page = visit.open(f"/admin/gallery/shown/?colours={colours}")
        assert _faults(page) == [], (width, colours)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(16, 25, 29)"
