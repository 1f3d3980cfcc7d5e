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
from portal.browse.true_for_now import forget_drawn
from portal.catalogue.memory import memory
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind

FEW, MANY = 1, 20
CPU_LIMIT = 3.5
"""Milliseconds of a list and of a detail page that is not in the page cache, at 10 000 listings (issue 6, part 6)."""
FRONTS = {"home": "/", "municipality": "/kunnat/mikkeli/", "municipalities": "/kunnat/", "help now": "/apua-nyt/"}
"""Pages that choose from everything there is."""
FRONT_LIMIT = 5.0
"""Milliseconds of CPU of one of FRONTS among as many listings."""
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


CALENDARS = {"week": "/kalenteri/", "day": "/kalenteri/?view=day", "list": "/kalenteri/?view=list"}
NARROWED = {
    "of places open today": "/kohtaamispaikat/?only=open_today",
    "of a municipality's groups": "/ryhmat/?municipality=491",
    "of free events today": "/tapahtumat/?only=open_today&only=free",
}
"""Lists with filters in their addresses."""


def pages() -> Iterator[PageToMeasure]:
    """Every list, lists with filters, one detail page per kind (the one with most to show), a chapter, calendars, and the search page."""
    for kind, path in LISTS.items():
        yield PageToMeasure(f"list {kind.value}", path, LIST_BUDGET, {"kind": kind.value})
    for kind in LISTS:
        entries = CatalogueEntry.objects.filter(kind=kind.value, removed=False, is_primary=True)
        entry = max(entries, key=lambda entry: len(entry.data))
        yield PageToMeasure(f"detail {kind.value}", entry.path, DETAIL_BUDGET, _shown_by(entry))
    chapter = _chapter()
    if chapter:
        yield PageToMeasure("chapter", chapter, DETAIL_BUDGET)
    for name, path in NARROWED.items():
        yield PageToMeasure(f"list {name}", path, LIST_BUDGET)
    for name, path in CALENDARS.items():
        yield PageToMeasure(f"calendar {name}", path, LIST_BUDGET, {"kind": Kind.EVENT.value})
    yield PageToMeasure("search page", "/haku/?q=erosta+apua", SEARCH_BUDGET)


def _chapter() -> str:
    """Path of the guide chapter with most to show; empty when there is none."""
    guides = CatalogueEntry.objects.filter(kind=Kind.GUIDE.value, removed=False, is_primary=True)
    parts = [part for entry in guides for part in entry.listing.parts]
    return max(parts, key=lambda part: len(part.model_dump_json())).url if parts else ""


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
    """CPU of lists, details and calendars at the present size: as in a running server, with nothing kept drawn, and what the first list
    after a publication costs besides."""
    client = Client(HTTP_HOST="localhost")
    rows: list[Row] = []
    cold: dict[str, list[float]] = {"lists": [], "details": [], "calendars": []}
    for name, path in FRONTS.items():
        ask = partial(client.get, path)
        ask()
        rows.append(Row(f"{name}, CPU", listings, "ms", best_cpu(ask, TRIES), limit=FRONT_LIMIT))
    for page in pages():
        if page.budget == SEARCH_BUDGET:
            continue
        ask = partial(client.get, page.path)
        ask()
        rows.append(Row(f"{page.name}, CPU", listings, "ms", best_cpu(ask, TRIES), limit=CPU_LIMIT))
        sort = "details" if page.budget == DETAIL_BUDGET else "calendars" if page.name.startswith("calendar") else "lists"
        cold[sort].append(best_cpu(partial(_drawn_anew, ask), TRIES))
    rows += [Row.of(f"{sort} with everything drawn anew, CPU", listings, taken) for sort, taken in cold.items()]
    return [*rows, Row("comparing versions after a publication, CPU", listings, "ms", best_cpu(_compare, TRIES))]


def _drawn_anew(ask: Callable[[], object]) -> None:
    forget_drawn()
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
    forget_drawn()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return len(captured)
