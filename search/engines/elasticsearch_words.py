"""What an index holds: in how many documents tokens stand, the words as written, the version of each listing."""

import heapq
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from elasticsearch import Elasticsearch

from search.documents import TOKEN_FIELDS
from search.engines.elasticsearch_errors import asking
from search.text_words import LONGEST_TOKEN

_MOST_WORDS = 200_000
_BUCKETS = 50_000
"""Words asked for at a time; a cluster gives at most 65 536 (search.max_buckets)."""
_PARTS = 16
"""Requests for the vocabulary; each word falls to one of them by its hash. Complete up to some 700 000 words."""
_PAGE = 5_000
_KEEP_ALIVE = "1m"
_KNOWN_SECONDS = 600.0
_UNKNOWN_SECONDS = 30.0
"""A word that stands in the index hardly leaves it; one that does not may come with the next publication."""
_MOST_TOKENS = 50_000

Ask = Callable[..., dict[str, Any]]
"""(body, what="_search") -> answer of the index in use."""


class KnownTokens:
    """See search.engines.base.Frequencies. One request for all tokens that are ``expect``-ed and not kept from before, whichever
    their fields; kept for all threads of the process."""

    def __init__(self, ask: Ask) -> None:
        """Asks nobody yet."""
        self._ask = ask
        self._guard = threading.Lock()
        self._known: dict[str, tuple[float, Mapping[str, int]]] = {}

    def __call__(self, field: str, token: str) -> int:
        """In how many documents ``token`` stands in ``field``, or stood a short while ago. Raises EngineError."""
        found = self._fresh(token)
        if found is None:
            self.expect([token])
            found = self._fresh(token) or {}
        return found.get(field, 0)

    def expect(self, tokens: Iterable[str]) -> None:
        """Ask for all of these that are not known yet, in one request. Raises EngineError."""
        missing = [token for token in dict.fromkeys(tokens) if self._fresh(token) is None]
        if not missing:
            return
        counts = self._counts([token for token in missing if _is_token(token)])
        now = time.monotonic()
        with self._guard:
            if len(self._known) > _MOST_TOKENS:
                self._known.clear()
            for token in missing:
                found = {field: count for field, count in counts.get(token, {}).items() if count}
                self._known[token] = (now + (_KNOWN_SECONDS if found else _UNKNOWN_SECONDS), found)

    def _fresh(self, token: str) -> Mapping[str, int] | None:
        known = self._known.get(token)
        return known[1] if known and time.monotonic() < known[0] else None

    def _counts(self, tokens: list[str]) -> dict[str, dict[str, int]]:
        """Statistics of the terms of a document that nobody keeps: it has these tokens in every field."""
        if not tokens:
            return {}
        text = " ".join(tokens)
        body = {
            "doc": dict.fromkeys(TOKEN_FIELDS, text),
            "term_statistics": True,
            "field_statistics": False,
            "positions": False,
            "offsets": False,
            "payloads": False,
        }
        counts: dict[str, dict[str, int]] = {token: {} for token in tokens}
        for field, vector in self._ask(body, "_termvectors")["term_vectors"].items():
            for token, statistics in vector["terms"].items():
                counts[token][field] = statistics.get("doc_freq", 0)
        return counts


def vocabulary(ask: Ask) -> dict[str, int]:
    """See Engine.vocabulary."""
    words: list[tuple[str, int]] = []
    for part in range(_PARTS):
        terms = {"field": "written", "size": _BUCKETS, "include": {"partition": part, "num_partitions": _PARTS}}
        answer = ask({"size": 0, "track_total_hits": False, "aggs": {"words": {"terms": terms}}})
        words += [(bucket["key"], bucket["doc_count"]) for bucket in answer["aggregations"]["words"]["buckets"]]
    return dict(words if len(words) <= _MOST_WORDS else heapq.nlargest(_MOST_WORDS, words, key=lambda word: (word[1], word[0])))


def stamps(client: Elasticsearch, alias: str) -> dict[UUID, int]:
    """See Engine.stamps; what was written a moment ago counts. Of versions that differ by language the lowest: such a listing must
    be written again."""
    versions: dict[UUID, int] = {}
    with asking():
        client.indices.refresh(index=alias)
        opened = client.open_point_in_time(index=alias, keep_alive=_KEEP_ALIVE).body["id"]
        try:
            after: Any = None
            while True:
                page = client.search(
                    pit={"id": opened, "keep_alive": _KEEP_ALIVE},
                    size=_PAGE,
                    sort=["_shard_doc"],
                    search_after=after,
                    source=False,
                    version=True,
                    track_total_hits=False,
                ).body["hits"]["hits"]
                for hit in page:
                    listing_id, version = UUID(hit["_id"].partition(":")[0]), int(hit["_version"])
                    versions[listing_id] = min(version, versions.get(listing_id, version))
                if len(page) < _PAGE:
                    return versions
                after = page[-1]["sort"]
        finally:
            client.close_point_in_time(id=opened)


def _is_token(token: str) -> bool:
    return 0 < len(token) <= LONGEST_TOKEN and not any(character.isspace() for character in token)
