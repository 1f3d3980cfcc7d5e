"""Every test of search has an index folder of its own; tests of Elasticsearch share a node."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search import names
from search.engines import get_engine
from search.engines.base import Engine
from tests.servers import require_server
from tests.servers.elasticsearch.cluster import Node, running
from tests.servers.elasticsearch.home import ServerMissingError


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    names.forget()


@pytest.fixture
def engine() -> Engine:
    """The configured engine, nothing built yet."""
    return get_engine()


@pytest.fixture(scope="session")
def elasticsearch_node() -> Iterator[Node]:
    """A genuine Elasticsearch of one node; each test takes indices of a name of its own there."""
    try:
        with running() as (node,):
            yield node
    except ServerMissingError as error:
        require_server("Elasticsearch", str(error))
