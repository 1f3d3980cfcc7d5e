"""Signing in to the demo through the real doors, with an app that computes its codes here."""

import time
from pathlib import Path

from playwright.sync_api import Page

from portal.demo.credentials import Credentials, read_credentials
from tests.browser.visit import arrive

PERIOD = 30
"""Seconds that a code lasts (RFC 6238)."""
SIGNED_IN = {"sessionid", "csrftoken"}
"""Cookies of those who sign in."""
_used: set[tuple[str, str]] = set()


def credentials(portal_folder: Path, email: str) -> Credentials:
    """What a demo account signs in with."""
    return read_credentials(portal_folder / "demo-accounts.txt")[email]


def fresh_code(account: Credentials) -> str:
    """A code that this run has not used yet: a code counts once, the next one in time is as good."""
    while True:
        for step in (0, 1):  # the step before may be over when the code arrives
            code = account.code(time.time() + step * PERIOD)
            if (account.secret, code) not in _used:
                _used.add((account.secret, code))
                return code
        time.sleep(1)


def sign_in(page: Page, portal_folder: Path, email: str, after: str = "/admin/") -> None:
    """Give password and code; ends at ``after``."""
    account = credentials(portal_folder, email)
    page.goto(f"/admin/login/?next={after}")
    page.locator("input[name='login']").fill(email)
    page.locator("input[name='password']").fill(account.password)
    page.locator("form:has(input[name='password']) button[type='submit']").click()
    page.locator("input[name='code']").fill(fresh_code(account))
    page.locator("form:has(input[name='code']) button[type='submit']").click()
    arrive(page, after)
