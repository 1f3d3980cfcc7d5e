"""Elasticsearch is down when the portal starts and comes up later; and what was written is found when it should be."""

import socket
import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.signals import catalogue_changed
from search.engines import get_engine
from search.engines.base import EngineError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from search.engines.elasticsearch_store import REFRESH_SECONDS
from search.jobs import search_sync
from search.sync import rebuild
from tests.search.asking import fill, found, put
from tests.search.builders import make_documents, make_listing, publish
from tests.search.test_elasticsearch_connection import serving
from tests.search.test_elasticsearch_switch import Between
from tests.servers.elasticsearch.cluster import Node

pytestmark = pytest.mark.elasticsearch
_SLACK_SECONDS = 1.5
"""A busy machine may take so much longer to refresh an index and to answer."""


@pytest.fixture
def index() -> str:
    return f"test-{uuid4().hex[:8]}"


def test_what_is_written_is_found_within_the_refresh_interval(elasticsearch_node: Node, index: str) -> None:
    engine = ElasticsearchEngine(Connection(hosts=(elasticsearch_node.url,), index=index, seconds=10))
    fill(engine, make_listing("a", "Ero"))
    for number in range(5):
        with engine.writing() as writer:
            put(writer, make_documents(make_listing(f"b{number}", "Ero")))
        written = time.monotonic()
        while f"b{number}" not in found(engine):
            time.sleep(0.02)
            assert time.monotonic() - written < REFRESH_SECONDS + _SLACK_SECONDS


@pytest.mark.django_db
def test_a_portal_that_started_first_catches_up_when_elasticsearch_is_there(
    elasticsearch_node: Node, index: str, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.elasticsearch_breaker.PAUSE_SECONDS", 0.1)
    publish(make_listing("before", "Eroapua"))
    rebuild(ElasticsearchEngine(Connection(hosts=(elasticsearch_node.url,), index=index, seconds=10)))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.ELASTICSEARCH_URL = (f"http://127.0.0.1:{port}",)
    settings.ELASTICSEARCH_INDEX = index
    publish(make_listing("meanwhile", "Eroapua"))
    catalogue_changed.send(sender=CatalogueEntry)
    with pytest.raises(EngineError, match="ELASTICSEARCH_URL"):
        search_sync(timezone.now())
    assert CatalogueEntry.objects.filter(pending=True).count() == 1
    closed = client.get("/haku/", {"q": "eroapua"})
    assert (closed.status_code, b"/meanwhile/" in closed.content) == (200, False)
    time.sleep(0.2)
    with serving(handler=Between, port=port, node=elasticsearch_node):
        assert search_sync(timezone.now()) == "1 entries"
        time.sleep(REFRESH_SECONDS + _SLACK_SECONDS)
        opened = client.get("/haku/", {"q": "eroapua"})
        assert sorted(found(get_engine())) == ["before", "meanwhile"]
    assert all(name in opened.content for name in (b"/before/", b"/meanwhile/"))
    assert CatalogueEntry.objects.filter(pending=True).count() == 0
