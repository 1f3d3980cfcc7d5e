"""Requests that take their time together, over all nodes, and none at all while nobody answers.

The client's own pool passes over a node that failed while another one is left. It neither limits the time over several nodes
nor refuses when every node is dead (``NodePool.get`` then takes one by force): that is what is added here.
"""

import time
from collections.abc import Sequence
from typing import Any

from elastic_transport import ConnectionError as UnreachableError
from elastic_transport import ConnectionTimeout as TimedOutError
from elastic_transport import NodeConfig, Transport, TransportApiResponse, TransportError, Urllib3HttpNode
from elastic_transport.client_utils import resolve_default
from urllib3 import Timeout

from search.engines.elasticsearch_breaker import PAUSE_SECONDS, Breaker
from search.engines.elasticsearch_errors import NoTimeLeftError, told
from search.engines.limits import seconds_left

NODE_PAUSE_SECONDS = PAUSE_SECONDS
"""How long a node that failed is passed over while others are left; doubled with each failure, up to LONGEST_NODE_PAUSE_SECONDS."""
LONGEST_NODE_PAUSE_SECONDS = 60.0
_ENOUGH = 0.5
"""The share of a search's time after which silence counts as failure; less is what a hurried caller had left."""


class _Patience:
    """The time for one request. Each node gets half of what is left, the last one all of it."""

    def __init__(self, seconds: float, nodes: int) -> None:
        """``nodes``: how many may be asked one after the other."""
        self._until = time.monotonic() + seconds
        self._nodes = nodes

    def share(self) -> float:
        """Seconds for the next node. Raises NoTimeLeftError."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise NoTimeLeftError("No time is left to ask")
        self._nodes -= 1
        return left / 2 if self._nodes > 0 else left


class PatientNode(Urllib3HttpNode):
    """A node that is asked by PatientTransport."""

    def perform_request(self, method: str, target: str, body: bytes | None = None, headers: Any = None, request_timeout: Any = None) -> Any:
        """``request_timeout``: a _Patience."""
        # Of a plain number connecting and waiting would get as much each.
        seconds: Any = Timeout(total=request_timeout.share())
        return super().perform_request(method, target, body=body, headers=headers, request_timeout=seconds)


class PatientTransport(Transport):
    """See the module. A request's time is its ``request_timeout``, or less where ``limits.within`` says so.

    A time-out of a bulk request opens no breaker: a cluster that is slow to write may be quick to answer.
    """

    def __init__(self, node_configs: list[NodeConfig], **options: Any) -> None:
        """As the client calls it. ``node_configs[…].request_timeout``: the seconds of a search."""
        super().__init__(node_configs, **options)
        self._enough = _ENOUGH * _seconds(node_configs)
        self._breaker = Breaker()

    def perform_request(self, method: str, target: str, **options: Any) -> TransportApiResponse:
        """Raises PausedError and NoTimeLeftError beside what the client raises."""
        seconds = min(options.pop("request_timeout"), seconds_left())
        if seconds <= 0:
            raise NoTimeLeftError("No time is left to ask")
        self._breaker.enter()
        try:
            answer = super().perform_request(method, target, request_timeout=self._patience(seconds, options), **options)
        except UnreachableError as error:
            self._breaker.open(told(error))
            raise
        except (TimedOutError, NoTimeLeftError) as error:
            if seconds >= self._enough and "/_bulk" not in target:
                self._breaker.open(told(error))
            raise
        except TransportError:  # an answer, if one that cannot be read
            self._breaker.close()
            raise
        self._breaker.close()
        return answer

    def _patience(self, seconds: float, options: dict[str, Any]) -> Any:
        """Typed as what the client passes on to the node unseen."""
        if not resolve_default(options["retry_on_timeout"], self.retry_on_timeout):
            return _Patience(seconds, 1)
        return _Patience(seconds, min(resolve_default(options["max_retries"], self.max_retries) + 1, len(self.node_pool)))


def _seconds(node_configs: Sequence[NodeConfig]) -> float:
    return min(config.request_timeout or 0.0 for config in node_configs)
