"""What readers tell, in a browser: from a page that is kept for everybody, with and without JavaScript, no cookie at any step."""

import pytest
from playwright.sync_api import expect

from tests.browser.addresses import detail_path, report_path
from tests.browser.conftest import BeginVisit
from tests.browser.visit import PHONE, leaving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_says_that_the_page_did_not_help_and_reports_why(begin: BeginVisit, portal: str, javascript: bool) -> None:
    visit = begin(width=PHONE, javascript=javascript)
    visit.expected_statuses.add(400)
    path = detail_path(portal, "peer_group")
    visit.open(path)
    page = visit.open(path)  # the second time from the page cache
    page.get_by_role("region", name="Oliko").get_by_role("button").last.click()
    expect(page).to_have_url(f"{portal}{report_path(portal, 'peer_group')}kiitos/ei/")
    page.get_by_role("main").locator("a.button").click()
    page.get_by_role("main").locator("form.public-form button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("alert").get_by_role("link").first.click()
    page.get_by_role("radio").first.check()
    page.get_by_role("main").locator("textarea").fill("Ryhmä alkaa jo klo 9.")
    page.get_by_role("main").locator("form.public-form button").click()
    page.wait_for_url("**/kiitos/ilmoitus/*")  # a browser keeps the part after #, which led to the field


def test_a_reader_writes_about_accessibility_by_keyboard(begin: BeginVisit) -> None:
    visit = begin(width=PHONE)
    visit.expected_statuses.add(400)
    page = visit.open("/saavutettavuus/palaute/")
    button = page.get_by_role("main").locator("form.public-form button")
    button.focus()
    with leaving(page):
        page.keyboard.press("Enter")
    visit.assert_good()
    page.get_by_role("alert").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type("Ruudunlukija ei lue karttaa.")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/saavutettavuus/palaute/kiitos/*")
