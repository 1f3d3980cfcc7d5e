"""Writing listings: each document with its listing's version, so that an older reading of the catalogue never overtakes a newer one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from portal.localisation.languages import language_codes
from search.documents import SearchDocument
from search.engines.elasticsearch_document import source_of
from search.engines.elasticsearch_errors import asking, refusal

_CHUNK_BYTES = 8_000_000
_CHUNK = 500
_BUSY_RETRIES = 2
"""How often what a busy node put off is sent again."""
_BUSY_SECONDS = 0.3
_GONE = "index_not_found_exception"

Operation = dict[str, Any]
"""One action of a bulk request without its index."""


def operations(versions: Mapping[UUID, int], documents: Iterable[SearchDocument]) -> Iterator[Operation]:
    """What puts ``documents`` in the place of everything of these listings: an index or a delete for every language.

    Raises ValueError for a document of a listing that is not among ``versions``.
    """
    by_listing: dict[UUID, dict[str, SearchDocument]] = {listing_id: {} for listing_id in versions}
    for document in documents:
        if document.listing_id not in by_listing:
            raise ValueError(f"{document.key}: a document of a listing that is not being replaced")
        by_listing[document.listing_id][document.lang] = document
    languages = language_codes()
    for listing_id, found in by_listing.items():
        version = {"version": versions[listing_id], "version_type": "external_gte"}
        for document in found.values():
            yield {"_op_type": "index", "_id": document.key, "_source": source_of(document), **version}
        for lang in languages:
            if lang not in found:
                yield {"_op_type": "delete", "_id": f"{listing_id}:{lang}", **version}


def send(client: Elasticsearch, planned: Iterable[Operation], aliases: Collection[str], *, refresh: bool) -> set[str]:
    """Carry out the operations in every version of the index, each named by its alias for writing; the aliases that are gone.

    What a version already holds newer is left as it is. Raises EngineError at the first operation that is refused; the others
    of its request may have been carried out, and sending all again does no harm.
    """
    gone: set[str] = set()
    with asking():
        actions = ({**operation, "_index": alias, "require_alias": True} for operation in planned for alias in aliases)
        answers = streaming_bulk(
            client,
            actions,
            chunk_size=_CHUNK,
            max_chunk_bytes=_CHUNK_BYTES,
            raise_on_error=False,
            max_retries=_BUSY_RETRIES,
            initial_backoff=_BUSY_SECONDS,
            refresh=refresh,
        )
        for is_done, answer in answers:
            if not is_done:
                _judge(next(iter(answer.values())), aliases, gone)
    return gone


def _judge(item: Mapping[str, Any], aliases: Collection[str], gone: set[str]) -> None:
    status, fault = item.get("status", 500), item.get("error", {})
    if status == 409 or item.get("result") == "not_found":
        return
    fault = fault if isinstance(fault, Mapping) else {"reason": str(fault)}
    if fault.get("type") == _GONE and fault.get("index") in aliases:
        gone.add(str(fault["index"]))
        return
    raise refusal(status, fault)
