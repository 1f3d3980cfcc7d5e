"""How much each kind of match counts. General means only, chosen on tests/data/dev.tsv (see docs/search.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.language.concepts import How


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


def _concept_fields() -> Mapping[str, float]:
    return {"title_concepts": 2.5, "text_concepts": 1.0}


def _found_by() -> Mapping[How, float]:
    return {How.NAME: 1.0, How.COLLOQUIAL: 1.0, How.ANY_ORDER: 0.8, How.PART: 0.5}


@dataclass(frozen=True, slots=True)
class Weights:
    """Factors of BM25 scores, unless said otherwise.

    ``fields``: a word found in each field. ``query_part``: a member of a compound typed by the reader, found on its own.
    ``folded``: the word without accents. Of a word unknown to the index: ``beginning``: the same word with accents or a known
    word at its beginning; ``similar``: the score of a word a letter or two away. ``stop``: a word that carries no topic.
    ``tie_breaker``: share of the other alternatives' scores beside the best one. ``place_word``: a word that names a place;
    ``intent_word``: one that tells another wish; ``generic_word``: one that says little of what is sought ("apua");
    ``people``: one that says for whom, and what it means, beside words that say what for.

    ``whole_name``: a listing whose name is the whole query.

    ``concept_fields``: a concept found in each field, times ``found_by`` (how it was found in the query), times 1 for the
    concept itself, ``narrower``, ``related`` or ``broader`` for its neighbours, at least ``stand_in`` for those of a concept
    that no listing is about. ``phrase_word``: a word of a phrase that means a concept, found by itself.

    ``for_others``: what is named for the young, when a parent tells. ``contact``: first contacts of who tells of a trouble,
    beside what answers it (the best of them counts once).

    Scores added once for a wish: ``at_place`` and ``serves_place`` to what is in the named municipality and to what serves it
    from elsewhere; beside a place, ``lasting`` to everything but organisations and events, ``event`` to events; ``of_age``
    to what is meant for the age, ``any_age`` to what has no age limit, ``for_children`` to what is meant for children and their
    families when the age is a child's; ``on_days`` to what happens then and, of near days, ``perhaps_on_days`` to everything else but
    organisations and events: an event has no other days; ``online``; ``free``; ``for_speaker`` to what is meant for parents when a
    parent tells, for the young when a young person does. ``crisis_help``: added to listings for a crisis when the query tells of one.
    ``minimum_share``: share of the topical words that must match, rounded down, at least one.
    """

    fields: Mapping[str, float] = field(default_factory=_fields)
    query_part: float = 0.5
    folded: float = 0.2
    beginning: float = 2.0
    similar: float = 6.0
    stop: float = 0.1
    tie_breaker: float = 0.4
    place_word: float = 0.6
    intent_word: float = 0.5
    generic_word: float = 0.2
    people: float = 0.5
    whole_name: float = 4.0
    concept_fields: Mapping[str, float] = field(default_factory=_concept_fields)
    found_by: Mapping[How, float] = field(default_factory=_found_by)
    narrower: float = 0.7
    related: float = 0.55
    broader: float = 0.4
    stand_in: float = 0.8
    phrase_word: float = 0.4
    for_others: float = 0.5
    contact: float = 0.3
    at_place: float = 8.0
    serves_place: float = 4.0
    lasting: float = 3.0
    event: float = 0.5
    of_age: float = 2.0
    any_age: float = 1.0
    for_children: float = 3.0
    on_days: float = 12.0
    perhaps_on_days: float = 8.0
    online: float = 3.0
    free: float = 2.0
    for_speaker: float = 2.0
    crisis_help: float = 8.0
    minimum_share: float = 0.5


WEIGHTS = Weights()
