"""Elasticsearch with the same documents and the same requests: at ELASTICSEARCH_URL, or else the tests' own server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from bench import engine as requests
from bench.corpus.documents import batches
from bench.corpus.listings import Corpus
from bench.rows import Row
from search.engines.base import Engine, EngineQuery
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from search.names import current_names

INDEX = "portal-bench"
PATIENCE_SECONDS = 60.0
"""How long an answer is waited for: a server that shares two cores with others takes its time to start and to index, which is no fault."""


class NoServerError(RuntimeError):
    """No Elasticsearch was named and none can be started here; the message says what is missing."""


def measure(asked: dict[str, list[EngineQuery]], listings: int, address: str) -> list[Row]:
    """Reported, never held to a target: the server is somebody else's.

    ``address``: of the server; empty: one is started.

    :raises NoServerError: when none can be.
    """
    with _engine(address) as engine:
        corpus = Corpus(today=timezone.localdate()).listings(0, listings)
        with engine.rebuilding() as rebuild:
            for versions, documents in batches(corpus, timezone.now(), concepts=current_names().concepts):
                rebuild.writer.replace(versions, documents)
            with rebuild.switch():
                pass
        return requests.measure(engine, asked, listings, name="Elasticsearch, ", held=False)


@contextmanager
def _engine(address: str) -> Iterator[Engine]:
    if address:
        yield ElasticsearchEngine(Connection(tuple(address.split(",")), index=INDEX, seconds=PATIENCE_SECONDS), refresh=True)
        return
    from tests.servers.elasticsearch.cluster import running
    from tests.servers.elasticsearch.home import ServerMissingError

    try:
        with running(optimised=True) as nodes:
            yield ElasticsearchEngine(Connection(tuple(node.url for node in nodes), index=INDEX, seconds=PATIENCE_SECONDS), refresh=True)
    except ServerMissingError as error:
        raise NoServerError(str(error)) from error
