"""Cases 2 to 6: nobody outside B learns anything of B, whatever address is opened with whatever identifier of B."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from portal.isolation.doors import Door, door_of
from portal.isolation.guard import GuardMiddleware
from tests.isolation.crawl.addresses import EVERYBODYS, KEYS, MODELS, PAGES, WORDS, Filler, View, views
from tests.isolation.crawl.visitor import Visitor
from tests.isolation.crawl.world import STRANGERS, CrawlWorld

pytestmark = pytest.mark.django_db


HERE = STRANGERS if connection.vendor == "sqlite" else ("editor",)
"""Who crawls on this database. What the guard decides does not depend on it: everybody on SQLite, one more time as an editor elsewhere."""
SOME = 10
"""Addresses of a view that are opened without the guard."""


@dataclass
class Crawl:
    """What came of opening many addresses as one user."""

    found: dict[str, list[str]] = field(default_factory=dict)
    """Leaks and server errors by view."""
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0

    def __str__(self) -> str:
        return f"{self.statuses.total()} requests, {self.seconds:.1f} s of processor time, {dict(sorted(self.statuses.items()))}"


def crawl(user: Any, views_and_addresses: Iterable[tuple[View, str]]) -> Crawl:
    """Open every address."""
    visitor, came, began = Visitor(user), Crawl(), time.process_time()
    for view, address in views_and_addresses:
        told = visitor.get(address)
        came.statuses[told.status] += 1
        if told.leaks or told.breaks_off(view.name):
            came.found.setdefault(view.name, []).append(f"{told.status} {'+'.join(told.leaks)} {address}")
    came.seconds = time.process_time() - began
    return came


def addressed(fill: Callable[[View], Iterable[str]]) -> list[tuple[View, str]]:
    """Every view with its addresses."""
    return [(view, address) for view in views() for address in fill(view)]


@pytest.mark.parametrize("role", HERE)
def test_every_view_once(crawled: CrawlWorld, filler: Filler, role: str) -> None:
    came = crawl(crawled.people[role], addressed(filler.once))
    print(f"{role}: {came}")
    assert came.found == {}


def test_what_editors_can_enter_more_closely(crawled: CrawlWorld, filler: Filler) -> None:
    came = crawl(crawled.people["editor"], addressed(filler.closely))
    print(f"editor, closely: {came}")
    assert came.found == {}


@pytest.mark.full
@pytest.mark.parametrize("role", STRANGERS)
def test_every_view_with_every_identifier_and_query(crawled: CrawlWorld, filler: Filler, role: str) -> None:
    came = crawl(crawled.people[role], addressed(filler.full))
    print(f"{role}, in full: {came}")
    assert came.found == {}


def test_the_coordinator_passes_and_sees(crawled: CrawlWorld, filler: Filler) -> None:
    """The same addresses lead somewhere for who may see: without that, silence would prove nothing."""
    regional = [(view, address) for view, address in addressed(filler.once) if door_of(view.name) in (Door.OPEN, Door.OWN, Door.REGIONAL)]
    visitor = Visitor(crawled.people["coordinator"])
    told = {view.name: visitor.get(address) for view, address in regional}
    assert {name for name, one in told.items() if one.status >= 500} == set()
    seen = {name for name, one in told.items() if one.leaks}
    assert {
        *("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:move", "wagtailadmin_explore"),
        *("wagtailimages:edit", "wagtailimages:index", "wagtaildocs:edit", "wagtaildocs_chooser:chosen"),
        *("feedback_message", "members_people", "members_claims", "members_membership", "freshness_contacts"),
        *("moderation_list", "wagtailadmin_reports:workflow", "preview_links"),
    } <= seen
    print(f"the coordinator sees B's canary in {len(seen)} of {len(told)} views")


def test_the_crawl_finds_what_the_guard_holds_back(crawled: CrawlWorld, filler: Filler, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the guard Wagtail tells (security.md, table 1: 3, 7, 9, 10), and the crawl says where."""
    monkeypatch.setattr(GuardMiddleware, "process_view", lambda *arguments: None)
    telling = {
        *("wagtailadmin_choose_page_child", "wagtailadmin_pages:workflow_preview"),
        *("wagtailadmin_reports:workflow", "wagtailadmin_reports:site_history", "wagtailadmin_reports:page_types_usage"),
    }
    addresses = [(view, address) for view in views() if view.name in telling for address in list(filler.full(view))[:SOME]]
    assert crawl(crawled.people["trusted editor"], addresses).found.keys() == telling


def test_every_identifier_means_something() -> None:
    """A new view with a ``pk`` that members can enter must say what it is of."""
    keyed = {view.name for view in views() if {"pk", "object_id"} & set(view.arguments) and view.is_open_to_members}
    assert keyed == KEYS.keys()
    nameless = {
        (view.name, name)
        for view in views()
        if view.is_open_to_members
        for name in set(view.arguments) - {*PAGES, *MODELS, *WORDS, *EVERYBODYS, "pk", "object_id"}
        if name not in {"app_label", "app_name", "model_name", "content_type_app_name", "content_type_model_name"}
    }
    assert nameless == set()
