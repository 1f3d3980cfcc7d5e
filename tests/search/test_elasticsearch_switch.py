"""A new version comes into use, and the answer that says so is lost; or a rebuild dies and leaves a version that cannot be written."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from search.engines.base import Engine, EngineError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from tests.search.asking import fill, found, put
from tests.search.builders import listing_id, make_documents, make_listing
from tests.search.test_elasticsearch_connection import Handler, serving
from tests.search.test_elasticsearch_failures import versions
from tests.servers.elasticsearch.cluster import Node

pytestmark = pytest.mark.elasticsearch
SWITCH = "/_aliases"


class Between(Handler):
    """Hands requests on to a genuine node. ``losing``: of a request to put a version into use, what is lost: "the answer",
    "everything after it" too, or "the request"."""

    node: Node
    losing = ""
    is_silent = False

    def answer(self) -> None:
        content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        is_lost = bool(self.losing) and self.path.startswith(SWITCH)
        if type(self).is_silent or (is_lost and self.losing == "the request"):
            self.close_connection = True
            return
        address = urlsplit(self.node.url)
        connection = HTTPConnection(str(address.hostname), address.port or 80, timeout=30)
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
        connection.request(self.command, self.path, content or None, headers)
        told = connection.getresponse()
        body = told.read()
        connection.close()
        if is_lost:
            type(self).is_silent = self.losing == "everything after it"
            self.close_connection = True
            return
        self.send_response(told.status)
        for name in ("Content-Type", "X-Elastic-Product"):
            self.send_header(name, told.headers[name] or "")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer


@contextmanager
def losing(node: Node, connection: Connection, what: str, retries: int = 0) -> Iterator[Engine]:
    """An engine of which the way to the node loses something."""
    with serving(handler=Between, node=node, losing=what) as url:
        yield ElasticsearchEngine(Connection(hosts=(url,), index=connection.index, seconds=10, retries=retries), refresh=True)


@pytest.fixture
def connection(elasticsearch_node: Node) -> Connection:
    return Connection(hosts=(elasticsearch_node.url,), index=f"test-{uuid4().hex[:8]}", seconds=10)


@pytest.fixture
def engine(connection: Connection) -> Engine:
    return ElasticsearchEngine(connection, refresh=True)


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a failure Elasticsearch is asked again soon."""
    for module in ("elasticsearch_breaker", "elasticsearch_store"):
        monkeypatch.setattr(f"search.engines.{module}.PAUSE_SECONDS", 0.5)


# --- Put into use ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("retries", [0, 2])
def test_a_switch_whose_answer_is_lost_has_been_made(
    retries: int, elasticsearch_node: Node, connection: Connection, engine: Engine
) -> None:
    fill(engine, make_listing("old", "Ero"))
    with losing(elasticsearch_node, connection, "the answer", retries) as through:
        fill(through, make_listing("new", "Ero"))
    assert (found(engine), len(versions(elasticsearch_node, connection))) == (["new"], 1)


def test_a_version_in_use_is_not_removed_by_who_cannot_know_it(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("old", "Ero"))
    with losing(elasticsearch_node, connection, "everything after it") as through, pytest.raises(EngineError):
        fill(through, make_listing("new", "Ero"))
    assert found(engine) == ["new"]


def test_a_switch_that_never_arrived_leaves_the_old_version(elasticsearch_node: Node, connection: Connection, engine: Engine) -> None:
    fill(engine, make_listing("old", "Ero"))
    with losing(elasticsearch_node, connection, "the request") as through, pytest.raises(EngineError):
        fill(through, make_listing("new", "Ero"))
    assert (found(engine), len(versions(elasticsearch_node, connection))) == (["old"], 1)


# --- Left over ---------------------------------------------------------------------------------------------------------
def test_a_damaged_leftover_does_not_keep_the_index_from_being_written(
    elasticsearch_node: Node, connection: Connection, engine: Engine
) -> None:
    fill(engine, make_listing("old", "Ero"))
    with engine.rebuilding():
        begun = next(iter(elasticsearch_node.request("GET", f"/_alias/{connection.index}-next-*")))
        elasticsearch_node.request("PUT", f"/{begun}/_settings", {"index.blocks.write": True})
        with pytest.raises(EngineError, match="read-only"):  # whoever builds it may be alive
            write(engine, "early")
        elasticsearch_node.request("PUT", f"/{connection.index}-lock/_doc/rebuild", {"owner": "dead", "until": time.time() - 1})
        write(engine, "late")
        assert sorted(found(engine)) == ["early", "late", "old"]  # what fails for one version may be written to the other
        assert set(engine.stamps()) == {listing_id(name) for name in ("early", "late", "old")}


def write(engine: Engine, name: str) -> None:
    with engine.writing() as writer:
        put(writer, make_documents(make_listing(name, "Ero")))
