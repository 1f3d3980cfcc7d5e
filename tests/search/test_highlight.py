"""Snippets: safe HTML with the matches marked."""

from uuid import uuid4

import pytest

from portal.listings.listing import Part
from search.highlight import Highlighter, show
from search.query.words import read_words
from tests.search.builders import READERS, make_listing


def highlighter(query: str) -> Highlighter:
    return Highlighter.of(read_words(query, READERS))


@pytest.mark.parametrize("text", ["<script>alert(1)</script> ero", 'a "quoted" & ero', "ero</mark><img src=x onerror=y>"])
def test_everything_but_the_marks_is_escaped(text: str) -> None:
    html = str(highlighter("ero").read(text, "fi").snippet())
    assert html.count("<") == html.count("<mark>") + html.count("</mark>") == 2
    assert "<mark>ero</mark>" in html


def test_empty_text_gives_an_empty_snippet() -> None:
    assert str(highlighter("ero").read("", "fi").snippet()) == ""
    assert str(highlighter("").read("Eroapua", "fi").snippet()) == "Eroapua"


def test_inflected_words_and_members_of_compounds_are_marked() -> None:
    html = str(highlighter("erosta").read("Neuvoa eroon ja eroauttamista.", "fi").snippet())
    assert html == "Neuvoa <mark>eroon</mark> ja <mark>eroauttamista</mark>."


def test_a_typed_compound_marks_its_members_as_whole_words_only() -> None:
    html = str(highlighter("eroneuvonta").read("Ero ja neuvonta, eropuhe", "fi").snippet())
    assert html == "<mark>Ero</mark> ja <mark>neuvonta</mark>, eropuhe"


def test_words_without_a_topic_are_not_marked() -> None:
    assert str(highlighter("mistä apua").read("Mistä saa apua?", "fi").snippet()) == "Mistä saa <mark>apua</mark>?"


def test_a_word_typed_without_dots_is_marked() -> None:
    assert str(highlighter("paivystys").read("Päivystys auttaa", "fi").snippet()) == "<mark>Päivystys</mark> auttaa"


def test_a_long_text_is_cut_at_words_around_the_match() -> None:
    text = "alku " * 100 + "eroapua on täällä " + "loppu " * 100
    html = str(highlighter("ero").read(text, "fi").snippet())
    assert html.startswith("… alku ")
    assert html.endswith(" loppu …")
    assert "<mark>eroapua</mark> on täällä" in html
    assert len(html) < 300


def test_a_match_near_the_beginning_keeps_the_beginning() -> None:
    html = str(highlighter("ero").read("Sinä saat eroapua. " + "loppu " * 100, "fi").snippet())
    assert html.startswith("Sinä saat <mark>eroapua</mark>.")


def test_overlapping_readings_are_marked_once() -> None:
    assert str(highlighter("116111").read("Soita 116 111 nyt", "fi").snippet()).count("<mark>") == 1
    assert str(highlighter("sosiaalipäivystys").read("Sosiaali- ja kriisipäivystys", "fi").whole()).count("<mark>Sosiaali</mark>") == 1


def test_the_text_with_most_words_is_shown() -> None:
    listing = make_listing("a", "Neuvola", summary="Vauvan kasvu.", body_text="Perheen ero ja raskaus.")
    assert str(show(highlighter("ero"), listing).snippet) == "Perheen <mark>ero</mark> ja raskaus."
    assert str(show(highlighter("vauva"), listing).snippet) == "<mark>Vauvan</mark> kasvu."
    assert str(show(highlighter("muuta"), listing).snippet) == "Vauvan kasvu."
    assert str(show(highlighter("muuta"), make_listing("b", "Neuvola")).snippet) == ""
    assert str(show(highlighter("neuvolassa"), listing).title) == "<mark>Neuvola</mark>"


def test_the_part_that_tells_more_than_the_title() -> None:
    parts = (
        Part(id=uuid4(), title="Alku", url="/opas/alku/", text="Perheen ero."),
        Part(id=uuid4(), title="Sovittelu", url="/opas/sovittelu/", text="Sopiminen."),
        Part(id=uuid4(), title="Lopuksi", url="/opas/lopuksi/", text="Sovittelu vielä kerran."),
        Part(id=uuid4(), title="Vauva", url="/opas/vauva/"),
    )
    guide = make_listing("g", "Ero-opas", summary="Tietoa.", parts=parts)
    shown = show(highlighter("sovittelu"), guide)
    assert (shown.part, str(shown.snippet)) == (parts[1], "Sopiminen.")
    assert show(highlighter("ero"), guide).part is None
    assert show(highlighter("jotain muuta"), guide).part is None
    without_text = show(highlighter("vauva"), guide)
    assert (without_text.part, str(without_text.snippet)) == (parts[3], "Tietoa.")
