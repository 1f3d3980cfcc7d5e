"""The saved list in a browser: kept there alone, told aloud, gone when it is to be gone; and leaving a page at once."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.addresses import detail_path
from tests.browser.conftest import BeginVisit
from tests.browser.visit import PHONE, Visit

pytestmark = pytest.mark.browser
SENSITIVE = "/eloisa/eron-ensiapupiste/"
SAVE = ".save-button:not([data-share], [data-copy])"


def stored(page: Page) -> list[dict[str, Any]]:
    text = page.evaluate("localStorage.getItem('saved')")
    return list(json.loads(text)) if text else []


def asked_since(visit: Visit) -> list[str]:
    """Addresses that the page asks for from now on."""
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    return asked


@pytest.fixture
def visit(begin: BeginVisit) -> Visit:
    visit = begin(width=PHONE)
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return visit


def test_what_others_left_in_the_storage_breaks_nothing(visit: Visit) -> None:
    page = visit.open("/tallennetut/")
    good = {"id": "A" * 22, "title": "<img src=x>", "path": "/ryhmat/"}
    for text in (
        "{",
        "7",
        '{"id": 1}',
        "[null, 7]",
        json.dumps([good | {"path": "javascript:alert(1)"}, good | {"path": "//example.org/"}, good | {"path": "/\t/example.org/"}]),
    ):
        page.evaluate("text => localStorage.setItem('saved', text)", text)
        page.reload()
        expect(page.locator("[data-empty]")).to_be_visible()
    page.evaluate("text => localStorage.setItem('saved', text)", json.dumps([good]))
    page.reload()
    expect(page.locator(".saved-item a")).to_have_text("<img src=x>")


def test_saving_is_told_and_nothing_is_sent(visit: Visit) -> None:
    page = visit.open("/palvelut/")
    expect(page.locator("#saved-link")).to_be_hidden()
    asked = asked_since(visit)
    first = page.locator(".card").first.locator(SAVE)
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="laitteella").or_(page.locator("#saved-status:not(:empty)")).first).to_be_visible()
    expect(page.locator("#saved-link")).to_contain_text("1")
    visit.assert_good()
    assert [one["title"] for one in stored(page)] == [page.locator(".card-title").first.inner_text().strip()]
    page.keyboard.press("Enter")
    expect(page.locator("#saved-link")).to_be_hidden()
    assert stored(page) == []
    assert asked == []


def test_the_list_of_the_device(visit: Visit) -> None:
    page = visit.open(SENSITIVE)
    page.locator(".page-actions").locator(SAVE).click()
    expect(page.locator("[data-saved-note] strong")).to_be_visible()  # anybody who uses this device can see it
    page = visit.open(detail_path(visit.address, "meeting_place"))
    page.locator(".page-actions").locator(SAVE).click()
    asked = asked_since(visit)
    visit.open("/tallennetut/")
    expect(page.locator(".saved-item")).to_have_count(2)
    visit.assert_good()
    ids = ".".join(one["id"] for one in stored(page))
    assert [one for one in asked if ids.split(".")[0] in one] == []
    page.locator("[data-copy]").click()
    expect(page.locator("#saved-status")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.address}/tallennetut/?ids={ids}"
    page.locator(".saved-item button").first.click()
    expect(page.locator(".saved-item")).to_have_count(1)
    expect(page.locator(".saved-item button")).to_be_focused()
    page.locator("[data-empty-list]").click()
    expect(page.locator("[data-empty]")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.evaluate("localStorage.length") == 0


def test_a_list_that_is_given_on_and_its_sheet(visit: Visit) -> None:
    page = visit.open("/ryhmat/")
    for card in page.locator(".card").locator(SAVE).all()[:3]:
        card.click()
    visit.open("/tallennetut/")
    page.locator("a.button[data-with-ids]").click()
    expect(page.locator(".saved-cards .card")).to_have_count(3)
    visit.assert_good()
    page.locator("a[href*='/sv/tuloste/']").click()
    expect(page.locator(".handout-item")).to_have_count(3)
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    visit.assert_good()
    page.emulate_media(media="print")
    expect(page.locator(".handout-tools")).to_be_hidden()
    expect(page.locator(".handout-notes").first).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_without_scripts_the_link_is_all_there_is_and_it_works(begin: BeginVisit, portal: str) -> None:
    visit = begin(javascript=False)
    page = visit.open(detail_path(portal, "peer_group"))
    assert page.locator(SAVE).count() == 0
    expect(page.locator("[data-share]")).to_be_hidden()
    page.locator(".page-actions-link").click()
    expect(page.locator(".handout-item")).to_have_count(1)
    page.locator(".handout-tools a").first.click()
    expect(page.locator(".saved-cards .card")).to_have_count(1)
    page.locator(".saved-without").click()
    expect(page.locator("[data-without-script]")).to_be_visible()


@pytest.mark.parametrize("way", ["press", "shift"])
def test_leaving_replaces_the_page_in_the_history(visit: Visit, way: str) -> None:
    page = visit.page
    page.route("https://www.ilmatieteenlaitos.fi/**", lambda route: route.fulfill(body="<title>Sää</title>", content_type="text/html"))
    visit.open("/ryhmat/")
    visit.open(SENSITIVE)
    assert page.title() == "Perhekeskus"
    page.keyboard.press("Tab")
    expect(page.locator("#quick-exit")).to_be_focused()
    if way == "press":
        page.keyboard.press("Enter")
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://www.ilmatieteenlaitos.fi/")
    page.go_back()
    assert urlsplit(page.url).path == "/ryhmat/"
    visit.faults = [fault for fault in visit.faults if "ilmatieteenlaitos.fi" not in fault]
