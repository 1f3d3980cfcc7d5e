"""The crawl's world, built once for each file on top of the two organisations."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.isolation.crawl.addresses import Filler
from tests.isolation.crawl.world import CrawlWorld, crawl_world
from tests.isolation.world import World


@pytest.fixture(scope="module")
def crawled(_built: World, django_db_blocker: Any) -> Iterator[CrawlWorld]:
    """Everybody and everything. It belongs to all tests of the file: nothing in it may be changed outside a savepoint."""
    cache.clear()
    with django_db_blocker.unblock():
        yield crawl_world(_built)
    cache.clear()


@pytest.fixture(scope="module")
def filler(crawled: CrawlWorld, django_db_blocker: Any) -> Filler:
    """Fills addresses with B's identifiers."""
    with django_db_blocker.unblock():
        return Filler(crawled.base, crawled.ids)


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Thousands of refused requests are not worth a line each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
