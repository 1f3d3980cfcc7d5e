"""A browser and the demo content; both made once for the whole run.

Playwright is used directly: pytest-playwright warns under pytest 9, and warnings are errors here.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from scripts.serving import prepare, served
from tests.browser.visit import Visit
from tests.migrated import start_with_copy
from tests.servers import require_server

SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
SCREENSHOTS = Path("var/test-reports/browser")
# Chromium must not talk to anyone but the portal, nor greet a new user.
ARGUMENTS = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

BeginVisit = Callable[..., Visit]


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a portal with the demo content: its database, index, files and the demo's accounts."""
    folder = tmp_path_factory.mktemp("portal")
    start_with_copy(folder / "portal.sqlite3")
    prepare(folder)
    return folder


@pytest.fixture(scope="session")
def portal(portal_folder: Path) -> Iterator[str]:
    """Address of a portal with the demo content. Its forms take what is sent at once; what refuses programs is tested without a browser."""
    with mock.patch.dict(os.environ, {"FORM_SECONDS": "0"}), served(portal_folder) as running:
        yield running.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the system's where there is one, else Playwright's own."""
    with sync_playwright() as playwright:
        try:
            launched = playwright.chromium.launch(
                executable_path=SYSTEM_CHROMIUM if SYSTEM_CHROMIUM.exists() else None,
                args=ARGUMENTS + (["--no-sandbox"] if os.geteuid() == 0 else []),  # root has no sandbox to use
            )
        except Error as error:
            require_server("Chromium", f"apt-get install chromium, or playwright install chromium ({error.message.splitlines()[0]})")
        yield launched
        launched.close()


@pytest.fixture
def begin(browser: Browser, portal: str, request: pytest.FixtureRequest) -> Iterator[BeginVisit]:
    """Begins visits (arguments of ``Visit.begin``); at the end of the test each must be without fault."""
    visits: list[Visit] = []

    def begin_visit(**options: Any) -> Visit:
        visits.append(Visit.begin(browser, portal, **options))
        return visits[-1]

    yield begin_visit
    keep_pictures(request, *visits)
    faults = [fault for visit in visits for fault in visit.close()]
    assert not faults, "\n".join(faults)


def keep_pictures(request: pytest.FixtureRequest, *visits: Visit) -> None:
    """Pictures of what was on the screens when the test failed; none when it passed."""
    if not request.node.stash.get(_FAILED, False):
        return
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for number, visit in enumerate(visits):
        visit.page.screenshot(path=SCREENSHOTS / f"{re.sub(r'[^A-Za-z0-9]+', '-', request.node.name)}-{number}.png", full_page=True)


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Remember that the test failed, so that its fixture keeps a picture of what was on the screen."""
    report = yield
    if call.when == "call" and report.failed:
        item.stash[_FAILED] = True
    return report
