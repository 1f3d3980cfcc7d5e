"""Our documents as Elasticsearch keeps them: the mapping, strict, and nothing that the server's core has not."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from elasticsearch.dsl import Boolean, Date, Document, Field, Float, GeoPoint, Integer, Keyword, Long, MetaField, Object, Text

from search.documents import FACET_FIELDS, TOKEN_FIELDS, YES, SearchDocument
from search.engines.decay import LEAST
from search.text_words import LONGEST_TOKEN

WHITESPACE = "whitespace"
"""Tokens come analysed; the engine only cuts them apart."""
PREFIX_CHARACTERS = 12
"""Beginnings of titles' words that are kept as terms of their own, so that the first letters cost no more than the last."""
_KEPT = ["listing", "lang", "external_id", "title_shown", "kind", "about"]
"""What answers need; everything else is only indexed."""
_MOST_TOPICAL = 24
"""Title words and concepts kept to find similar listings by."""


class ListingDocument(Document):
    """One language version of a listing (search.documents.SearchDocument); the fields of tokens, facets and boosts beside."""

    listing = Keyword()
    lang = Keyword(doc_values=False)
    external_id = Keyword(index=False, doc_values=False)
    title_shown = Keyword(index=False, doc_values=False)
    title_length = Integer(index=False)
    kind = Keyword(index=False, doc_values=False)
    about = Object(enabled=False)
    key = Keyword()
    reader = Keyword(doc_values=False)
    example = Boolean()
    ended = Boolean()
    prior = Float()
    least = Float()
    next_start = Date(format="epoch_second")
    modified = Long()
    points = GeoPoint()
    day = Date(format="strict_date")
    location = Keyword(doc_values=False)
    age = Keyword(doc_values=False)
    crisis = Keyword(doc_values=False)
    concept = Keyword(doc_values=False)
    written = Keyword()
    suggest_first = Keyword(doc_values=False)
    suggest = Text(analyzer=WHITESPACE, norms=False, index_options="docs", index_prefixes={"min_chars": 1, "max_chars": PREFIX_CHARACTERS})

    class Meta:
        dynamic = MetaField("strict")
        source = MetaField(includes=_KEPT)


@cache
def mapping() -> Mapping[str, Any]:
    """The mapping of an index, as the server takes it."""
    whole = ListingDocument._doc_type.mapping._clone()
    whole._meta = dict(ListingDocument._doc_type.mapping._meta)
    for name, field in _many().items():
        whole.field(name, field)
    return dict(whole.to_dict())


@cache
def shape() -> str:
    """Tells indices of one mapping from those of another: an index of another shape cannot be used and is rebuilt."""
    return hashlib.sha256(json.dumps(mapping(), sort_keys=True).encode()).hexdigest()[:8]


def facet_field(facet: str) -> str:
    """Name of a facet's field; "organisation" is also the name of a field of words."""
    return f"facet_{facet}"


def source_of(document: SearchDocument) -> dict[str, Any]:
    """A document as the server takes it."""
    source: dict[str, Any] = {
        "listing": str(document.listing_id),
        "lang": document.lang,
        "external_id": document.external_id,
        "title_shown": document.title,
        "title_length": len(document.title),
        "kind": next(iter(document.facets.get("kind", ())), ""),
        "about": _about(document),
        "key": document.key,
        "reader": document.readers,
        "example": document.example,
        "ended": document.ended,
        "prior": document.prior,
        "least": min(1.0, LEAST / document.prior),
        "modified": document.modified,
        "points": [{"lat": point.lat, "lon": point.lon} for point in document.points],
        "day": document.days,
        "location": document.locations,
        "age": document.ages,
        "crisis": YES if document.crisis else None,
        "concept": document.concepts,
        "written": document.written,
        "suggest_first": _short(document.suggest[:1]),
        "suggest": " ".join(_short(document.suggest)),
    }
    if document.next_start is not None:
        source["next_start"] = document.next_start
    for name in FACET_FIELDS:
        source[facet_field(name)] = document.facets.get(name, ())
    for name in TOKEN_FIELDS:
        source[name] = document.words.get(name, "")
    return source


def _many() -> dict[str, Field]:
    fields: dict[str, Field] = {facet_field(name): Keyword() for name in FACET_FIELDS}
    for name in TOKEN_FIELDS:
        fields[name] = Text(analyzer=WHITESPACE, index_options="freqs")
    return fields


def _about(document: SearchDocument) -> dict[str, list[str]]:
    """What similar listings share, by field."""
    words = dict.fromkeys(f"{document.words.get('title', '')} {document.words.get('names', '')}".split())
    return {
        "concept": list(document.concepts[:_MOST_TOPICAL]),
        facet_field("topic"): list(document.facets.get("topic", ())),
        "title": list(words)[:_MOST_TOPICAL],
    }


def _short(tokens: Iterable[str]) -> list[str]:
    return [token for token in tokens if len(token) <= LONGEST_TOKEN]
