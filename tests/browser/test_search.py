"""The result page in a real browser: without a reload where there is JavaScript, and all of it without."""

import re
from typing import Any

import pytest
from playwright.sync_api import Geolocation, Locator, Page, Request, expect

from tests.browser.conftest import BeginVisit
from tests.browser.visit import DESKTOP, PHONE, assert_accessible

pytestmark = pytest.mark.browser
MIKKELI = "491"
HERE: Geolocation = {"latitude": 61.688812, "longitude": 27.272345, "accuracy": 10}


def _box(page: Page) -> Locator:
    return page.get_by_role("main").locator("[role=search] input[name=q]")


def _total(page: Page) -> int:
    found = re.search(r"\d+", page.locator("#search-results").get_by_role("status").first.inner_text())
    assert found is not None
    return int(found.group())


def _type(page: Page, words: str) -> None:
    """At once, as dictation does: letter by letter a slow machine shows what the first letters bring, and then exchanges it."""
    _box(page).fill(words)
    expect(page.get_by_role("listbox")).to_be_visible()


# --- Completion -------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_one_letter(begin: BeginVisit) -> None:
    page = begin().open("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest" in request.url else None)
    _box(page).press_sequentially("v")
    page.wait_for_timeout(600)
    assert not [url for url in asked if "/api/" in url]
    expect(_box(page)).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_suggestions_are_reached_by_keyboard_and_told(begin: BeginVisit, width: int) -> None:
    visit = begin(width=width)
    page = visit.open("/")
    _type(page, "vauv")
    box, options = _box(page), page.get_by_role("listbox").get_by_role("option")
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form[role=search] [role=status]").first).to_contain_text(str(options.count()))
    assert_accessible(page)
    assert visit.fits()

    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    expect(box).to_have_value("vauv")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("vauv")
    expect(box).to_be_focused()


def test_a_suggestion_leads_to_its_page(begin: BeginVisit) -> None:
    page = begin().open("/")
    _type(page, "mikk")
    page.get_by_role("option").filter(has_text="Mikkeli").filter(has_text="Kunta").first.click()
    expect(page).to_have_url(re.compile("/kunnat/mikkeli/"))


def test_enter_searches_for_what_was_typed(begin: BeginVisit) -> None:
    page = begin().open("/")
    _type(page, "vauva")
    _box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/haku/\?q=vauva$"))


# --- Filters without a reload -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_filters_count_anew_and_the_focus_stays(begin: BeginVisit, width: int) -> None:
    visit = begin(width=width)
    page = visit.open("/haku/?q=ryhmä")
    before = _total(page)
    page.evaluate("window.stayed = true")
    filters = page.locator("#search-filters")
    if width == PHONE:
        filters.locator(".filters-all > summary").click()
    filters.locator("summary", has_text="Kunta").click()
    option = filters.locator(f"input[name=municipality][value='{MIKKELI}']")
    counted = int(option.locator("xpath=..").locator(".choice-count [aria-hidden]").inner_text())
    option.check()
    expect(page).to_have_url(re.compile(f"q=ryhm%C3%A4&municipality={MIKKELI}"))
    expect(page.locator("#search-results .chip")).to_have_count(1)
    assert _total(page) == counted <= before
    assert page.evaluate("window.stayed") is True
    expect(filters.locator(f"input[name=municipality][value='{MIKKELI}']")).to_be_focused()
    assert_accessible(page)

    page.go_back()
    expect(page.locator("#search-results .chip")).to_have_count(0)
    assert _total(page) == before
    assert page.evaluate("window.stayed") is True
    page.go_forward()
    expect(page.locator("#search-results .chip")).to_have_count(1)

    page.locator("#search-results .chip").click()
    expect(page.locator("#search-results .chip")).to_have_count(0)
    expect(page.locator("#search-title")).to_be_focused()
    assert visit.fits()


def test_on_a_phone_the_button_leads_to_the_results(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/haku/?q=vauva")
    filters = page.locator("#search-filters")
    filters.locator(".filters-all > summary").click()
    button = filters.get_by_role("button").filter(has_text=str(_total(page)))
    button.click()
    expect(page.locator("#search-title")).to_be_focused()
    expect(button).to_be_hidden()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_everything_works_without_javascript(begin: BeginVisit, width: int) -> None:
    page = begin(width=width, javascript=False).open("/haku/?q=kerho+mikkelissä")
    assert page.locator("[data-locate]").is_hidden()
    page.locator(".chip-understood").first.click()
    expect(page).to_have_url(re.compile("not=place"))
    filters = page.locator("#search-filters")
    if filters.locator(".filters-all > summary").evaluate("summary => getComputedStyle(summary).pointerEvents") != "none":
        filters.locator(".filters-all > summary").click()
    filters.locator("summary").nth(1).click()
    filters.locator("input[name=near]").fill("kerimäellä")
    filters.locator("select[name=radius]").select_option("25")
    filters.get_by_role("button", name="Näytä").click()
    expect(page).to_have_url(re.compile("near=kerim%C3%A4ell%C3%A4&radius=25"))
    expect(page.locator("#search-results .chip")).to_contain_text(re.compile("Kerimäki"))


# --- Where the reader is ----------------------------------------------------------------------------------------------


def test_the_device_is_asked_on_a_click_and_only_two_decimals_leave_the_page(begin: BeginVisit) -> None:
    visit = begin(width=PHONE)
    context = visit.page.context
    context.grant_permissions(["geolocation"])
    context.set_geolocation(HERE)
    sent: list[str] = []

    def watch(request: Request) -> None:
        sent.append(request.url + (request.post_data or ""))

    context.on("request", watch)
    page = visit.open("/haku/?q=kohtaamispaikka")
    assert not any("near=" in url for url in sent)
    filters = page.locator("#search-filters")
    filters.locator(".filters-all > summary").click()
    filters.locator("summary").nth(1).click()
    page.locator("[data-locate] button").click()
    expect(page).to_have_url(re.compile(r"near=61\.69%2C27\.27"))
    assert not any("61.6888" in url or "27.2723" in url for url in sent)
    expect(page.get_by_role("article").first).to_contain_text(re.compile("km"))
    stored: dict[str, Any] = page.evaluate("({local: {...localStorage}, session: {...sessionStorage}, state: history.state})")
    assert stored == {"local": {}, "session": {}, "state": None}
    assert_accessible(page)


def test_a_refused_device_asks_for_the_municipality_instead(begin: BeginVisit) -> None:
    page = begin(width=PHONE).open("/haku/?q=kohtaamispaikka")
    filters = page.locator("#search-filters")
    filters.locator(".filters-all > summary").click()
    filters.locator("summary").nth(1).click()
    page.locator("[data-locate] button").click()
    expect(page.locator("[data-locate-fault]")).not_to_be_empty()
    expect(page.locator("input[name=near]")).to_be_visible()


# --- Crisis, spelling, nothing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize(("path", "words"), [("/", "mies lyö"), ("/sv/", "min man slår mig"), ("/en/", "my husband hits me")])
def test_in_a_crisis_help_is_first_in_every_language(begin: BeginVisit, javascript: bool, path: str, words: str) -> None:
    visit = begin(width=PHONE, javascript=javascript)
    page = visit.open(f"{path}haku/?q={words}")
    lines = page.get_by_role("main").locator("a.crisis-line")
    expect(lines.first).to_have_attribute("href", "tel:112")
    assert lines.count() > 1
    for line in lines.all():
        box = line.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert words.split()[-1] not in page.title()
    expect(page.locator("#quick-exit")).to_be_visible()
    if javascript:
        assert_accessible(page)


def test_words_as_typed_after_all(begin: BeginVisit) -> None:
    page = begin().open("/haku/?q=nuevola")
    expect(page.get_by_role("heading", level=1)).to_contain_text("neuvola")
    page.locator(".correction a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("nuevola")


def test_whatever_is_found_a_human_being_is_named(begin: BeginVisit) -> None:
    visit = begin()
    for query in ("?q=erosta+apua", "?q=qwertyqwerty", "?q=mies+lyö"):
        expect(visit.open(f"/haku/{query}").locator(".human a[href^='tel:']")).to_be_visible()
