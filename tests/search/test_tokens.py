"""Cutting text into words."""

import pytest

from search.language.tokens import pieces_of, tokenize


def texts(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize("text", ["", "   ", "!?.,", "—", "\u0000", "🙂"])
def test_no_words(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Erosta apua!", ["Erosta", "apua"]),
        ("LP-koulutus", ["LP-koulutus"]),
        ("avoinna 24/7", ["avoinna", "24/7"]),
        ("klo 16.30-18.30", ["klo", "16.30-18.30"]),
        ("3–6-vuotiaat", ["3–6-vuotiaat"]),
        ("MLL:n chat", ["MLL:n", "chat"]),
        ("S:t Michel", ["S:t", "Michel"]),
        ("Omaperhe.fi.", ["Omaperhe.fi"]),
        ("sosiaali- ja terveys", ["sosiaali", "ja", "terveys"]),
        ("perhe_kahvila", ["perhe", "kahvila"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_groups_of_digits_also_give_the_whole_number() -> None:
    assert texts("soita 116 111 nyt") == ["soita", "116", "111", "116111", "nyt"]
    assert texts("015 411 4120") == ["015", "411", "4120", "0154114120"]


def test_numbers_on_different_lines_are_not_one_number() -> None:
    assert texts("116\n111") == ["116", "111"]
    assert texts("116, 111") == ["116", "111"]


def test_offsets_point_at_the_written_word() -> None:
    text = "Tule perhekahvilaan, äiti"
    assert [text[token.start : token.end] for token in tokenize(text)] == ["Tule", "perhekahvilaan", "äiti"]


def test_pieces_of_a_joined_word() -> None:
    assert pieces_of("3–6-vuotiaat") == ["3", "6", "vuotiaat"]
    assert pieces_of("ero") == ["ero"]
