"""Every kind of page: nothing for axe to find, nothing wider than the phone, in both colour schemes."""

import pytest

from tests.browser.addresses import DETAILED, STILL, detail_path
from tests.browser.conftest import BeginVisit
from tests.browser.visit import DESKTOP, PHONE, assert_accessible

pytestmark = pytest.mark.browser

SCREENS = [pytest.param(PHONE, "light", id="phone-light"), pytest.param(DESKTOP, "dark", id="desktop-dark")]


@pytest.mark.parametrize(("width", "colours"), SCREENS)
@pytest.mark.parametrize("name", STILL)
def test_page_is_accessible_and_fits(begin: BeginVisit, name: str, width: int, colours: str) -> None:
    visit = begin(width=width, colours=colours)
    assert_accessible(visit.open(STILL[name]))
    assert visit.fits()


@pytest.mark.parametrize(("width", "colours"), SCREENS)
@pytest.mark.parametrize("kind", DETAILED)
def test_listing_is_accessible_and_fits(begin: BeginVisit, portal: str, kind: str, width: int, colours: str) -> None:
    visit = begin(width=width, colours=colours)
    assert_accessible(visit.open(detail_path(portal, kind)))
    assert visit.fits()


@pytest.mark.parametrize(("width", "colours"), SCREENS)
def test_guide_chapter_and_whole_guide_are_accessible(begin: BeginVisit, portal: str, width: int, colours: str) -> None:
    visit = begin(width=width, colours=colours)
    guide = visit.open(detail_path(portal, "guide"))
    whole = guide.locator("a[href*='/tuloste/']").first.get_attribute("href")
    guide.get_by_role("main").locator(f"a[href^='{detail_path(portal, 'guide')}']").first.click()
    assert_accessible(visit.page)
    assert visit.fits()
    assert whole is not None
    assert_accessible(visit.open(whole))


@pytest.mark.parametrize(("width", "colours"), SCREENS)
def test_missing_page_is_accessible_and_leads_on(begin: BeginVisit, width: int, colours: str) -> None:
    visit = begin(width=width, colours=colours)
    visit.expected_statuses.add(404)
    page = visit.open("/ei-ole-olemassa/")
    assert_accessible(page)
    assert visit.fits()
    assert page.get_by_role("main").locator("input[type=search]").is_visible()
