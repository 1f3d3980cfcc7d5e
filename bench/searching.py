"""Searching as a visitor does: the whole result page, how a query is understood, and how soon what is published is found."""

import gc
import os
from functools import partial
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from bench.measure import best_cpu, best_cpu_of_each, best_wall, plain_python, wall_milliseconds
from bench.requests import PREFIXES, filtered, pairs, terms, timed_understanding
from bench.rows import Row
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind
from search.service import SearchRequest, search, suggest

QUERIES = ("erosta apua", "kohtaamispaikka Mikkeli", "vauvaryhmä", "perheneuvola", "väsynyt äiti", "yksinhuoltaja", "isäryhmä", "päihteet")
PAGES = 40
PAGE_LIMITS = {10_000: 12.0, 100_000: 20.0}
SQL_LIMIT = 6
UNDERSTANDING_LIMIT, SUGGEST_LIMIT = 2.0, 5.0
PUBLISH_LIMIT = 300.0
INDEPENDENT = 1.5
"""Times slower with ten times as many listings that still counts as independent of their number."""
PUBLICATIONS = 20
PUBLISHED = "publish until found"
_numbers = count(1)


def measure(listings: int) -> list[Row]:
    """The page, its SQL, understanding and suggestions at the present size."""
    client = Client(HTTP_HOST="localhost")
    words, two = terms(PAGES), pairs(PAGES)
    plain = [f"/haku/?{urlencode({'q': q})}" for q in (*words[: PAGES // 2], *two[: PAGES // 2])]
    narrowed = [_address(filtered(q, number)) for number, q in enumerate(words)]
    client.get("/haku/")
    _leave_out_of_collections()
    first = [best_cpu(partial(client.get, path), tries=1) for path in plain]
    asked_for = [path.replace("/haku/", "/api/v1/search") for path in plain]
    queries = [_sql(client, path) for path in (*plain, *narrowed, *asked_for)]
    rows = [
        Row("a million additions in plain Python, for comparison", listings, "ms", plain_python()),
        Row.of(
            "search page, CPU", listings, best_cpu_of_each([partial(client.get, path) for path in plain]), PAGE_LIMITS.get(listings), "p50"
        ),
        Row.of("the same asked for the first time, CPU", listings, first),
        Row.of("search page with 3 filters, CPU", listings, best_cpu_of_each([partial(client.get, path) for path in narrowed])),
        Row.of("/api/v1/search, CPU", listings, best_cpu_of_each([partial(client.get, path) for path in asked_for])),
        Row("search page and API, SQL, the most of any", listings, "queries", max(queries), limit=SQL_LIMIT),
    ]
    asked = [*words, *two, *QUERIES]
    for q in asked:
        search(SearchRequest(q=q))
    rows.append(Row.of("query understanding, warm", listings, [_understood(q) for q in asked], UNDERSTANDING_LIMIT))
    rows.append(Row.of("search(), all of it but the page", listings, [best_wall(partial(search, SearchRequest(q=q))) for q in asked]))
    suggested = [best_wall(partial(suggest, prefix, "fi", 8)) for prefix in PREFIXES]
    return [*rows, Row.of("suggest(), all kinds", listings, suggested, SUGGEST_LIMIT)]


def publishing(listings: int) -> Row:
    """From the start of a publication until a search finds it, the embedded engine following in the same process.

    What was written before, to make the listings, is on the disk first: a transaction's end would wait for all of it.

    :raises RuntimeError: when a search after the publication does not find it.
    """
    entry = CatalogueEntry.objects.filter(kind=Kind.SERVICE.value, removed=False, is_primary=True).earliest("pk")
    page: Any = Page.objects.get(pk=entry.page_id).specific
    words = [f"zyxwvut{_letters(next(_numbers))}" for _ in range(PUBLICATIONS + 1)]
    _publish_and_find(page, words[0])
    os.sync()
    _leave_out_of_collections()
    return Row.of(PUBLISHED, listings, [wall_milliseconds(partial(_publish_and_find, page, word)) for word in words[1:]], PUBLISH_LIMIT)


def _publish_and_find(page: Any, word: str) -> None:
    page.title = f"Palvelu {word}"
    page.save_revision().publish()
    if search(SearchRequest(q=word, exact=True)).total != 1:
        raise RuntimeError(f"{word} was published and not found")


def _letters(number: int) -> str:
    """A number as letters: words, not figures, are published."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:03}")


def _leave_out_of_collections() -> None:
    """What this process has kept while it made the listings: a web process has never had it, and each collection would look through it."""
    gc.collect()
    gc.freeze()


def _understood(q: str) -> float:
    """The best of three, in milliseconds."""
    with timed_understanding() as taken:
        for _ in range(3):
            search(SearchRequest(q=q, limit=1, facets=()))
    return min(taken)


def _address(request: SearchRequest) -> str:
    pairs_ = [("q", request.q), *((name, value) for name, values in (request.filters or {}).items() for value in sorted(values))]
    return f"/haku/?{urlencode(pairs_)}"


def _sql(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return len(captured)
