"""Every kind of page: nothing for axe to find, nothing wider than the phone, on a phone and in dark colours on a desktop."""

import pytest

from tests.browser.addresses import DETAILED, STILL, detail_path
from tests.browser.conftest import BeginVisit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", STILL)
def test_page_is_accessible_and_fits(begin: BeginVisit, name: str) -> None:
    visit = begin()
    visit.open(STILL[name])
    visit.assert_good()


@pytest.mark.parametrize("kind", DETAILED)
def test_listing_is_accessible_and_fits(begin: BeginVisit, portal: str, kind: str) -> None:
    visit = begin()
    visit.open(detail_path(portal, kind))
    visit.assert_good()


def test_guide_chapter_and_whole_guide_are_accessible(begin: BeginVisit, portal: str) -> None:
    visit = begin()
    guide = visit.open(detail_path(portal, "guide"))
    whole = guide.locator("a[href*='/tuloste/']").first.get_attribute("href")
    guide.get_by_role("main").locator(f"a[href^='{detail_path(portal, 'guide')}']").first.click()
    visit.assert_good()
    assert whole is not None
    visit.open(whole)
    visit.assert_good()


def test_missing_page_is_accessible_and_leads_on(begin: BeginVisit) -> None:
    visit = begin()
    visit.expected_statuses.add(404)
    page = visit.open("/ei-ole-olemassa/")
    visit.assert_good()
    assert page.get_by_role("main").locator("input[type=search]").is_visible()
