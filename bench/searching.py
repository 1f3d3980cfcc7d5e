"""Search: how fast it answers, and how soon what is published is found."""

from functools import partial
from itertools import cycle, islice
from string import ascii_lowercase
from typing import Any

from wagtail.models import Page

from bench.measure import percentile, wall_milliseconds
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind
from search.service import SearchRequest, search

QUERIES = ("erosta apua", "kohtaamispaikka Mikkeli", "vauvaryhmä", "perheneuvola", "väsynyt äiti", "yksinhuoltaja", "isäryhmä", "päihteet")
ROUNDS = 200
PUBLICATIONS = 20


def latency() -> tuple[float, float]:
    """Median and 95th percentile of one search with all facets, in milliseconds."""
    for query in QUERIES:
        search(SearchRequest(q=query))
    taken = [wall_milliseconds(partial(search, SearchRequest(q=query))) for query in islice(cycle(QUERIES), ROUNDS)]
    return percentile(taken, 0.5), percentile(taken, 0.95)


def publish_to_found() -> tuple[float, float]:
    """Median and 95th percentile from the start of a publication until a search finds it, in milliseconds.

    :raises RuntimeError: when a search after the publication does not find it.
    """
    entry = CatalogueEntry.objects.filter(kind=Kind.SERVICE.value, removed=False, is_primary=True).earliest("pk")
    page: Any = Page.objects.get(pk=entry.page_id).specific
    words = (f"zyxwvut{letter}" for letter in ascii_lowercase[:PUBLICATIONS])
    taken = [wall_milliseconds(partial(_publish_and_find, page, word)) for word in words]
    return percentile(taken, 0.5), percentile(taken, 0.95)


def _publish_and_find(page: Any, word: str) -> None:
    page.title = f"Palvelu {word}"
    page.save_revision().publish()
    if search(SearchRequest(q=word)).total != 1:
        raise RuntimeError(f"{word} was published and not found")
