"""Concepts in texts and in queries."""

import pytest

from search.language import analyse_text
from search.language.concepts import NO_CONCEPTS, Concept, Concepts, How
from search.query.words import read_words
from tests.search.builders import READERS


def concept(key: str, fi: str, *, alternative: tuple[str, ...] = (), said: tuple[str, ...] = (), sv: str = "", **values: object) -> Concept:
    preferred = {"fi": fi} | ({"sv": sv} if sv else {})
    return Concept(key, preferred, {"fi": alternative}, {"fi": said}, **values)  # type: ignore[arg-type]  # of the test's own


CONCEPTS = Concepts.of(
    [
        concept("vakivalta", "väkivalta", sv="våld", crisis=True),
        concept(
            "lahisuhde",
            "lähisuhdeväkivalta",
            alternative=("väkivalta perheessä",),
            said=("mies lyö", "pelkään kotona"),
            broader=("vakivalta",),
        ),
        concept("yksinaisyys", "yksinäisyys", said=("ei oo kavereita",), related=("nuorisotila", "poistettu")),
        concept("nuorisotila", "nuorisotila", said=("nuta", "loppu")),
        concept("skyddshem", "turvakoti", sv="skyddshem", topics=("turva",)),
        concept("suoja", "suojapaikka", alternative=("turvakoti",)),
    ]
)


def found(query: str, passable: tuple[int, ...] = ()) -> list[tuple[str, tuple[int, ...], How]]:
    return [(match.concept.key, match.positions, match.how) for match in CONCEPTS.in_query(read_words(query, READERS), passable)]


@pytest.mark.parametrize("query", ["", "lyö", "mies", "kavereiden kanssa", "kotona", "iltaloppu", "mies sanoo että lapsi on kiltti ja lyö"])
def test_part_of_a_phrase_means_nothing(query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize("labels", [("",), ("?!",), (" ",)])
def test_labels_without_a_word_are_passed_over(labels: tuple[str, ...]) -> None:
    empty = Concepts.of([Concept("tyhja", {"fi": labels[0]}, {}, {})])
    assert (empty.in_query(read_words("väkivalta", READERS)), len(empty)) == ([], 1)
    assert list(NO_CONCEPTS) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("väkivaltaa", [("vakivalta", (0,), How.NAME)]),
        ("våldet hemma", [("vakivalta", (0,), How.NAME)]),
        ("väkivaltaa meidän perheessä", [("lahisuhde", (0, 2), How.NAME)]),
        ("mies löi mua", [("lahisuhde", (0, 1), How.COLLOQUIAL)]),
        ("pelkään olla kotona", [("lahisuhde", (0, 2), How.COLLOQUIAL)]),
        ("lyö mua mies", [("lahisuhde", (0, 2), How.ANY_ORDER)]),
        ("mies juo ja lyö", [("lahisuhde", (0, 3), How.ANY_ORDER)]),
        ("mulla ei ole yhtään kavereita", [("yksinaisyys", (1, 4), How.COLLOQUIAL)]),
        ("nutalle", [("nuorisotila", (0,), How.COLLOQUIAL)]),
        ("väkivaltatilanteessa", [("vakivalta", (0,), How.PART)]),
        ("lähisuhdeväkivallasta", [("lahisuhde", (0,), How.NAME)]),
        ("skyddshemmet", [("skyddshem", (0,), How.NAME)]),
    ],
)
def test_labels_are_found_in_any_form(query: str, expected: list[tuple[str, tuple[int, ...], How]]) -> None:
    assert found(query) == expected


def test_a_label_of_two_concepts_means_both() -> None:
    assert {key for key, _positions, _how in found("turvakotiin")} == {"skyddshem", "suoja"}


def test_words_with_a_topic_make_a_phrase_longer_than_small_words() -> None:
    crying = Concepts.of(
        [concept("itku", "vauvan itku", said=("vauva itkee",)), concept("masennus", "masennus", said=("itken koko ajan",))]
    )

    def keys(query: str) -> list[str]:
        return [match.concept.key for match in crying.in_query(read_words(query, READERS))]

    assert keys("vauva itkee koko ajan") == ["itku"]
    assert keys("itkettää ja itken koko ajan") == ["masennus"]


def test_what_is_left_of_a_second_phrase_of_the_same_meaning_means_nothing_by_itself() -> None:
    pressure = concept("hairinta", "häirintä", said=("poikaystävä painostaa", "painostaa seksiin"))
    concepts = Concepts.of([pressure, concept("ehkaisy", "ehkäisy", said=("seksi",)), concept("seurustelu", "seurustelu")])

    def meant(query: str) -> list[tuple[str, tuple[int, ...]]]:
        return [(match.concept.key, match.positions) for match in concepts.in_query(read_words(query, READERS))]

    assert meant("poikaystävä painostaa seksiin") == [("hairinta", (0, 1))]
    assert meant("poikaystävä painostaa, seksi") == [("hairinta", (0, 1))]
    assert meant("poikaystävä painostaa seurustelu seksi") == [("hairinta", (0, 1)), ("seurustelu", (2,)), ("ehkaisy", (3,))]
    assert meant("seksi") == [("ehkaisy", (0,))]


def test_other_wishes_may_stand_within_a_phrase() -> None:
    assert found("pelkään tänään täällä Mikkelissä kotona", (1, 3)) == [("lahisuhde", (0, 4), How.COLLOQUIAL)]
    assert [how for _key, _positions, how in found("pelkään tänään Mikkelissä kotona")] == [How.ANY_ORDER]


def test_texts_name_concepts_by_their_names_only_and_as_often_as_they_do() -> None:
    text = "Väkivalta perheessä ja väkivaltaa; mies lyö. Turvakoti."
    assert CONCEPTS.in_text(analyse_text(text, "fi"), "fi") == ["lahisuhde", "vakivalta", "skyddshem", "suoja"]
    assert CONCEPTS.in_text(analyse_text("Våld och skyddshem", "sv"), "sv") == ["vakivalta", "skyddshem"]
    assert CONCEPTS.in_text(analyse_text("våld", "fi"), "fi") == []


def test_neighbours() -> None:
    assert [each.key for each in CONCEPTS.narrower("vakivalta")] == ["lahisuhde"]
    assert [each.key for each in CONCEPTS.broader("lahisuhde")] == ["vakivalta"]
    assert [each.key for each in CONCEPTS.related("yksinaisyys")] == ["nuorisotila"]
    assert (CONCEPTS.narrower("puuttuu"), CONCEPTS.broader("puuttuu"), CONCEPTS.related("puuttuu")) == ((), (), ())
    assert CONCEPTS.get("puuttuu") is None
    assert CONCEPTS.about(["turva", "muu"]) == ["skyddshem"]
