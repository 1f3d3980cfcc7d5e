"""Versions of an index behind an alias, and who may build the next one when.

Names, all beginning with the prefix that the settings give:

- ``-v-<time>-<random>``: a version of the index; ``-w-<time>-<random>`` is its own alias for writing, so that writing to a
  version that is gone fails rather than making an index of that name anew;
- ``-current-<shape>``: the alias of the version in use. ``shape`` stands for the mapping: code of another shape finds no alias;
- ``-next-<shape>``: the alias of the version being built. Whoever writes writes into it, too;
- ``-lock``: one document held by whoever builds the next version, and lapsing when its holder falls silent.
"""

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch

from search.engines.base import EngineError, EnginePausedError, IndexNotBuiltError, IndexUnusableError
from search.engines.elasticsearch_breaker import PAUSE_SECONDS
from search.engines.elasticsearch_client import WRITING_FACTOR, Connection, checked_client
from search.engines.elasticsearch_document import mapping, shape
from search.engines.elasticsearch_errors import REBUILD, asking, leaving
from search.engines.elasticsearch_lock import Lock, is_held, lock
from search.engines.limits import seconds_left

REFRESH_SECONDS = 0.5
"""How often what was written becomes findable. Given, so that an index nobody searches is refreshed, too."""
_SETTINGS = {
    "number_of_shards": 1,  # a search then is one request to one shard, and scores are those of the whole index
    "auto_expand_replicas": "0-1",
    "refresh_interval": f"{int(REFRESH_SECONDS * 1000)}ms",
    "gc_deletes": "10m",  # how long a deletion's version is remembered: an older writing that comes later is passed over
}
_WHOLE_SECONDS = 30
"""How long a new version may take to get its copy on a second node before it is put into use without."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What must be written to: names of versions; ``current`` in use, ``next`` being built."""

    current: str
    next: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Every version."""
        return self.next | {self.current}


class Store:
    """The versions of one index."""

    def __init__(self, connection: Connection) -> None:
        """Asks nobody yet."""
        self.connection = connection
        self.alias = f"{connection.index}-current-{shape()}"
        self._any_current = f"{connection.index}-current-*"
        self._next = f"{connection.index}-next-{shape()}"
        self._versions = f"{connection.index}-v-*"
        self._lock = f"{connection.index}-lock"

    def reading(self) -> Elasticsearch:
        """The client for searches. Raises EngineError."""
        return checked_client(self.connection)

    def writing(self) -> Elasticsearch:
        """The client for everything else, which may take longer. Raises EngineError."""
        return checked_client(self.connection).options(request_timeout=self.connection.seconds * WRITING_FACTOR)

    def write_alias(self, version: str) -> str:
        """The alias by which a version is written to."""
        return f"{self.connection.index}-w-{version.removeprefix(f'{self.connection.index}-v-')}"

    def targets(self) -> Targets:
        """Raises IndexNotBuiltError, and IndexUnusableError when the index in use has another shape.

        What a broken rebuild has left counts for nothing: it may be damaged, and must not keep the index in use from being written.
        """
        aliases = self._aliases(f"{self._any_current},{self._next}")
        current = [version for version, names in aliases.items() if self.alias in names]
        if not current:
            raise self.missing(aliases)
        begun = frozenset(version for version, names in aliases.items() if self._next in names)
        return Targets(current[0], begun if begun and is_held(self.writing(), self._lock) else frozenset())

    def missing(self, aliases: Mapping[str, Any] | None = None) -> EngineError:
        """Why there is no index of our shape."""
        found = self._aliases(self._any_current) if aliases is None else aliases
        if any(name != self._next for names in found.values() for name in names):
            return IndexUnusableError(f"The search index has another shape than this version of the portal; {REBUILD}")
        return IndexNotBuiltError(f"The search index is not built yet; {REBUILD}")

    @contextmanager
    def next_version(self) -> Iterator["NextVersion"]:
        """Build the next version. Raises RebuildRunningError; without ``NextVersion.put_into_use`` nothing is changed."""
        with lock(self.writing(), self._lock) as held:
            for leftover in self._unused():
                self._remove(leftover)
            name = f"{self.connection.index}-v-{dt.datetime.now(dt.UTC):%Y%m%d%H%M%S}-{uuid4().hex[:8]}"
            with asking():
                made = self.writing().indices.create(
                    index=name, settings=_SETTINGS, mappings=mapping(), aliases={self.write_alias(name): {}, self._next: {}}
                )
            version = NextVersion(self, name, held)
            try:
                if not made.body.get("acknowledged"):  # a writer that asks a node which does not know it yet would pass it over
                    raise EngineError("Not every node of Elasticsearch knows the new index; try again when the cluster is calm")
                yield version
            finally:
                if not version.is_used:
                    with leaving("the next rebuild removes the unfinished index"):
                        self._remove_unless_used(name)

    def put_into_use(self, version: str) -> None:
        """Atomically; then the one used before is removed. Raises EngineError, also when it is no longer the one being built."""
        client = self.writing()
        with asking():
            client.indices.refresh(index=version)
            patient = client.options(request_timeout=2 * _WHOLE_SECONDS, retry_on_timeout=False, ignore_status=408)
            health = patient.cluster.health(index=version, wait_for_status="green", timeout=f"{_WHOLE_SECONDS}s").body
            if health["status"] == "red":
                raise EngineError("The new search index has lost a part with a node of Elasticsearch; rebuild it again")
            actions: list[dict[str, Any]] = [
                {"remove": {"index": version, "alias": self._next, "must_exist": True}},
                {"remove": {"index": self._versions, "alias": self._any_current, "must_exist": False}},
                {"add": {"index": version, "alias": self.alias}},
            ]
        try:
            with asking():
                client.indices.update_aliases(actions=actions)
        except EngineError:
            if not self._is_in_use(version):  # done, perhaps, and only the answer was lost
                raise
        with leaving("the next rebuild removes the index used before"):
            for older in self._unused():
                self._remove(older)

    def _unused(self) -> list[str]:
        with asking():
            found = self.writing().indices.get_alias(index=self._versions, allow_no_indices=True).body
        in_use = f"{self.connection.index}-current-"
        return [version for version, known in found.items() if not any(name.startswith(in_use) for name in known["aliases"])]

    def _is_in_use(self, version: str) -> bool:
        """Waits while nobody is asked because of the failure before."""
        until = time.monotonic() + min(2 * PAUSE_SECONDS, seconds_left())
        while True:
            try:
                return self.alias in self._aliases(self._any_current).get(version, ())
            except EnginePausedError:
                if time.monotonic() >= until:
                    raise
                time.sleep(PAUSE_SECONDS / 30)

    def _remove_unless_used(self, version: str) -> None:
        """Asks first: the answer to its being put into use may have been lost."""
        if version in self._unused():
            self._remove(version)

    def _remove(self, version: str) -> None:
        with asking():
            self.writing().options(ignore_status=404).indices.delete(index=version)

    def _aliases(self, names: str) -> dict[str, frozenset[str]]:
        with asking():
            # An answer of 404 names the alias that is missing, and beside it the indices of those that are there.
            answer = self.writing().options(ignore_status=404).indices.get_alias(name=names)
        return {
            version: frozenset(known["aliases"]) for version, known in answer.body.items() if isinstance(known, dict) and "aliases" in known
        }


class NextVersion:
    """A version being built. ``is_used``: it has been put into use."""

    def __init__(self, store: Store, name: str, held: Lock) -> None:
        """Made by Store.next_version."""
        self.name = name
        self.is_used = False
        self._store = store
        self._held = held

    def go_on(self) -> None:
        """Tell others that this rebuild lives. Raises RebuildRunningError when another one has taken its place."""
        self._held.renew()

    def put_into_use(self) -> None:
        """See Store."""
        self._held.renew(now=True)
        self._store.put_into_use(self.name)
        self.is_used = True
