"""Case 14: whatever editors of A send to whatever address of B's, nothing of B changes."""

import time
from collections import Counter
from typing import Any

import pytest
from django.core.files.storage import default_storage

from tests.isolation.crawl.addresses import Filler, View, views
from tests.isolation.crawl.belongings import Belongings, belongings_of
from tests.isolation.crawl.forms import as_dict, changed, forms_in, made_up
from tests.isolation.crawl.visitor import Visitor
from tests.isolation.crawl.world import WRITERS, CrawlWorld

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ENDINGS = {"wagtailadmin_logout", "account_logout"}
"""They write to the visitor's own session only."""


class Fuzz:
    """Sends everything in one user's name and compares B before and after."""

    def __init__(self, crawled: CrawlWorld, filler: Filler, role: str) -> None:
        self.visitor = Visitor(crawled.people[role])
        self.insiders = [Visitor(crawled.people[name]) for name in ("B's own trusted editor", "administrator")]
        self.made_up = as_dict(made_up(filler))
        self.side = crawled.base.b
        self.belongings: Belongings = belongings_of(self.side)
        self.before = self._state()
        self.found: dict[str, list[str]] = {}
        self.statuses: Counter[int] = Counter()
        self.looked = 0

    def send(self, view: View, address: str, *, every_method: bool = False) -> None:
        """POST a made-up body, and to views that members can enter the address's own forms as insiders get them."""
        bodies = [self.made_up]
        if view.is_open_to_members or not view.is_admin:
            served = (forms_in(insider.get(address).html) for insider in self.insiders)
            forms = next((forms for forms in served if forms), [])
            bodies += [{}, *(as_dict(body) for form in forms for body in (form, changed(form)))]
        for body in (body for index, body in enumerate(bodies) if body not in bodies[:index]):
            self._one(view, "post", address, body)
        if every_method:
            for method in ("put", "patch", "delete"):
                self._one(view, method, address, self.made_up)

    def _one(self, view: View, method: str, address: str, body: Any) -> None:
        with self.visitor.visiting(method, address, body) as told:
            self.statuses[told.status] += 1
            if told.breaks_off(view.name):
                self.found.setdefault(view.name, []).append(f"{method} {address} answers {told.status} to {body}")
            if told.leaks:
                self.found.setdefault(view.name, []).append(f"{method} {address} tells in {'+'.join(told.leaks)}")
            if told.wrote:
                self.looked += 1
                differing = {label for label, digest in self._state().items() if digest != self.before[label]}
                if differing:
                    self.found.setdefault(view.name, []).append(f"{method} {address} changes {sorted(differing)}")

    def _state(self) -> dict[str, str]:
        files = [self.side.image.file.name, self.side.document.file.name]
        sizes = {f"file {name}": str(default_storage.exists(name) and default_storage.size(name)) for name in files}
        return self.belongings.fingerprint() | sizes


def fuzz_all(crawled: CrawlWorld, filler: Filler, role: str, fill: Any, *, every_method: bool = False) -> dict[str, list[str]]:
    """Send everything everywhere; what was told or changed, by view."""
    fuzz, began = Fuzz(crawled, filler, role), time.process_time()
    for view in views():
        if view.name not in ENDINGS:
            for number, address in enumerate(fill(view)):
                fuzz.send(view, address, every_method=every_method and number == 0)
    spent = time.process_time() - began
    print(
        f"{role}: {fuzz.statuses.total()} sent, {fuzz.looked} wrote, {spent:.1f} s of processor time, {dict(sorted(fuzz.statuses.items()))}"
    )
    return fuzz.found


def test_nothing_of_another_organisation_changes(crawled: CrawlWorld, filler: Filler) -> None:
    """As the one with the most rights, where members can come in; everybody, everywhere, in the full run."""

    def fill(view: View) -> list[str]:
        return filler.once(view) if view.is_open_to_members or not view.is_admin else []

    assert fuzz_all(crawled, filler, "trusted editor", fill) == {}


@pytest.mark.full
@pytest.mark.parametrize("role", WRITERS)
def test_every_identifier_and_every_method(crawled: CrawlWorld, filler: Filler, role: str) -> None:
    assert fuzz_all(crawled, filler, role, filler.some, every_method=True) == {}


def test_the_fuzz_notices_what_an_insider_changes(crawled: CrawlWorld, filler: Filler) -> None:
    """The same bodies do change B when B's own people send them: they are not refused for being nonsense."""
    fuzz = Fuzz(crawled, filler, "B's own trusted editor")
    wanted = {"edit", "delete", "lock", "copy", "preview_on_edit"}
    for view in views():
        if view.name.startswith("wagtailadmin_pages:") and view.name.partition(":")[2] in wanted:
            for address in filler.once(view):
                fuzz.send(view, address)
    assert {"wagtailadmin_pages:edit", "wagtailadmin_pages:delete", "wagtailadmin_pages:copy"} <= fuzz.found.keys()
