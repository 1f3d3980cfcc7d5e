"""A page in the editor, as somebody with rights opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.signing import sign_in
from tests.browser.visit import DESKTOP, leaving

SLOW = 30_000
"""Milliseconds for the editor's first page: it is heavy, and the machine is shared."""


@contextmanager
def in_editor(browser: Browser, portal: str, folder: Path, title: str) -> Iterator[Page]:
    """The coordinator's editor with the page of this title open, on a desktop's screen; closed when the block ends.

    :param folder: the portal's, with the demo's accounts.
    """
    context = browser.new_context(base_url=portal, viewport={"width": DESKTOP, "height": 900}, locale="fi-FI")
    context.set_default_timeout(SLOW)
    try:
        page = context.new_page()
        sign_in(page, folder, "koordinaattori@example.org")
        page.goto(f"/admin/pages/search/?q={title}")
        with leaving(page):  # Wagtail's tabs and panels answer once their scripts are there
            page.get_by_role("link", name=title, exact=True).first.click()
        yield page
    finally:
        context.close()
