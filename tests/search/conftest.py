"""Every test of search has an index folder of its own; tests of Elasticsearch share a node."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from portal.regions.models import Locality, Municipality
from search import names
from search.engines import get_engine
from search.engines.base import Engine
from tests.search.builders import HILLTOWN, LAKETOWN
from tests.search.pages import HILL, LAKE
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


@pytest.fixture
def towns(db: None) -> None:
    """Järvelä and Mäkelä with their centres; the village of Kangasjoki in Mäkelä, near Järvelä."""
    for reference, slug, point in ((LAKETOWN, "jarvela", LAKE), (HILLTOWN, "makela", HILL)):
        Municipality.objects.create(code=reference.code, slug=slug, names={"fi": reference.name}, latitude=point[0], longitude=point[1])
    Locality.objects.create(municipality=Municipality.objects.get(code="902"), name="Kangasjoki", latitude=61.71, longitude=27.35)


@pytest.fixture
def nobody_remembered() -> None:
    """The human contact is kept for a minute."""
    cache.clear()
