"""HTML as the standard has it: the Nu checker reads every kind of page in every state and language. No e-mail of ours has HTML."""

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from tests.browser.states import LOCALES, STATES, State, in_locale, send_form
from tests.browser.visit import PHONE, Visit
from tests.servers import require_server

pytestmark = pytest.mark.browser

CHECKER = Path("tests/html/node_modules/vnu-jar/build/dist/vnu.jar")
QUICK = ("-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Code is compiled once and plainly: half the processor time; plain code needs more stack for the schema of HTML."""
SECONDS = 300
"""For all files in one process; it needs some 20."""


def nu_faults(folder: Path) -> list[str]:
    """What the Nu checker finds in all pages of ``folder``, a line for each; one Java process."""
    if shutil.which("java") is None or not CHECKER.exists():
        require_server("The Nu HTML checker", "Java 17 or newer (Debian's package default-jdk-headless) and npm: make test installs it")
    command = ("java", *QUICK, "-jar", str(CHECKER), "--errors-only", "--format", "json", str(folder))
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603 (our own command)
    said: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [_words(one) for one in said]


def _words(fault: dict[str, Any]) -> str:
    page = Path(unquote(urlsplit(fault.get("url", "")).path)).name
    return f"{page}:{fault.get('lastLine')}: {fault['message']} | {fault.get('extract', '')!r}"


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text("<!doctype html><html lang=fi><title>Hyvä</title><h1>Hyvä</h1></html>", encoding="utf-8")
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=fi><title>x</title><p><div id=a></p><b id=a></div>", encoding="utf-8")
    faults = nu_faults(tmp_path)
    assert any(fault.startswith("bad.html:1: Duplicate ID") for fault in faults)
    assert [fault for fault in faults if not fault.startswith("bad.html")] == []


def test_every_page_in_every_state_is_valid(browser: Browser, portal: str, tmp_path: Path) -> None:
    named = {
        (portal + in_locale(path, locale), state.act is send_form): f"{name}, {locale}"
        for name, state in STATES.items()
        for path in [state.path if isinstance(state.path, str) else state.path(portal)]
        for locale in LOCALES
    }
    asked = {name: one for one, name in named.items()}  # many states begin at the same address: it is asked for once
    with ThreadPoolExecutor(2) as together:
        pages = dict(zip(asked, together.map(_answer, *zip(*asked.values(), strict=True)), strict=True))
    pages |= _reached(browser, portal, {name: state for name, state in STATES.items() if state.act and state.act is not send_form})
    for name, page in pages.items():
        (tmp_path / f"{name.replace('/', ' ')}.html").write_text(page, encoding="utf-8")
    faults = nu_faults(tmp_path)
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:50])


def _answer(address: str, is_sent: bool) -> str:
    """The page at an address, as it is served; with ``is_sent`` what an empty form sent there brings back."""
    request = Request(quote(address, safe=":/?&=+%#"), data=b"sent=" if is_sent else None)  # noqa: S310 (our own portal)
    try:
        with urlopen(request) as answer:  # noqa: S310
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()


def _reached(browser: Browser, portal: str, states: dict[str, State]) -> dict[str, str]:
    """Pages as they stand after what a reader did there, what scripts made of them included."""
    visit = Visit.begin(browser, portal, width=PHONE)
    found = {}
    for name, state in states.items():
        if state.on_paper:
            continue
        state.reach(visit, LOCALES[0])
        found[f"{name}, as reached"] = visit.page.content()
        visit.start_anew()
    visit.close()
    return found
