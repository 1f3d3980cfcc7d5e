"""Our documents in tantivy's terms."""

import datetime as dt
import math
from functools import cache

import orjson
import tantivy

from search.documents import FACET_FIELDS, NAME_FIELD, TOKEN_FIELDS, YES, SearchDocument
from search.engines.tantivy_places import point_terms, written_points
from search.text_words import LONGEST_TOKEN

ANY_FIELD = "any"
ANY_FIELDS = tuple(name for name in TOKEN_FIELDS if name not in {"folded", NAME_FIELD})
"""Fields of which ANY_FIELD has all tokens: one look instead of one for each of them, where only the documents matter. Words without
accents are in a field of their own only, and would be half of it; whole names are never required."""
SET_FACETS = ("municipality", "audience", "age_band", "life_situation", "language")
"""Facets that are counted by sets of values: one value a document is counted five times faster than several, and of these
facets few different sets occur. Of topics there are thousands."""
SEPARATOR = "\n"
NO_DATE = 2**62
"""Stands for "no next date", so that such documents come last."""
_LEAST_PRIOR = 0.5
_MOST_TOPICAL = 24
"""Title words kept to find similar listings by."""
_SHOWN = ("external_id", "title_shown", "points_shown", "about")
"""What is only read of a hit, never asked for: UTF-8."""
_FLAGS = ("reader", "location", "example", "crisis", "age", "concept", "point", "stamp", "suggest_first")


@cache
def schema() -> tantivy.Schema:
    """The index's shape. A change of it makes older indexes unreadable: they are rebuilt."""
    builder = tantivy.SchemaBuilder()
    for name in ("listing", "lang"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in _SHOWN:
        builder.add_bytes_field(name, stored=True)  # a text field would be a term of its own as well, long and of one document
    for name in _FLAGS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACET_FIELDS:
        fast = name not in SET_FACETS
        builder.add_text_field(facet_field(name), stored=name == "kind", fast=fast, tokenizer_name="raw", index_option="basic")
    for name in SET_FACETS:
        builder.add_text_field(set_field(name), fast=True, tokenizer_name="raw", index_option="basic")
    for name in TOKEN_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (ANY_FIELD, "written", "suggest"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("prior", "lat", "lon"):
        builder.add_float_field(name, fast=True)
    for name in ("next_start", "modified", "places"):
        builder.add_integer_field(name, fast=True)
    for name in ("day", "ended"):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


def facet_field(facet: str) -> str:
    """Name of a facet's field; "organisation" is also the name of a field of words."""
    return f"facet_{facet}"


def set_field(facet: str) -> str:
    """Name of the field with a document's values of the facet as one, for facets of SET_FACETS."""
    return f"set_{facet}"


def to_tantivy(document: SearchDocument) -> tantivy.Document:
    """A document as tantivy stores it."""
    fields: dict[str, object] = {
        "listing": str(document.listing_id),
        "lang": document.lang,
        "external_id": document.external_id.encode(),
        "title_shown": document.title.encode(),
        "points_shown": written_points(document.points).encode(),
        "about": orjson.dumps(_about(document)),
        "stamp": f"{document.listing_id}:{document.version}",
        "reader": list(document.readers),
        "location": list(document.locations),
        "example": [YES] if document.example else [],
        "crisis": [YES] if document.crisis else [],
        "age": list(document.ages),
        "concept": list(document.concepts),
        "point": point_terms(document.points),
        "suggest_first": list(document.suggest[:1]),
        "suggest": _joined(document.suggest),
        "written": " ".join(document.written),
        "prior": encoded_prior(document.prior),
        "next_start": NO_DATE if document.next_start is None else document.next_start,
        "modified": document.modified,
        "places": len(document.points),
        "day": [dt.date.fromisoformat(day).toordinal() for day in document.days],
        "ended": int(document.ended),
    }
    if document.points:
        fields["lat"], fields["lon"] = document.points[0]
    for name in FACET_FIELDS:
        fields[facet_field(name)] = list(document.facets.get(name, ()))
    for name in SET_FACETS:
        fields[set_field(name)] = SEPARATOR.join(sorted(document.facets.get(name, ())))
    tokens = {name: document.words.get(name, "") for name in TOKEN_FIELDS}
    fields |= tokens | {ANY_FIELD: " ".join([tokens[name] for name in ANY_FIELDS])}
    return tantivy.Document.from_dict(fields, schema())


def encoded_prior(factor: float) -> float:
    """tantivy multiplies a score by log2(2 + field), the field at least 0: so that twice the factor comes out."""
    return float(4.0 ** max(factor, _LEAST_PRIOR)) - 2.0


def decoded_prior(field: float) -> float:
    """The factor behind a field made by ``encoded_prior``."""
    return math.log2(2.0 + field) / 2.0


def _about(document: SearchDocument) -> dict[str, list[str]]:
    """What similar listings share, by field."""
    words = dict.fromkeys(f"{document.words.get('title', '')} {document.words.get('names', '')}".split())
    return {
        "concept": list(document.concepts[:_MOST_TOPICAL]),
        facet_field("topic"): list(document.facets.get("topic", ())),
        "title": list(words)[:_MOST_TOPICAL],
    }


def _joined(tokens: tuple[str, ...]) -> str:
    if tokens and max(map(len, tokens)) > LONGEST_TOKEN:
        return " ".join(token for token in tokens if len(token) <= LONGEST_TOKEN)
    return " ".join(tokens)
