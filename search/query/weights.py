"""How much each kind of match counts. General means only, chosen on tests/data/dev.tsv (see docs/search.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _fields() -> Mapping[str, float]:
    return {
        "title": 2.0,
        "names": 2.5,
        "topics": 1.5,
        "summary": 1.0,
        "place": 1.0,
        "organisation": 0.8,
        "chapters": 1.0,
        "body": 1.0,
        "title_parts": 2.0,
        "text_parts": 1.2,
        "other": 0.8,
    }


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors of BM25 scores, unless said otherwise.

    ``fields``: a word found in each field. ``query_part``: a member of a compound typed by the reader, found on its own.
    ``folded``: the word without accents. Of a word unknown to the index: ``beginning``: the same word with accents or a known
    word at its beginning; ``similar``: the score of a word a letter or two away. ``stop``: a word that carries no topic.
    ``tie_breaker``: share of the other alternatives' scores beside the best one. ``place_word``: a word that names a place.
    ``at_place`` and ``serves_place``: score added to what is in the named municipality, and to what serves it from elsewhere.
    ``minimum_share``: share of the topical words that must match, rounded down, at least one.
    """

    fields: Mapping[str, float] = field(default_factory=_fields)
    query_part: float = 0.8
    folded: float = 0.5
    beginning: float = 2.0
    similar: float = 6.0
    stop: float = 0.1
    tie_breaker: float = 0.3
    place_word: float = 0.4
    at_place: float = 3.0
    serves_place: float = 2.0
    minimum_share: float = 0.5


WEIGHTS = Weights()
