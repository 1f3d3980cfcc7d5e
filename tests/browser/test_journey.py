"""The main job: a family in need types its own words and learns how help is reached, with whatever device it has."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BeginVisit
from tests.browser.visit import DESKTOP, PHONE, leaving

pytestmark = pytest.mark.browser

DEVICES = [
    pytest.param(width, javascript, id=f"{width}-{'with' if javascript else 'without'}-javascript")
    for width in (PHONE, DESKTOP)
    for javascript in (True, False)
]
FIRST_AID = "Eron ensiapupiste"


def _search(page: Page, words: str) -> None:
    field = page.get_by_role("main").locator("[role=search] input[name=q]")
    field.fill(words)
    with leaving(page):
        field.press("Enter")


@pytest.mark.parametrize(("width", "javascript"), DEVICES)
def test_family_finds_help_with_a_divorce(begin: BeginVisit, width: int, javascript: bool) -> None:
    page = begin(width=width, javascript=javascript).open("/")
    _search(page, "erosta apua")

    main = page.get_by_role("main")
    expect(main.locator("[role=search] input[name=q]")).to_have_value("erosta apua")
    first_results = main.get_by_role("article").all()[:3]
    assert any(FIRST_AID in card.inner_text() for card in first_results)

    main.get_by_role("article").get_by_role("link", name=FIRST_AID, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST_AID)
    # Every delivery point is named; times whose source is old are shown with their year, never as a date to come.
    for town in ("Mikkeli", "Savonlinna", "Pieksämäki"):
        expect(main.get_by_text(town).first).to_be_visible()
    expect(main.get_by_text(re.compile(r"klo 16.18 .*2022")).first).to_be_visible()
    # And whom to ask: somebody to call, or to write to.
    assert main.locator("a[href^='tel:'], a[href^='mailto:'], a[href^='https://']").count() > 0


def test_the_front_page_asks_its_three_questions_on_the_first_screen_of_a_phone(begin: BeginVisit) -> None:
    """360 x 740 CSS pixels: what do you need, where do you live, what is on."""
    page = begin(width=PHONE).open("/")
    page.set_viewport_size({"width": PHONE, "height": 740})
    main = page.get_by_role("main")
    for asked in (
        main.locator("[role=search] input[name=q]").first,
        main.get_by_role("combobox", name="Missä asut?"),
        main.locator(".today-brief a").first,
    ):
        box = asked.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 740


@pytest.mark.parametrize(("width", "javascript"), DEVICES)
def test_family_finds_what_its_own_municipality_has(begin: BeginVisit, width: int, javascript: bool) -> None:
    page = begin(width=width, javascript=javascript).open("/kunnat/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Mikkeli")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mikkeli")
    expect(page.get_by_role("main").get_by_role("article").first).to_be_visible()


@pytest.mark.parametrize(("width", "javascript"), DEVICES)
def test_crisis_number_is_one_tap_away_from_anywhere(begin: BeginVisit, width: int, javascript: bool) -> None:
    visit = begin(width=width, javascript=javascript)
    for path in ("/", "/haku/?q=erosta+apua", "/ryhmat/", "/sv/", "/en/"):
        expect(visit.open(path).locator("a[href='tel:112']").first).to_be_visible()


@pytest.mark.parametrize(("width", "javascript"), DEVICES)
def test_list_is_narrowed_by_filters(begin: BeginVisit, width: int, javascript: bool) -> None:
    page = begin(width=width, javascript=javascript).open("/palvelut/")
    main = page.get_by_role("main")
    everything = _total(page)
    filters = main.get_by_role("form", name="Rajaa")
    filters.get_by_text("Rajaa", exact=True).click()
    filters.locator("summary", has_text="Kunta").click()
    filters.locator("input[name='municipality'][value='491']").check()
    filters.get_by_role("button", name="Näytä").click()
    expect(page).to_have_url(re.compile("municipality=491"))
    expect(main.locator(".chip")).to_have_count(1)  # the list is the narrowed one
    assert 0 < _total(page) < everything


@pytest.mark.parametrize("javascript", [True, False])
def test_language_is_changed_on_the_same_page(begin: BeginVisit, javascript: bool) -> None:
    page = begin(javascript=javascript).open("/apua-nyt/")
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile("/en/apua-nyt/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_keyboard_reaches_the_content_first(begin: BeginVisit) -> None:
    page = begin().open("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("id", "main")


def _total(page: Page) -> int:
    found = re.search(r"\d+", page.get_by_role("main").get_by_role("status").first.inner_text())
    assert found is not None
    return int(found.group())
