"""Who may build the next version of an index: the holder of one document.

It is made by whoever comes first and given up at the end. Its holder renews it; once it has been silent for LAPSE_SECONDS it
counts as dead and another may take its place. The clocks of those who rebuild must agree to within that time.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from elasticsearch import BadRequestError, ConflictError, Elasticsearch

from search.engines.base import EngineError, RebuildRunningError
from search.engines.elasticsearch_errors import asking, leaving

LAPSE_SECONDS = 60.0
_RENEW_SECONDS = 10.0
_ID = "rebuild"
_PROPERTIES = {"owner": {"type": "keyword"}, "until": {"type": "double"}}
_SETTINGS = {"number_of_shards": 1, "auto_expand_replicas": "0-1"}


@contextmanager
def lock(client: Elasticsearch, index: str) -> Iterator["Lock"]:
    """Hold the lock kept in ``index`` (made when missing). Raises RebuildRunningError when another holds it."""
    held = Lock(client, index)
    held.take()
    try:
        yield held
    finally:
        with leaving("the lock on rebuilding lapses by itself within a minute"):
            held.give_up()


def is_held(client: Elasticsearch, index: str) -> bool:
    """Whether somebody holds the lock kept in ``index`` and is not taken for dead. Raises EngineError."""
    with asking():
        return _is_alive(_read(client, index))


class Lock:
    """Made by ``lock``."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        """Asks nobody yet."""
        self._client = client
        self._index = index
        self._owner = uuid4().hex
        self._renewed = 0.0

    def take(self) -> None:
        """Raises RebuildRunningError."""
        with asking():
            self._make_index()
            try:
                self._client.index(index=self._index, id=_ID, document=self._content(), op_type="create")
            except ConflictError as error:
                held = self._read()
                if self._is_ours(held):  # a request that was sent twice
                    return
                if not held.get("found") or _is_alive(held):
                    raise RebuildRunningError("The search index is being rebuilt by another process") from error
                self._write_over(held)

    def renew(self, *, now: bool = False) -> None:
        """At most every few seconds unless ``now``. Raises RebuildRunningError when another has taken the place of the holder."""
        if not now and time.monotonic() < self._renewed + _RENEW_SECONDS:
            return
        with asking():
            held = self._read()
            if not self._is_ours(held):
                raise RebuildRunningError("Another process rebuilds the search index, because this one was silent for too long")
            self._write_over(held)

    def give_up(self) -> None:
        """Nothing when another has it by now."""
        with asking():
            held = self._read()
            if self._is_ours(held):
                seen = {"if_seq_no": held["_seq_no"], "if_primary_term": held["_primary_term"]}
                self._client.options(ignore_status=(404, 409)).delete(index=self._index, id=_ID, **seen)

    def _read(self) -> Mapping[str, Any]:
        return _read(self._client, self._index)

    def _is_ours(self, held: Mapping[str, Any]) -> bool:
        return bool(held.get("found")) and held["_source"]["owner"] == self._owner

    def _write_over(self, held: Mapping[str, Any]) -> None:
        """Only if nobody has written since it was read."""
        seen = {"if_seq_no": held["_seq_no"], "if_primary_term": held["_primary_term"]}
        try:
            self._client.index(index=self._index, id=_ID, document=self._content(), **seen)
        except ConflictError as error:
            if not self._is_ours(self._read()):
                raise RebuildRunningError("The search index is being rebuilt by another process") from error

    def _content(self) -> dict[str, Any]:
        self._renewed = time.monotonic()
        return {"owner": self._owner, "until": time.time() + LAPSE_SECONDS}

    def _make_index(self) -> None:
        try:
            self._client.indices.create(index=self._index, settings=_SETTINGS, mappings={"dynamic": "strict", "properties": _PROPERTIES})
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise EngineError(f"The lock on rebuilding cannot be made: {error.message}") from error


def _read(client: Elasticsearch, index: str) -> Mapping[str, Any]:
    held: Mapping[str, Any] = client.options(ignore_status=404).get(index=index, id=_ID).body
    return held


def _is_alive(held: Mapping[str, Any]) -> bool:
    return bool(held.get("found")) and bool(held["_source"]["until"] > time.time())
