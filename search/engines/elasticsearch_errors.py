"""What Elasticsearch and the way to it can refuse, in our own errors: what is wrong and what helps."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elastic_transport import TlsError
from elasticsearch import ApiError, SerializationError, TransportError, UnsupportedProductError
from elasticsearch import ConnectionError as UnreachableError
from elasticsearch import ConnectionTimeout as TimedOutError

from search.engines.base import EngineError, EnginePausedError, IndexNotBuiltError, IndexUnusableError
from search.engines.elasticsearch_breaker import PausedError

logger = logging.getLogger(__name__)
REBUILD = "run: manage.py search_rebuild"
_NO_INDEX = "index_not_found_exception"
_ALIAS_MISSING = "aliases_not_found_exception"
_OTHER_SHAPE = frozenset(
    {"strict_dynamic_mapping_exception", "mapper_parsing_exception", "document_parsing_exception", "illegal_argument_exception"}
)
_BLOCKED = "cluster_block_exception"


class NoTimeLeftError(TransportError):
    """The time for a request was over before it could be sent."""


@contextmanager
def asking() -> Iterator[None]:
    """Turn every error of the client within the block into an EngineError with the remedy."""
    try:
        yield
    except PausedError as error:
        raise EnginePausedError(error.message) from error
    except UnsupportedProductError as error:
        raise EngineError("What answers at ELASTICSEARCH_URL is not Elasticsearch") from error
    except ApiError as error:
        raise refused(error.status_code, error.body) from error
    except (TransportError, SerializationError) as error:
        raise EngineError(told(error)) from error


def told(error: TransportError | SerializationError) -> str:
    """What is wrong, and what helps, when there was no answer or none that can be read."""
    if isinstance(error, TlsError):
        return (
            f"The certificate of Elasticsearch is not trusted ({_cause(error)}); "
            "ELASTICSEARCH_CA must name the file of the authority that signed it"
        )
    if isinstance(error, TimedOutError | NoTimeLeftError):
        return "Elasticsearch did not answer in time (ELASTICSEARCH_TIMEOUT, seconds)"
    if isinstance(error, UnreachableError):
        return f"Elasticsearch cannot be reached at ELASTICSEARCH_URL ({_cause(error)}); is it running?"
    return f"Elasticsearch gave an answer that cannot be read: {error}"


@contextmanager
def leaving(consequence: str) -> Iterator[None]:
    """Tidying up at an end that stands anyway: when Elasticsearch cannot do it now, the log tells the ``consequence``."""
    try:
        yield
    except EngineError as error:
        logger.warning("Elasticsearch could not tidy up (%s): %s", error, consequence)


def refused(status: int, body: object) -> EngineError:
    """The error for an answer that is an error: its status and its whole body."""
    return refusal(status, _fault(body))


def refusal(status: int, fault: Mapping[str, Any]) -> EngineError:
    """The error for an answer's status and its "error" object, of a request or of one item of a bulk request."""
    kind, reason = str(fault.get("type", "")), str(fault.get("reason", "")) or f"status {status}"
    if status == 401:
        return EngineError("Elasticsearch refuses the credentials; check ELASTICSEARCH_API_KEY")
    if kind == _BLOCKED or "blocked by" in reason:
        return EngineError(
            f"The search index is read-only ({reason}); make room on the disks of Elasticsearch, or lift the index's block. "
            "What is published waits in the catalogue"
        )
    if status == 403:
        return EngineError(
            f"The API key lacks a right ({reason}); "
            "it needs monitor on the cluster and all on the indices that begin with ELASTICSEARCH_INDEX"
        )
    if kind in (_NO_INDEX, _ALIAS_MISSING):
        return IndexNotBuiltError(f"The search index is not built yet; {REBUILD}")
    if kind in _OTHER_SHAPE:
        return IndexUnusableError(f"The search index has another shape than this version of the portal ({reason}); {REBUILD}")
    if status in (429, 502, 503, 504):
        return EngineError(f"Elasticsearch is too busy or has lost a part of the index ({reason}); it catches up when its nodes are back")
    return EngineError(f"Elasticsearch refused: {kind or status} ({reason})")


def _fault(body: object) -> Mapping[str, Any]:
    """The innermost "error" of an answer; the outer one of a failed search says only that shards failed."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if isinstance(error, Mapping):
        causes = error.get("root_cause") or [error]
        return causes[0] if isinstance(causes[0], Mapping) else error
    return {"reason": str(error or body)[:300]}


def _cause(error: TransportError) -> str:
    return str(error.errors[0] if error.errors else error.message)[:300]
