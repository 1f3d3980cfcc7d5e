"""The way to Elasticsearch: settings, a client for each process, and the check that it is a version we know."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from elastic_transport import NodeConfig
from elastic_transport.client_utils import url_to_node_config
from elasticsearch import Elasticsearch
from elasticsearch.serializer import OrjsonSerializer

from search.engines.base import EngineError
from search.engines.elasticsearch_errors import asking
from search.engines.elasticsearch_transport import LONGEST_NODE_PAUSE_SECONDS, NODE_PAUSE_SECONDS, PatientNode, PatientTransport

VERSION = "8"
"""The major version that the client speaks and the tests run on."""
_RETRIED_STATUSES = (502, 503, 504)
"""Answers of a node that has lost its cluster, or of a proxy that has lost its node: another one may know better."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Where Elasticsearch is and how long it is waited for.

    ``hosts``: http(s)://host:port, all of one cluster. ``api_key``: as Elasticsearch gives it ("encoded"); empty for none.
    ``ca``: path of the authority's certificate; empty for the machine's own. ``index``: what all names of indices begin with.
    ``seconds``: for a search's answer, over all hosts; ten times that for writing. ``retries``: on other nodes.
    """

    hosts: tuple[str, ...]
    api_key: str = ""
    ca: str = ""
    index: str = "perhekeskus"
    seconds: float = 3.0
    retries: int = 2


WRITING_FACTOR = 10
"""Writing may take so many times the seconds of a search."""


@lru_cache(maxsize=8)
def client(connection: Connection) -> Elasticsearch:
    """The process's client. Opens nothing yet. Raises EngineError for a CA file that cannot be read."""
    encrypted = any(host.startswith("https:") for host in connection.hosts)
    options: dict[str, Any] = {"api_key": connection.api_key} if connection.api_key else {}
    try:
        return Elasticsearch(
            _nodes(connection.hosts, connection.ca if encrypted else "", connection.seconds),
            transport_class=PatientTransport,
            node_class=PatientNode,
            dead_node_backoff_factor=NODE_PAUSE_SECONDS,
            max_dead_node_backoff=LONGEST_NODE_PAUSE_SECONDS,
            request_timeout=connection.seconds,
            max_retries=connection.retries,
            retry_on_timeout=len(connection.hosts) > 1,
            retry_on_status=_RETRIED_STATUSES,
            serializer=OrjsonSerializer(),
            **options,
        )
    except (OSError, ValueError) as error:
        raise EngineError(f"ELASTICSEARCH_URL or ELASTICSEARCH_CA cannot be used: {error}") from error


def _nodes(hosts: Sequence[str], ca: str, seconds: float) -> list[NodeConfig]:
    nodes = []
    for host in hosts:
        node = url_to_node_config(host).replace(request_timeout=seconds)
        nodes.append(node.replace(verify_certs=True, ca_certs=ca) if ca and node.scheme == "https" else node)
    return nodes


@lru_cache(maxsize=8)
def checked_client(connection: Connection) -> Elasticsearch:
    """The client, once the cluster has told that each node's version is ours. One request in the life of a process.

    Raises EngineError: it cannot be reached, or a node is of another version.
    """
    ready = client(connection)
    with asking():
        answer = ready.nodes.info(node_id="_all", metric="_none", filter_path="nodes.*.version")
    versions = sorted({str(node.get("version", "")) for node in answer.body.get("nodes", {}).values()})
    if not versions or any(version.partition(".")[0] != VERSION for version in versions):
        told = ", ".join(versions) or "unknown"
        raise EngineError(f"Elasticsearch {VERSION}.x is needed; at ELASTICSEARCH_URL there is version {told}")
    return ready
