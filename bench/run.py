"""One run: the chosen parts at each size, in an order in which the portal only grows."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

from bench import cached, elastic, engine, indexing, memory, million, quality, searching, web
from bench.rows import Row, Section
from bench.table import table
from bench.wagtail_search import measuring as wagtail
from bench.world import World
from search.engines import get_engine
from search.engines.base import EngineQuery

TITLES = (
    "Pages",
    "Pages among many listings",
    "Page cache",
    "Lighthouse",
    "Search page",
    "Engine",
    "Publication",
    "Index",
    "Against Wagtail's database search",
    "Elasticsearch",
    "Memory of the web process",
    "A million listings",
)
_NOTES = {
    "Pages among many listings": "In this process through all middleware, page cache left out; CPU time, the best of ten. Lists keep "
    "their cards drawn, details and calendars their pages, while what they say is true; what drawing everything anew costs stands apart.",
    "Page cache": "Demo content; wrk with 8 connections over loopback, asking for gzip as browsers do, when the server has come to rest. "
    "Median of 7 rounds. Compared with an application that answers a constant with two headers: of as many bytes as the compressed page "
    "(what the cache costs) and of two bytes (what the network costs as well). CPU time is the server's, and holds on a busy machine.",
    "Lighthouse": "Demo content without its notice; Lighthouse 12 as a phone on a slow line, once each; a busy machine costs speed.",
    "Search page": "In this process through all middleware; no page is kept, but words, names and the listings read lately are, as in a "
    "running server: what that gives is seen by what the same queries cost the first time. 40 different queries.",
    "Engine": "tantivy, asked what the result page asks it (understood query, 20 hits, every facet counted); 60 different queries.",
    "Publication": "A page is saved, published and searched for: Wagtail, catalogue, analysis, tantivy's commit; wall-clock.",
    "Index": "Listings and dates in memory; analysis with the whole thesaurus, writing, commit, switch. The target is for the wall clock.",
    "Against Wagtail's database search": "SQLite, the same titles and texts in one model; first 20 hits as objects, no facet counts.",
    "Elasticsearch": "One request a search over HTTP; the server shares this machine.",
    "Memory of the web process": "Resident, after 200 requests over every kind of page, searches and suggestions. "
    "Pages of files are those of the search index and of libraries: workers share them, and the system takes them back when it needs to.",
    "A million listings": "tantivy alone, as under Engine; every 20 listings share their words.",
}


_CACHED = ("list peer_group", "detail meeting_place")


@dataclass(slots=True)
class _Run:
    folder: Path
    world: World
    parts: set[str]
    server: str
    sizes: tuple[int, int]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=lambda: dict(_NOTES))

    def add(self, title: str, *rows: Row) -> None:
        self.rows.setdefault(title, []).extend(rows)

    def section(self, title: str) -> Section:
        return Section.of(title, self.notes[title], self.rows.get(title, []))


def sections(folder: Path, parts: set[str], server: str, *, small: bool = False) -> Iterator[Section]:
    """Measure ``parts`` of ``bench.__main__.PARTS`` and give each section when it is complete.

    :param folder: prepared with the demo content. :param server: address of an Elasticsearch, or empty.
    :param small: with a fiftieth of the listings, to try the bench itself.
    """
    run = _Run(folder, World(folder), parts, server, (200, 2_000) if small else (10_000, 100_000))
    found = list(web.pages()) if parts & {"pages", "memory", "cache", "lighthouse"} else []
    paths = [page.path for page in found]
    if "pages" in parts:
        yield _pages(found)
    if "cache" in parts:
        yield _cache(run, found)
    if "lighthouse" in parts:
        yield _lighthouse(run, found)
    if "index" in parts:
        run.add("Index", *indexing.measure(folder))
    if "memory" in parts:
        run.add("Memory of the web process", *memory.measure(folder, paths, 0))
    few, many = run.sizes
    if parts - {"cache", "memory"}:
        run.world.grow(few)
    asked = engine.questions() if parts & {"engine", "elasticsearch", "million"} else {}
    yield from _small_portal(run, asked)
    if parts & {"search", "engine", "publish", "memory"}:
        run.world.grow(many)
    yield from _large_portal(run, asked, paths)
    if "million" in parts:
        run.add("A million listings", *million.measure(folder, asked))
        yield run.section("A million listings")


def _small_portal(run: _Run, asked: dict[str, list[EngineQuery]]) -> Iterator[Section]:
    size = run.sizes[0]
    if "index" in run.parts:
        run.add("Index", indexing.rebuilding(run.folder, size))
        yield run.section("Index")
    if "engine" in run.parts:
        run.add("Engine", *engine.measure(get_engine(), asked, size))
    if "pages" in run.parts:
        run.add("Pages among many listings", *web.at_size(size))
        yield run.section("Pages among many listings")
    if "search" in run.parts:
        run.add("Search page", *searching.measure(size))
    if "wagtail" in run.parts:
        wagtail.load(run.world.corpus, size)
        run.add("Against Wagtail's database search", *wagtail.measure(size))
        yield run.section("Against Wagtail's database search")
    if "elasticsearch" in run.parts:
        try:
            run.add("Elasticsearch", *elastic.measure(asked, size, run.server))
        except elastic.NoServerError as error:
            run.notes["Elasticsearch"] = f"Skipped: {error}"
        yield run.section("Elasticsearch")
    if "publish" in run.parts:
        run.add("Publication", searching.publishing(size))
    if "engine" in run.parts:  # last: it leaves an index of many pieces, which are merged beside whatever follows
        run.add("Engine", engine.aged(get_engine(), asked, size, run.world.corpus, run.world.now))


def _large_portal(run: _Run, asked: dict[str, list[EngineQuery]], paths: list[str]) -> Iterator[Section]:
    few, size = run.sizes
    if "engine" in run.parts:
        run.add("Engine", *engine.measure(get_engine(), asked, size))
    if "search" in run.parts:
        run.add("Search page", *searching.measure(size))
        yield run.section("Search page")
    if "publish" in run.parts:
        run.add("Publication", searching.publishing(size))
        grown = engine.growth(run.rows["Publication"], few, size)
        run.add("Publication", *(replace(row, limit=searching.INDEPENDENT, held_to="p50") for row in grown))
        yield run.section("Publication")
    if "engine" in run.parts:
        run.add("Engine", engine.aged(get_engine(), asked, size, run.world.corpus, run.world.now))
        run.add("Engine", *engine.growth(run.rows["Engine"], few, size))
        yield run.section("Engine")
    if "memory" in run.parts:
        run.add("Memory of the web process", *memory.measure(run.folder, paths, size))
        yield run.section("Memory of the web process")


def _cache(run: _Run, found: list[web.PageToMeasure]) -> Section:
    paths = {page.name: page.path for page in found}
    try:
        run.add("Page cache", *cached.measure(run.folder, {"home": "/", **{name: paths[name] for name in _CACHED}}))
    except cached.NoLoadGeneratorError as error:
        run.notes["Page cache"] = f"Skipped: {error}"
    return run.section("Page cache")


def _lighthouse(run: _Run, found: list[web.PageToMeasure]) -> Section:
    paths = {page.name: page.path for page in found}
    pages = {"home": "/"}
    pages |= {name: paths[name] for name in ("list peer_group", "detail service", "chapter") if name in paths}
    pages["search"] = "/haku/?q=erosta+apua"
    try:
        run.add("Lighthouse", *quality.measure(run.folder, pages))
    except quality.NoLighthouseError as error:
        run.notes["Lighthouse"] = f"Skipped: {error}"
    return run.section("Lighthouse")


def _pages(found: list[web.PageToMeasure]) -> Section:
    measured = [web.measure(page) for page in found]
    rows = [
        (
            one.page.name,
            one.queries_few,
            one.queries_many,
            one.page.budget,
            one.milliseconds,
            one.milliseconds / one.trivial,
            one.milliseconds / one.plain,
        )
        for one in measured
    ]
    trivial, plain = median(one.trivial for one in measured), median(one.plain for one in measured)
    note = (
        "Demo content, in this process through all middleware, page cache left out; CPU time, median of 30. "
        f"Trivial view {trivial:.2f} ms; plain Wagtail list of 20 pages {plain:.2f} ms."
    )
    faults = tuple(f"{one.page.name}: {one.queries_few} / {one.queries_many} queries" for one in measured if not one.within_budget)
    header = ("page", "SQL, 1 item", "SQL, 20 items", "at most", "CPU ms", "x trivial view", "x plain Wagtail list")
    return Section("Pages", note, table(header, rows), faults)
