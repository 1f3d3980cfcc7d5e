"""The map in a browser: by keyboard alone, in step with its list, and nobody else is asked for anything."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BeginVisit
from tests.browser.states import LOCALES, in_locale, map_at_rest, only_in_view, open_bubble
from tests.browser.visit import PHONE, assert_accessible

pytestmark = pytest.mark.browser
GROUPS, PLACES = "/ryhmat/?view=map", "/kohtaamispaikat/?view=map"


def test_without_scripts_the_list_and_the_drawing_stand(begin: BeginVisit) -> None:
    visit = begin(width=PHONE, javascript=False)
    page = visit.open(PLACES)
    expect(page.locator(".map-drawing")).to_be_visible()
    expect(page.locator("[data-map]")).to_be_hidden()
    expect(page.locator("[data-map-step]")).to_be_hidden()
    assert page.locator(".map-list .card").count() > 3
    page.locator(".map-town", has_text="Mikkeli").click()
    expect(page.locator(".chip")).to_contain_text("Mikkeli")
    expect(page.locator(".map-ring")).to_have_count(5)


def test_by_keyboard_alone(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/en" + GROUPS)
    page.locator(".map-skip").focus()
    expect(page.locator(".map-skip")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#map-list")).to_be_focused()
    for name in ("Zoom in", "Zoom out"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    open_bubble(page)
    expect(page.locator(".leaflet-popup a[href]").first).to_be_focused()
    expect(page.get_by_role("button", name="Close", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator(".map-mark:focus")).to_have_count(1)


def test_places_are_buttons_in_the_order_of_the_list(begin: BeginVisit) -> None:
    page = begin().open("/en" + GROUPS)
    marks = page.get_by_role("region", name="Map").locator(".map-mark")
    order = [card.get_attribute("data-save") for card in page.locator(".map-list .card").all()]
    data = page.evaluate("JSON.parse(document.getElementById('map-data').textContent).pins")
    single = [name for mark in marks.all() if (name := mark.get_attribute("aria-label")) and ": show" not in name and "here" not in name]
    cards = [next(pin["card"] for pin in data if f"{pin['title']}, {pin['kind_label']}" == name) for name in single]
    assert cards
    assert cards == sorted(cards, key=order.index)
    assert {mark.get_attribute("role") for mark in marks.all()} == {"button"}


def lit_card(page: Page) -> str | None:
    """The title of the card that is marked."""
    return page.locator(".card-lit .card-title").first.text_content()


def test_the_list_and_the_map_are_in_step(begin: BeginVisit) -> None:
    page = begin().open(PLACES)
    card = page.locator(".map-list .card").first
    card.locator(".card-title a").focus()
    expect(page.locator(".map-mark-lit").first).to_be_visible()
    page.locator(".map-mark").first.focus()
    assert lit_card(page)
    on_map = page.locator(".map-list > .grid > .card")
    before = on_map.count()
    only_in_view(page)
    for _step in range(4):
        page.locator(".leaflet-control-zoom-in").click()
        map_at_rest(page)
    assert page.locator(".map-list > .grid > .card:visible").count() < before
    page.locator("[data-map-only]").uncheck()
    expect(page.locator("[data-map-told]")).to_be_empty()
    assert page.locator(".map-list > .grid > .card:visible").count() == before


def test_the_map_is_accessible_in_its_states(begin: BeginVisit) -> None:
    visit = begin()
    page = visit.open(PLACES)
    visit.assert_good()
    open_bubble(page)
    visit.assert_good()


def test_a_search_is_followed_without_a_reload(begin: BeginVisit) -> None:
    page = begin().open("/en/haku/?q=kerho&view=map")
    page.evaluate("window.stays = true")
    only_in_view(page)
    before = page.locator(".map-list .card").count()
    page.locator(".sorts a", has_text="Next date").click()
    expect(page).to_have_url(re.compile("sort=next"))
    expect(page.locator("[data-map-only]")).to_be_checked()
    page.locator("#near").evaluate("near => near.closest('details').open = true")
    page.locator("#near").fill("Juva")
    page.locator("#near").press("Tab")
    expect(page.locator(".map-live .map-ring-line")).to_have_count(5)
    expect(page.locator(".leaflet-container")).to_have_count(1)
    card = page.locator(".map-list > .grid .card-title a").filter(visible=True).first
    card.focus()
    expect(page.locator(".map-mark-lit").first).to_be_attached()
    page.go_back()
    expect(page.locator(".map-live .map-ring-line")).to_have_count(0)
    assert page.locator(".map-list .card").count() == before
    assert page.evaluate("window.stays")


def test_a_link_past_the_map_asks_for_nothing(begin: BeginVisit) -> None:
    page = begin().open("/haku/?q=kerho&view=map")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/haku/" in request.url else None)
    page.locator(".map-skip").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#map-list")).to_be_focused()
    page.wait_for_timeout(300)
    assert asked == []


def test_a_municipality_and_its_map_lead_to_each_other(begin: BeginVisit) -> None:
    page = begin(width=PHONE, javascript=False).open("/kunnat/mikkeli/")
    page.locator(".tabs a:not([aria-current])").click()
    expect(page.locator(".map-drawing")).to_be_visible()
    page.locator(".map-town", has_text="Juva").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Juva")
    expect(page.locator(".map-town-chosen")).to_contain_text("Juva")
    page.locator(".tabs a:not([aria-current])").click()
    expect(page).to_have_url(re.compile("/kunnat/juva/$"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("path", [GROUPS, "/kunnat/mikkeli/?view=map"])
def test_an_open_bubble_covers_no_target_at_four_hundred_per_cent(begin: BeginVisit, locale: str, path: str) -> None:
    visit = begin()
    page = visit.open(in_locale(path, locale))
    page.set_viewport_size({"width": 320, "height": 256})
    open_bubble(page)
    assert_accessible(page)
