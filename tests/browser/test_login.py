"""Signing in, in a real browser under the real policy: passkeys, codes, and every page of it for everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import BeginVisit
from tests.browser.signing import SIGNED_IN, credentials, fresh_code, sign_in
from tests.browser.visit import PHONE, Visit, arrive, assert_accessible, leaving

pytestmark = pytest.mark.browser

EDITOR = "juva@example.org"
AFTER = (
    *("2fa/", "2fa/webauthn/", "2fa/webauthn/add/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"),
    *("password/change/", "reauthenticate/", "2fa/reauthenticate/", "logout/"),
)
"""Pages by their address under /accounts/; those before signing in are among tests/browser/states.py."""


@pytest.fixture
def visit(begin: BeginVisit) -> Visit:
    """A visit that may sign in."""
    made = begin()
    made.expected_cookies |= SIGNED_IN
    return made


@pytest.fixture
def device(visit: Visit) -> Iterator[CDPSession]:
    """A device with a fingerprint reader that always says yes."""
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    yield session
    session.detach()


def _sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("main").locator("form button").click()
    arrive(page, "/accounts/login/")


def test_pages_of_signing_in_are_accessible_and_fit(begin: BeginVisit, portal_folder: Path) -> None:
    visit = begin()
    visit.expected_cookies |= SIGNED_IN
    page = visit.open("/accounts/login/")
    page.locator("input[name='login']").fill(EDITOR)
    page.locator("input[name='password']").fill("aivan väärä salasana")
    page.locator("form:has(input[name='password']) button[type='submit']").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    visit.assert_good()
    account = credentials(portal_folder, EDITOR)
    page.locator("input[name='password']").fill(account.password)
    page.locator("form:has(input[name='password']) button[type='submit']").click()
    arrive(page, "/accounts/2fa/authenticate/")
    visit.assert_good()
    page.locator("input[name='code']").fill(fresh_code(account))
    page.locator("form:has(input[name='code']) button[type='submit']").click()
    arrive(page, "/admin/")
    for path in AFTER:
        visit.open(f"/accounts/{path}")
        visit.assert_good()


def test_too_many_attempts_are_told_kindly(begin: BeginVisit) -> None:
    visit = begin(width=PHONE)
    visit.expected_cookies |= SIGNED_IN
    visit.expected_statuses.add(429)
    page = visit.open("/accounts/login/")
    for _ in range(6):
        page.locator("input[name='login']").fill("arvaus@example.org")
        page.locator("input[name='password']").fill("aivan väärä salasana")
        with leaving(page):  # or the next words would be typed into the form that is going away
            page.locator("form:has(input[name='password']) button[type='submit']").click()
    expect(page.locator("input[name='password']")).to_have_count(0)
    assert_accessible(page)
    assert visit.fits()


def test_a_code_is_enough_without_scripts(begin: BeginVisit, portal_folder: Path) -> None:
    visit = begin(width=PHONE, javascript=False)
    visit.expected_cookies |= SIGNED_IN
    sign_in(visit.page, portal_folder, EDITOR, after="/accounts/2fa/")
    expect(visit.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_passkey_is_added_and_signs_in_alone(visit: Visit, device: CDPSession, portal_folder: Path) -> None:
    page = visit.page
    sign_in(page, portal_folder, EDITOR, after="/accounts/2fa/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.locator("input[name='name']").fill("Oma puhelin")
    page.locator("#passkey_add").click()
    arrive(page, "/accounts/2fa/")
    assert_accessible(visit.open("/accounts/2fa/webauthn/"))
    expect(page.get_by_text("Oma puhelin").first).to_be_visible()

    _sign_out(page)
    page.locator("#passkey_login").click()
    arrive(page, "/admin/")

    _sign_out(page)
    page.locator("input[name='login']").fill(EDITOR)
    page.locator("input[name='password']").fill(credentials(portal_folder, EDITOR).password)
    with leaving(page):
        page.locator("form:has(input[name='password']) button[type='submit']").click()
    assert_accessible(page)
    page.locator("#passkey_authenticate").click()
    arrive(page, "/admin/")

    page.goto("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/webauthn/")
    assert_accessible(page)
    page.locator("#passkey_reauthenticate").click()
    arrive(page, "/accounts/2fa/webauthn/")
    for action in ("edit", "remove"):
        with leaving(page):
            page.locator(f"a[href$='/{action}/']").first.click()
        assert_accessible(page)
        page.get_by_role("main").locator("form button").click()
        arrive(page, "/accounts/2fa/webauthn/")
    expect(page.get_by_text("Oma puhelin")).to_have_count(0)


def test_a_passkey_that_is_refused_is_told(visit: Visit, device: CDPSession) -> None:
    """This device has no passkey for the portal."""
    page = visit.open("/accounts/login/")
    expect(page.locator("#passkey-fault")).to_be_hidden()
    page.locator("#passkey_login").click()
    expect(page.locator("#passkey-fault")).to_be_visible()
    assert_accessible(page)
