"""What a query's meanings ask of an engine when the site says little of them."""

import datetime as dt
from collections.abc import Callable

from search.engines.base import Clause
from search.language.concepts import Concept, Concepts
from search.query import Gazetteer, Knowledge, Reader, UnderstoodQuery, understand
from search.query.weights import WEIGHTS
from tests.search.builders import READERS

CONCEPTS = Concepts.of(
    [
        Concept("kastelu", {"fi": "yökastelu"}, {}, {}, broader=("kasvatus",), related=("neuvola",)),
        Concept("kasvatus", {"fi": "kasvatus"}, {}, {}),
        Concept("neuvola", {"fi": "neuvola", "en": "child health clinic"}, {}, {}),
        Concept("vauva", {"fi": "vauva"}, {}, {}),
    ]
)


def ask(text: str, frequency: Callable[[str, str], int]) -> UnderstoodQuery:
    return understand(text, Reader("fi", dt.date(2026, 11, 22)), Knowledge(READERS, Gazetteer.of([]), frequency, CONCEPTS))


def without(*tokens: str) -> Callable[[str, str], int]:
    """The index has everything but these tokens."""
    return lambda _field, token: int(token not in tokens)


def weight_of(clause: Clause, token: str) -> float:
    return max((each.weight for each in clause.alternatives if (each.field, each.token) == ("title_concepts", token)), default=0.0)


def test_neighbours_stand_in_for_a_concept_that_no_listing_is_about() -> None:
    (told,) = ask("yökastelu", without()).clauses
    (untold,) = ask("yökastelu", without("c:kastelu")).clauses
    assert weight_of(told, "c:neuvola") == WEIGHTS.concept_fields["title_concepts"] * WEIGHTS.related
    assert weight_of(untold, "c:neuvola") == WEIGHTS.concept_fields["title_concepts"] * WEIGHTS.stand_in
    assert weight_of(told, "c:kasvatus") < weight_of(untold, "c:kasvatus")


def test_a_meaning_says_enough_beside_words_of_another_language() -> None:
    understood = ask("child health clinic opening hours tomorrow morning", without())
    assert sum(clause.required for clause in understood.clauses) > 2
    assert understood.minimum_match == 1


def test_a_wishs_meaning_is_asked_for_beside_words_that_nobody_knows() -> None:
    def known(_field: str, token: str) -> int:
        return int("vauva" in token)

    (meaning,) = [clause for clause in ask("xyzzyplugh vauva", known).clauses if weight_of(clause, "c:vauva")]
    assert meaning.required
    (word,) = [clause for clause in ask("neuvola vauva", without()).clauses if weight_of(clause, "c:vauva")]
    assert not word.required
