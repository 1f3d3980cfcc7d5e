"""``make screenshots``: key views of the demo and the pictures of the guides, into docs/screenshots, so that they stay true."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts import guide_pictures
from scripts.serving import prepare, served

FOLDER = Path("docs/screenshots")
SYSTEM_CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
VIEWS = {
    "home": "/",
    "list": "/kohtaamispaikat/",
    "map": "/ryhmat/?view=map",
    "municipality": "/kunnat/mikkeli/",
    "search": "/haku/?q=erosta+apua",
    "service": "/eloisa/eron-ensiapupiste/",
    "meeting-place": "/esimerkkiyhdistys/esimerkkilan-olohuone/",
    "help-now": "/apua-nyt/",
    "finder": "/perheille/mika-on-tilanteesi/",
    "finder-suggestions": "/perheille/mika-on-tilanteesi/ero/lapsi/mikkeli/",
    "guide": "/perheille/ero-opas/",
    "youth": "/nuorille/",
    "professionals": "/ammattilaisille/",
    "calendar": "/kalenteri/",
    "saved": "/tallennetut/",
    "safety": "/turvallisesti/",
    "accessibility": "/saavutettavuus/",
    "accessibility-feedback": "/saavutettavuus/palaute/",
    "privacy": "/tietosuoja/",
}
LINKED = {"hand-out": ("/esimerkkiyhdistys/esimerkkilan-olohuone/", ".page-actions-link")}
"""Views whose address has an id: the page that leads there, and the link on it."""
SIZES = ((360, "light"), (768, "light"), (1280, "light"), (360, "dark"), (1280, "dark"))
HEIGHT = {360: 1400, 768: 1400, 1280: 900}
"""How much of a page is shown, in CSS pixels: what somebody sees at first, and a little more."""
IN_THE_DARK = {"home", "map", "search", "youth", "calendar"}
"""Views also shown in the dark scheme."""


def main() -> None:
    """Take every picture anew; width in CSS pixels and the scheme stand in the file's name."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        with served(Path(folder)) as portal, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=SYSTEM_CHROMIUM if SYSTEM_CHROMIUM.exists() else None,
                args=ARGUMENTS + (["--no-sandbox"] if os.geteuid() == 0 else []),  # root has no sandbox to use
            )
            missing = [path for name, path in VIEWS.items() if not _take(browser, portal.address, name, path)]
            missing += [path for name, (path, link) in LINKED.items() if not _take(browser, portal.address, name, path, link)]
            guide_pictures.take(browser, portal.address, Path(folder), FOLDER)
            browser.close()
    if missing:
        sys.exit(f"Not found in the demo content: {', '.join(missing)}")


def _take(browser: Browser, address: str, name: str, path: str, link: str = "") -> bool:
    for width, scheme in SIZES:
        if scheme == "dark" and name not in IN_THE_DARK:
            continue
        page = browser.new_page(viewport={"width": width, "height": HEIGHT[width]}, color_scheme="dark" if scheme == "dark" else "light")
        answer = page.goto(address + path)
        if link:
            answer = page.goto(address + (page.locator(link).first.get_attribute("href") or ""))
        if answer is None or not answer.ok:
            page.close()
            return False
        page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png", type="png")
        page.close()
    return True


if __name__ == "__main__":
    main()
