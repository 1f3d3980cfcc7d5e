"""Wishes read from queries: places, ages, days, online, free."""

import datetime as dt

import pytest
from django.utils import translation

from search.query import Gazetteer, Intent, NamedPlace
from search.query.days import KEYS, days_named
from search.query.generic import find_generic
from search.query.intent_words import TIMES
from search.query.intents import KINDS, find_intents
from search.query.places import find_places
from search.query.words import read_words
from tests.search.builders import READERS

SUNDAY = dt.date(2026, 11, 22)
GAZETTEER = Gazetteer.of(
    [
        ("fi", NamedPlace("Mikkeli", "491")),
        ("sv", NamedPlace("S:t Michel", "491")),
        ("fi", NamedPlace("Savonlinna", "740")),
        ("fi", NamedPlace("Kerimäki", "740", is_locality=True)),
    ]
)


def intents(text: str, reader: str = "en", today: dt.date = SUNDAY, without: frozenset[str] = frozenset()) -> list[Intent]:
    words = read_words(text, READERS)
    found = find_intents(text, words, find_places(words, GAZETTEER), GAZETTEER, reader=reader, today=today, without=without)
    return list(found)


def keys(text: str, today: dt.date = SUNDAY) -> dict[str, str]:
    return {intent.kind: intent.key for intent in intents(text, today=today)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "116 111",
        "vauvakerho",
        "5 vuoden parisuhde",
        "may i come",
        "99-vuotias",
        "5",
        "v",
        "verkosto",
        "yhdessä",
        "12:30",
        "-vuotias",
        "koulu- ja perhetyö",
    ],
)
def test_no_wish(text: str) -> None:
    assert keys(text) == {}


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("5-vuotias", "5"),
        ("3-vuotiaalle tekemistä", "3"),
        ("5v", "5"),
        ("5 v kerho", "5"),
        ("2-3-vuotiaille", "2-3"),
        ("1,5-vuotias", "1"),
        ("7 kk ikäinen", "0"),
        ("18kk", "1"),
        ("5 vuoden ikäinen", "5"),
        ("kolmevuotiaalle", "3"),
        ("vauvan kanssa", "0-1"),
        ("taaperoille", "1-3"),
        ("teinin kanssa", "13-17"),
        ("murkkuikäiselle", "13-17"),
        ("eskari", "6"),
        ("5-årig", "5"),
        ("5 år", "5"),
        ("fem år", "5"),
        ("tonåring", "13-17"),
        ("5 years old", "5"),
        ("5-year-old", "5"),
        ("toddlers", "1-3"),
        ("taapero ja 5-vuotias", "1-5"),
    ],
)
def test_ages(text: str, age: str) -> None:
    assert keys(text) == {"age": age}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("tänään", "2026-11-22"),
        ("huomenna", "2026-11-23"),
        ("viikonloppuna", "2026-11-22"),
        ("ensi viikonloppuna", "2026-11-28/2026-11-29"),
        ("ensi viikolla", "2026-11-23/2026-11-29"),
        ("keskiviikkoisin", "2026-11-25"),
        ("tammikuussa", "2027-01-01/2027-01-31"),
        ("kesällä", "2027-06-01/2027-08-31"),
        ("syyslomalla", "2027-10-18/2027-10-24"),
        ("hiihtolomalla", "2027-03-01/2027-03-07"),
        ("kesälomalla", "2027-06-06/2027-08-10"),
        ("joululomalla", "2026-12-20/2027-01-06"),
        ("pääsiäisenä", "2027-03-26/2027-03-29"),
        ("juhannuksena", "2027-06-25/2027-06-26"),
        ("i dag", "2026-11-22"),
        ("på måndag", "2026-11-23"),
        ("sportlovet", "2027-03-01/2027-03-07"),
        ("tomorrow", "2026-11-23"),
        ("in may", "2027-05-01/2027-05-31"),
        ("tänään tai huomenna", "2026-11-22/2026-11-23"),
    ],
)
def test_days(text: str, days: str) -> None:
    assert keys(text) == {"time": days}


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("weekend", dt.date(2026, 11, 24), dt.date(2026, 11, 28), dt.date(2026, 11, 29)),
        ("week", dt.date(2026, 11, 24), dt.date(2026, 11, 24), dt.date(2026, 11, 29)),
        ("winter", dt.date(2027, 1, 10), dt.date(2027, 1, 10), dt.date(2027, 2, 28)),
        ("christmas-holiday", dt.date(2027, 1, 2), dt.date(2027, 1, 2), dt.date(2027, 1, 6)),
        ("autumn-holiday", dt.date(2026, 10, 14), dt.date(2026, 10, 14), dt.date(2026, 10, 18)),
        ("february", dt.date(2028, 1, 1), dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
        ("next-month", dt.date(2026, 12, 31), dt.date(2027, 1, 1), dt.date(2027, 1, 31)),
        ("month", dt.date(2026, 12, 31), dt.date(2026, 12, 31), dt.date(2026, 12, 31)),
    ],
)
def test_days_that_go_on_count_from_today(key: str, today: dt.date, first: dt.date, last: dt.date) -> None:
    days = days_named(key, today)
    assert (days.first, days.last) == (first, last)


def test_every_key_of_the_words_is_understood_on_every_day_of_a_year() -> None:
    assert {key for keys in TIMES.values() for key in keys} == KEYS
    with pytest.raises(KeyError):
        days_named("someday", SUNDAY)
    for number in range(0, 366, 7):
        today = SUNDAY + dt.timedelta(days=number)
        assert all(today <= days_named(key, today).first <= days_named(key, today).last for key in KEYS)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("chatti nuorille", {"online"}),
        ("apua netissä", {"online"}),
        ("stöd på nätet", {"online"}),
        ("ilmaista tekemistä", {"free"}),
        ("maksuttomia kerhoja", {"free"}),
        ("gratis", {"free"}),
        ("ilmaista tekemistä 5-vuotiaalle tänään Mikkelissä etänä", KINDS),
    ],
)
def test_online_and_free(text: str, kinds: set[str]) -> None:
    assert set(keys(text)) == kinds


def test_wishes_are_told_in_the_readers_language() -> None:
    labels = {intent.kind: intent.label for intent in intents("teineille verkossa maksutta kerimäellä ensi viikolla")}
    with translation.override("en"):
        assert labels == {
            "place": "Kerimäki (Savonlinna)",
            "age": "Age 13–17",
            "time": labels["time"],
            "online": "Online",
            "free": "Free of charge",
        }
    assert "23" in labels["time"]
    assert [intent.label for intent in intents("mikkelissä", "sv")] == ["S:t Michel"]


def test_what_the_reader_took_back_is_no_wish() -> None:
    assert intents("vauvan kanssa tänään", without=frozenset({"age", "time"})) == []


def test_values_of_an_intent() -> None:
    (age,) = intents("2-4-vuotiaat")
    assert age.ages() == {"2", "3", "4"}
    (time,) = intents("ensi viikolla")
    assert (time.days().first, time.days().last) == (dt.date(2026, 11, 23), dt.date(2026, 11, 29))


@pytest.mark.parametrize(
    ("text", "positions"), [("apua eroon", {0}), ("hjälp med tonåring", {0}), ("things to do", {0}), ("neuvola", set()), ("", set())]
)
def test_generic_words(text: str, positions: set[int]) -> None:
    assert find_generic(read_words(text, READERS)) == positions
