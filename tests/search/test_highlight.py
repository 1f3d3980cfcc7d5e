"""Snippets: safe HTML with the matches marked."""

from uuid import uuid4

import pytest

from portal.listings.listing import Part
from search.highlight import Highlighter, best_part, best_text
from search.query.words import read_words
from tests.search.builders import READERS, make_listing


def highlighter(query: str) -> Highlighter:
    return Highlighter.of(read_words(query, READERS))


@pytest.mark.parametrize("text", ["<script>alert(1)</script> ero", 'a "quoted" & ero', "ero</mark><img src=x onerror=y>"])
def test_everything_but_the_marks_is_escaped(text: str) -> None:
    html = str(highlighter("ero").snippet(text, "fi"))
    assert html.count("<") == html.count("<mark>") + html.count("</mark>") == 2
    assert "<mark>ero</mark>" in html


def test_empty_text_gives_an_empty_snippet() -> None:
    assert str(highlighter("ero").snippet("", "fi")) == ""
    assert str(highlighter("").snippet("Eroapua", "fi")) == "Eroapua"


def test_inflected_words_and_members_of_compounds_are_marked() -> None:
    html = str(highlighter("erosta").snippet("Neuvoa eroon ja eroauttamista.", "fi"))
    assert html == "Neuvoa <mark>eroon</mark> ja <mark>eroauttamista</mark>."


def test_a_typed_compound_marks_its_members_as_whole_words_only() -> None:
    html = str(highlighter("eroneuvonta").snippet("Ero ja neuvonta, eropuhe", "fi"))
    assert html == "<mark>Ero</mark> ja <mark>neuvonta</mark>, eropuhe"


def test_words_without_a_topic_are_not_marked() -> None:
    assert str(highlighter("mistä apua").snippet("Mistä saa apua?", "fi")) == "Mistä saa <mark>apua</mark>?"


def test_a_word_typed_without_dots_is_marked() -> None:
    assert str(highlighter("paivystys").snippet("Päivystys auttaa", "fi")) == "<mark>Päivystys</mark> auttaa"


def test_a_long_text_is_cut_at_words_around_the_match() -> None:
    text = "alku " * 100 + "eroapua on täällä " + "loppu " * 100
    html = str(highlighter("ero").snippet(text, "fi"))
    assert html.startswith("… alku ")
    assert html.endswith(" loppu …")
    assert "<mark>eroapua</mark> on täällä" in html
    assert len(html) < 300


def test_a_match_near_the_beginning_keeps_the_beginning() -> None:
    html = str(highlighter("ero").snippet("Sinä saat eroapua. " + "loppu " * 100, "fi"))
    assert html.startswith("Sinä saat <mark>eroapua</mark>.")


def test_overlapping_readings_are_marked_once() -> None:
    assert str(highlighter("116111").snippet("Soita 116 111 nyt", "fi")).count("<mark>") == 1
    assert str(highlighter("sosiaalipäivystys").mark("Sosiaali- ja kriisipäivystys", "fi")).count("<mark>Sosiaali</mark>") == 1


def test_the_text_with_most_words_is_shown() -> None:
    listing = make_listing("a", "Neuvola", summary="Vauvan kasvu.", body_text="Perheen ero ja raskaus.")
    assert best_text(highlighter("ero"), listing) == listing.body_text
    assert best_text(highlighter("vauva"), listing) == listing.summary
    assert best_text(highlighter("muuta"), listing) == listing.summary
    assert best_text(highlighter("muuta"), make_listing("b", "Neuvola")) == ""


def test_the_part_that_tells_more_than_the_title() -> None:
    parts = (
        Part(id=uuid4(), title="Alku", url="/opas/alku/", text="Perheen ero."),
        Part(id=uuid4(), title="Sovittelu", url="/opas/sovittelu/", text="Sopiminen."),
        Part(id=uuid4(), title="Lopuksi", url="/opas/lopuksi/", text="Sovittelu vielä kerran."),
    )
    guide = make_listing("g", "Ero-opas", parts=parts)
    assert best_part(highlighter("sovittelu"), guide) == parts[1]
    assert best_part(highlighter("ero"), guide) is None
    assert best_part(highlighter("jotain muuta"), guide) is None
