"""The pictures of the guides for editors and coordinators: one group on its way from a phone to the public, taken in passing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from playwright.sync_api import Browser, Locator, Page

EDITOR, COORDINATOR = "juva@example.org", "koordinaattori@example.org"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
NAME = "Juvan vauvakahvila"
PATIENCE = 60_000
"""Milliseconds: the editor's first page is heavy."""


def take(browser: Browser, address: str, data: Path, pictures: Path) -> None:
    """Sign in to the demo as an editor and as a coordinator, and take the guides' pictures.

    :param address: of the served demo. :param data: its folder, where the accounts stand. :param pictures: where the pictures go.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    django.setup()  # the codes of the second factor are computed as the portal does
    with _signed_in(browser, address, data, EDITOR, PHONE) as page:
        _editor(page, pictures)
    with _signed_in(browser, address, data, COORDINATOR, DESKTOP) as page:
        _coordinator(page, pictures)


def _editor(page: Page, pictures: Path) -> None:
    _picture(page, pictures / "guide-editor-home.png")
    page.locator("#desk-my-organisation a[href*='/peergrouppage/']").click()
    told = page.locator("[data-schedule-told]")
    told.wait_for()
    _picture(page, pictures / "guide-editor-form.png")
    page.locator("#id_title").fill(NAME)
    page.locator("#id_audience_text").fill("Vauvaperheet")
    page.locator("#id_venue_name").fill("Kirjasto")
    page.locator("#id_street").fill("Juvantie 13")
    page.locator("[name='schedule_rules-0-value-weekdays'][value='2']").check()
    page.locator("[name='schedule_rules-0-value-start']").fill("17:00")
    page.locator("[name='schedule_rules-0-value-end']").fill("19:00")
    page.locator("#id_summary").focus()  # closes the clock, which would cover the dates
    told.locator(".told-dates").wait_for()
    _picture(page, pictures / "guide-editor-times.png", told)
    page.locator("#id_sign_up_required").select_option("false")
    page.locator("#id_is_free").select_option("true")
    page.locator("#id_summary").fill("Avoin kahvihetki vauvojen kanssa. Tule sellaisena kuin olet.")
    page.locator(".footer .w-dropdown__toggle").first.click()
    send = page.locator("button[name='action-submit']")
    send.wait_for()
    _picture(page, pictures / "guide-editor-send.png")
    send.click()
    page.locator(".messages .success").wait_for()
    page.goto("/admin/editing/pages/")
    _picture(page, pictures / "guide-editor-pages.png")
    page.locator("a[href*='/admin/editing/seasons/']").first.click()
    _picture(page, pictures / "guide-editor-season.png")


def _coordinator(page: Page, pictures: Path) -> None:
    _picture(page, pictures / "guide-coordinator-desk.png")
    page.locator("#desk-waiting").get_by_role("link", name=NAME).click()
    page.locator("form[action$='/approve/']").wait_for()
    _picture(page, pictures / "guide-coordinator-review.png")
    page.goto("/admin/freshness/")
    _picture(page, pictures / "guide-coordinator-freshness.png")
    page.goto("/admin/gallery/shown/")
    _picture(page, pictures / "gallery.png")


@contextmanager
def _signed_in(browser: Browser, address: str, data: Path, who: str, size: dict[str, int]) -> Iterator[Page]:
    from portal.demo.credentials import read_credentials  # needs Django to be set up

    account = read_credentials(data / "demo-accounts.txt")[who]
    context = browser.new_context(base_url=address, viewport={"width": size["width"], "height": size["height"]}, locale="fi-FI")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    try:
        page.goto("/admin/login/?next=/admin/")
        page.locator("input[name='login']").fill(who)
        page.locator("input[name='password']").fill(account.password)
        page.locator("form:has(input[name='password']) button[type='submit']").click()
        page.locator("input[name='code']").fill(account.code())
        page.locator("form:has(input[name='code']) button[type='submit']").click()
        page.wait_for_url("**/admin/")
        yield page
    finally:
        context.close()


def _picture(page: Page, path: Path, at: Locator | None = None) -> None:
    page.wait_for_load_state("networkidle")
    if at is not None:
        at.evaluate("element => element.scrollIntoView({block: 'center'})")
    page.screenshot(path=path, type="png")
