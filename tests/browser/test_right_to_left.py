"""A language nobody speaks, from right to left: it is configuration and a catalogue, and nothing of the layout breaks."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from playwright.sync_api import Browser, Page

from scripts import pseudo_locale
from scripts.serving import served
from tests.browser.addresses import detail_path
from tests.browser.visit import DESKTOP, PHONE, Visit, leaving

pytestmark = pytest.mark.browser
MAP = "/haku/?q=kerho&near=Juva&view=map"
STILL = ("/", "/perheille/", "/ryhmat/", MAP, "/kunnat/mikkeli/", "/apua-nyt/", "/perheille/mika-on-tilanteesi/")


@pytest.fixture(scope="module")
def mirrored(portal_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the portal with one language more."""
    folder = tmp_path_factory.mktemp("locale")
    pseudo_locale.write(folder)
    with (
        mock.patch.dict(os.environ, {"LANGUAGES": f"fi,sv,en,{pseudo_locale.LANGUAGE}", "LOCALE_DIR": str(folder)}),
        served(portal_folder, "portal.wsgi:application") as running,
    ):
        yield running.address


def starts_at_the_right(page: Page, selector: str) -> bool:
    """Whether the element begins in the right half of what it stands in."""
    box, around = page.locator(selector).first.bounding_box(), page.locator("body").bounding_box()
    assert box is not None
    assert around is not None
    return box["x"] + box["width"] / 2 > around["width"] / 2


@pytest.mark.parametrize("path", [*STILL, "service", "guide"])
def test_a_page_mirrors_itself(browser: Browser, mirrored: str, path: str) -> None:
    visit = Visit.begin(browser, mirrored)
    try:
        here = path if path.startswith("/") else detail_path(mirrored, path)
        page = visit.open(f"/{pseudo_locale.LANGUAGE}{here}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        visit.assert_good()
        for width in (PHONE, DESKTOP):
            visit.look(width, "light")
            assert starts_at_the_right(page, ".site-header-brand")
            assert not starts_at_the_right(page, ".language-switch")
    finally:
        assert visit.close() == []


def test_the_language_switch_offers_it_and_keeps_what_was_chosen(browser: Browser, mirrored: str) -> None:
    visit = Visit.begin(browser, mirrored)
    try:
        page = visit.open("/ryhmat/?municipality=491")
        link = page.locator(f".language-switch a[lang={pseudo_locale.LANGUAGE}]")
        with leaving(page):
            link.click()
        assert page.url.endswith(f"/{pseudo_locale.LANGUAGE}/ryhmat/?municipality=491")
    finally:
        assert visit.close() == []
