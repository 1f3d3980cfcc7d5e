"""Pages: SQL queries with 1 and with 20 items, CPU time as a ratio to reference pages. In this process, no network."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench.items import exactly
from bench.measure import best_cpu, cpu_milliseconds
from bench.rows import Row
from portal.browse.drawn_cards import kept_cards
from portal.catalogue.memory import memory
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind

FEW, MANY = 1, 20
CPU_LIMIT = 3.5
"""Milliseconds of a list and of a detail page that is not in the page cache, at 10 000 listings (issue 6, part 6)."""
TRIES = 10
LIST_BUDGET, DETAIL_BUDGET, SEARCH_BUDGET = 4, 5, 6
"""SQL queries a page may cost at most (issue 6, part 6; search: issue 5, part 5)."""
LISTS = {
    Kind.MEETING_PLACE: "/kohtaamispaikat/",
    Kind.PEER_GROUP: "/ryhmat/",
    Kind.SERVICE: "/palvelut/",
    Kind.HELPLINE: "/auttavat-palvelut/",
    Kind.EVENT: "/tapahtumat/",
    Kind.GUIDE: "/oppaat/",
    Kind.MATERIAL: "/materiaalit/",
    Kind.ORGANISATION: "/organisaatiot/",
}


@dataclass(frozen=True)
class PageToMeasure:
    """A page; ``items`` are the columns of the catalogue rows it shows (empty: it shows only itself)."""

    name: str
    path: str
    budget: int
    items: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PageMeasured:
    """What a page cost. ``milliseconds``: CPU time of one rendering with the demo content; ``trivial`` and ``plain``: of the
    references, measured just before and after, because a shared machine is not the same a minute later."""

    page: PageToMeasure
    queries_few: int
    queries_many: int
    milliseconds: float
    trivial: float
    plain: float

    @property
    def within_budget(self) -> bool:
        """Whether it keeps to its budget, with many items as with few."""
        return self.queries_few == self.queries_many <= self.page.budget


def pages() -> Iterator[PageToMeasure]:
    """Every list, one detail page per kind (the one with most to show), and the search page."""
    for kind, path in LISTS.items():
        yield PageToMeasure(f"list {kind.value}", path, LIST_BUDGET, {"kind": kind.value})
    for kind in LISTS:
        entries = CatalogueEntry.objects.filter(kind=kind.value, removed=False, is_primary=True)
        entry = max(entries, key=lambda entry: len(entry.data))
        yield PageToMeasure(f"detail {kind.value}", entry.path, DETAIL_BUDGET, _shown_by(entry))
    yield PageToMeasure("search page", "/haku/?q=erosta+apua", SEARCH_BUDGET)


def _shown_by(entry: CatalogueEntry) -> dict[str, Any]:
    """Listings that this listing's page shows besides itself, when there are any."""
    by_kind = {Kind.ORGANISATION.value: "organisation_id", Kind.MEETING_PLACE.value: "place_id"}
    column = by_kind.get(entry.kind)
    columns = {column: entry.listing_id, "kind": Kind.PEER_GROUP.value} if column else {}
    return columns if columns and CatalogueEntry.objects.filter(removed=False, is_primary=True, **columns).exists() else {}


def measure(page: PageToMeasure) -> PageMeasured:
    """Count and time one page.

    :raises RuntimeError: when the page does not answer 200.
    """
    client = Client(HTTP_HOST="localhost")
    with exactly(FEW, **page.items) if page.items else nullcontext():
        few = _queries(client, page.path)
    with exactly(MANY, **page.items) if page.items else nullcontext():
        many = _queries(client, page.path)
    trivial = _reference("trivial")
    milliseconds = cpu_milliseconds(partial(client.get, page.path))
    return PageMeasured(page, few, many, milliseconds, trivial, _reference("plain"))


def at_size(listings: int) -> list[Row]:
    """CPU of lists and details at the present size: as in a running server, with no card kept, and what the first list after a
    publication costs besides."""
    client = Client(HTTP_HOST="localhost")
    rows, cold = [], []
    for page in pages():
        if page.budget == SEARCH_BUDGET:
            continue
        ask = partial(client.get, page.path)
        ask()
        rows.append(Row(f"{page.name}, CPU", listings, "ms", best_cpu(ask, TRIES), limit=CPU_LIMIT))
        if page.budget == LIST_BUDGET:
            cold.append(best_cpu(partial(_without_cards, ask), TRIES))
    rows.append(Row.of("lists with every card drawn anew, CPU", listings, cold))
    return [*rows, Row("comparing versions after a publication, CPU", listings, "ms", best_cpu(_compare, TRIES))]


def _without_cards(ask: Callable[[], object]) -> None:
    kept_cards.forget()
    ask()


def _compare() -> None:
    memory.look_again()
    with memory.rows():
        pass


def _reference(name: str) -> float:
    """CPU milliseconds of a page of ``bench.reference``."""
    with override_settings(ROOT_URLCONF="bench.reference"):
        return cpu_milliseconds(partial(Client(HTTP_HOST="localhost").get, f"/reference/{name}/"))


def _queries(client: Client, path: str) -> int:
    client.get(path)  # what is remembered per process is remembered now
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return len(captured)
