"""Every kind of page in every state: nothing for axe to find, nothing cut off or sticking out, nothing that moves against one's will.

Each state is seen once on a phone in Finnish and light colours, and once more on one of the screens and in one of the languages that
together pair every width, language, colours and motion with each other. The full product is ``make test-full``'s.
"""

import itertools
from collections.abc import Iterator

import pytest
from allpairspy import AllPairs
from playwright.sync_api import Browser, expect

from tests.browser.conftest import BeginVisit, keep_pictures
from tests.browser.screens import COLOURS, MOTIONS, WIDTHS, Screen, screen_faults
from tests.browser.states import LOCALES, STATES
from tests.browser.visit import PHONE, Visit, accessibility_faults

pytestmark = pytest.mark.browser

FIRST = Screen(PHONE, "light", "moving")
PAIRED = [
    (locale, Screen(width, colours, motion)) for width, locale, colours, motion in AllPairs([list(WIDTHS), LOCALES, COLOURS, MOTIONS])
]
"""Languages and screens in which every two values meet."""
GLANCES = (Screen(320, "forced", "still"), Screen(768, "light", "still"), Screen(1280, "dark", "moving"))
"""Screens on which every state is looked at without axe: that costs next to nothing."""


@pytest.fixture(scope="module")
def reader(browser: Browser, portal: str) -> Iterator[Visit]:
    """One reader who goes through everything, so that style sheets and fonts are loaded once."""
    visit = Visit.begin(browser, portal, width=PHONE)
    yield visit
    visit.close()


@pytest.fixture
def visit(reader: Visit, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The reader, who remembers nothing of the pages before."""
    yield reader
    keep_pictures(request, reader)
    faults = reader.start_anew()
    assert not faults, "\n".join(faults)


def faults_on(visit: Visit, screen: Screen) -> list[str]:
    """What axe and our own eyes find on the page as the screen shows it."""
    screen.show(visit.page)
    found = accessibility_faults(visit.page, contrast=screen.colours != "forced")
    return screen_faults(visit.page, screen) + [f"{screen}: {fault}" for fault in found]


@pytest.mark.parametrize("name", STATES)
def test_state_is_without_fault(visit: Visit, name: str) -> None:
    state = STATES[name]
    state.reach(visit, LOCALES[0])
    faults = faults_on(visit, FIRST)
    for glance in GLANCES:
        glance.show(visit.page)
        faults += screen_faults(visit.page, glance)
    locale, screen = PAIRED[list(STATES).index(name) % len(PAIRED)]
    if locale != LOCALES[0]:
        FIRST.show(visit.page)
        state.reach(visit, locale)
    faults += faults_on(visit, screen) if (locale, screen) != (LOCALES[0], FIRST) else []
    assert not faults, f"{visit.page.url}\n" + "\n".join(faults)


@pytest.mark.full
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", STATES)
def test_state_is_without_fault_on_every_screen(visit: Visit, name: str, locale: str) -> None:
    FIRST.show(visit.page)
    STATES[name].reach(visit, locale)
    faults: list[str] = []
    for width, colours in itertools.product(WIDTHS, COLOURS):
        moving, still = (Screen(width, colours, motion) for motion in MOTIONS)
        faults += faults_on(visit, moving)
        still.show(visit.page)  # stillness changes no words, names or colours: axe need not look twice
        faults += screen_faults(visit.page, still)
    assert not faults, f"{visit.page.url}\n" + "\n".join(faults)


def test_every_two_values_meet() -> None:
    """The table itself: each width with each language, colours and motion, and so on."""
    rows = [(screen.width, locale, screen.colours, screen.motion) for locale, screen in PAIRED]
    for one, other in itertools.combinations(range(4), 2):
        values = [(WIDTHS, LOCALES, COLOURS, MOTIONS)[column] for column in (one, other)]
        assert {(row[one], row[other]) for row in rows} == set(itertools.product(*values))
    assert len(STATES) >= len(rows)


def test_missing_page_leads_on(begin: BeginVisit) -> None:
    visit = begin(width=PHONE)
    visit.expected_statuses.add(404)
    page = visit.open("/ei-ole-olemassa/")
    expect(page.get_by_role("main").locator("[role=search] input[name=q]")).to_be_visible()
