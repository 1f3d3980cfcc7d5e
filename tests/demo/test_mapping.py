"""From the content file's words to values."""

import datetime as dt

import pytest

from portal.demo import mapping
from portal.demo.records import EventRecord, OrganisationRecord


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("", None),
        ("2025", dt.date(2025, 12, 31)),
        ("2025-11", dt.date(2025, 11, 30)),
        ("2024-02", dt.date(2024, 2, 29)),
        ("2025-09-29", dt.date(2025, 9, 29)),
    ],
)
def test_a_source_is_as_true_as_the_last_day_it_names(partial: str, day: dt.date | None) -> None:
    assert mapping.last_day(partial) == day


@pytest.mark.parametrize(
    ("words", "as_of", "shown"),
    [
        ("Tiistaiaamuisin (2018)", "2018-11", "Tiistaiaamuisin"),
        ("Torstaisin klo 9-12, ei ilmoittautumista (syksy 2018)", "2018-09", "Torstaisin klo 9-12, ei ilmoittautumista"),
        ("Ma-pe klo 13-16.30 (2016)", "2018-04", "Ma-pe klo 13-16.30 (2016)"),  # the times are older than the record
        ("Perjantaisin", "", "Perjantaisin"),
    ],
)
def test_the_year_leaves_the_words_only_when_it_is_shown_beside_them(words: str, as_of: str, shown: str) -> None:
    assert mapping.without_year(words, as_of) == shown


def test_interpreted_languages_are_told_apart() -> None:
    assert mapping.languages(["fi", "sv", "tulkattuna ar, dari, farsi, sorani"]) == (("fi", "sv"), ("ar", "prs", "fa", "ckb"))


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Hiihtäjäntie 3, 51900 Juva", ("Hiihtäjäntie 3", "51900", "Juva")),
        ("Olavinkatu 42, Savonlinna", ("Olavinkatu 42", "", "Savonlinna")),
        ("", ("", "", "")),
    ],
)
def test_an_address_has_its_parts(words: str, parts: tuple[str, str, str]) -> None:
    assert mapping.street_address(words) == parts


def test_a_source_has_a_title_and_its_address() -> None:
    record = OrganisationRecord(
        id="org-x",
        name="X",
        type="järjestö",
        status="current",
        source=("003_ba.txt", "https://docplayer.fi/5100060 (Takaisin kotiin)", "https://www.mimosa.fi/yhdistys/", "tallennettu kuvaus"),
    )
    values = [block["value"] for block in mapping.source_blocks(record)]
    assert [value["title"] for value in values] == [
        "Etelä-Savon perhekeskustoiminnan yhteistyösopimus 2026–2029",
        "Takaisin kotiin",
        "mimosa.fi",
        "tallennettu kuvaus",
    ]
    assert [value["url"] for value in values] == ["", "https://docplayer.fi/5100060", "https://www.mimosa.fi/yhdistys/", ""]


def test_markup_in_a_text_stays_text() -> None:
    (block,) = mapping.paragraphs(["A < B & C"])
    assert "A &lt; B &amp; C" in block["value"]


@pytest.mark.parametrize(
    ("start", "moment"), [("2026-02-19T16:30", (dt.date(2026, 2, 19), dt.time(16, 30))), ("2022-06-27", (dt.date(2022, 6, 27), None))]
)
def test_an_event_has_a_day_and_perhaps_a_time(start: str, moment: tuple[dt.date, dt.time | None]) -> None:
    record = EventRecord(id="ev-x", name="X", status="current", source="x", start=start)  # type: ignore[arg-type]  # the file's text
    assert record.start == moment


def test_an_address_of_a_page_is_short_ascii_in_whole_words() -> None:
    slug = mapping.page_slug("Naisiin kohdistuvan väkivallan eurooppalainen numero 116 016 ja paljon muuta")
    assert slug == "naisiin-kohdistuvan-vakivallan-eurooppalainen-numero-116-016"
