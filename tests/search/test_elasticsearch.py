"""Elasticsearch: the contract, on a genuine node."""

from uuid import uuid4

import pytest

from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from tests.search.engine_contract import EngineContract
from tests.servers.elasticsearch.cluster import Node

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def connection(elasticsearch_node: Node) -> Connection:
    """To indices that no other test has."""
    return Connection(hosts=(elasticsearch_node.url,), index=f"test-{uuid4().hex[:8]}", seconds=10)


class TestElasticsearch(EngineContract):
    """The contract."""

    @pytest.fixture
    def engine(self, connection: Connection) -> Engine:
        return ElasticsearchEngine(connection, refresh=True)
