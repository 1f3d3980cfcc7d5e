"""Three nodes, one of which dies in the middle of a rebuild and of a thousand publications: nothing is lost, nothing is there twice."""

import time
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from portal.catalogue.models import CatalogueEntry
from search.engines.base import Engine, EngineError, EngineQuery
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_client import Connection
from search.sync import drain, rebuild
from tests.search.builders import make_listing, publish, unpublish
from tests.servers import require_server
from tests.servers.elasticsearch.cluster import Node, running
from tests.servers.elasticsearch.home import ServerMissingError

pytestmark = [pytest.mark.elasticsearch, pytest.mark.django_db]
LISTINGS = 200
PUBLICATIONS = 1000
DEATH = 400
"""The publication during which the node dies."""
TOGETHER = 5
"""Publications that search follows at a time, as when several editors are at work."""
RECOVERY_SECONDS = 60


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[Node, ...]]:
    try:
        with running(3) as nodes:
            yield nodes
    except ServerMissingError as error:
        require_server("Elasticsearch", str(error))


class Portal:
    """A web node that publishes, changes and takes away, and has search follow, as far as it can."""

    def __init__(self, engine: Engine, victim: Node) -> None:
        self.engine = engine
        self.victim = victim
        self.publications = 0
        self.failures = 0

    def publish_some(self, count: int) -> None:
        for _each in range(count):
            self._publish()

    def _publish(self) -> None:
        number = self.publications
        self.publications += 1
        if number == DEATH:
            self.victim.kill()
        listing = make_listing(f"l{number * 7 % LISTINGS}", f"Ero {number}")
        if number % 10 == 9:
            unpublish(listing)
        else:
            publish(listing)
        if self.publications % TOGETHER:
            return
        try:
            drain(self.engine)
        except EngineError:
            self.failures += 1  # publishing goes on; the rows wait


def test_nothing_is_lost_and_nothing_is_there_twice(cluster: tuple[Node, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.sync.BATCH", 20)
    connection = Connection(hosts=tuple(node.url for node in cluster), index="cluster", seconds=5, retries=3)
    rebuilder = ElasticsearchEngine(connection)
    for number in range(LISTINGS):
        publish(make_listing(f"l{number}", "Ero"))
    rebuild(rebuilder)
    portal = Portal(ElasticsearchEngine(replace(connection, hosts=connection.hosts[::-1])), holder_of_the_index(cluster))
    batches = 0

    def meanwhile(_listings: int) -> None:
        nonlocal batches
        batches += 1
        if portal.publications < PUBLICATIONS:
            portal.publish_some(80)

    try:
        rebuild(rebuilder, meanwhile)
    except EngineError:
        rebuild_until_it_works(rebuilder)
    portal.publish_some(PUBLICATIONS - portal.publications)
    drain_until_it_works(portal.engine)

    assert portal.victim.process.poll() is not None
    assert batches > 5
    assert CatalogueEntry.objects.filter(pending=True).count() == 0
    public = dict(CatalogueEntry.objects.filter(removed=False).values_list("listing_id", "version"))
    assert len(public) > LISTINGS / 2
    assert dict(portal.engine.stamps()) == public
    assert sorted(everything(portal.engine)) == sorted(public)


def holder_of_the_index(cluster: tuple[Node, ...]) -> Node:
    """The node that has the original of the index in use; a copy is elsewhere."""
    cluster[0].request("GET", "/_cluster/health/cluster-v-*?wait_for_status=green&timeout=20s")
    (name,) = [shard["node"] for shard in cluster[0].request("GET", "/_cat/shards/cluster-v-*?format=json") if shard["prirep"] == "p"]
    return next(node for node in cluster if node.name == name)


def rebuild_until_it_works(engine: Engine) -> None:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            rebuild(engine)
        except EngineError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


def drain_until_it_works(engine: Engine) -> None:
    deadline = time.monotonic() + RECOVERY_SECONDS
    while CatalogueEntry.objects.filter(pending=True).exists():
        try:
            drain(engine)
        except EngineError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def everything(engine: Engine) -> list[UUID]:
    """What readers find, page by page."""
    found: list[UUID] = []
    while hits := engine.search(EngineQuery("fi", offset=len(found), limit=100)).hits:
        found += [hit.listing_id for hit in hits]
    return found
