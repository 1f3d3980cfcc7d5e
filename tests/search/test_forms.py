"""Request parameters: whatever comes, something sensible is searched."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from portal.regions.distance import Coordinates
from search.engines.base import Days, Sort
from search.forms import PAGE_SIZE, SearchForm
from search.query.words import LONGEST_QUERY
from search.service import DEEPEST

TODAY = dt.date(2026, 11, 22)
"""A Sunday."""
HERE = Coordinates(61.69, 27.27)


def read(query: str) -> SearchForm:
    return SearchForm.read(QueryDict(query))


@pytest.mark.parametrize(
    "query",
    [
        "kind=castle",
        "municipality=49",
        "municipality=4911",
        "municipality=٤٩١",
        "municipality=*",
        "topic=<script>",
        "topic=a%20b",
        "topic=%00",
        "age_band=" + "a" * 101,
        "online=true",
        "free=2",
        "only=everything",
        "unknown=1",
        "organisation=1",
    ],
)
def test_malformed_and_unknown_filters_are_left_out(query: str) -> None:
    assert read(query).filters == {}


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "", "٣", "9999999999", "1 OR 1", "%00"])
def test_malformed_pages_are_the_first(page: str) -> None:
    assert read(f"page={page}").page == 1


def test_pages_stay_within_reach() -> None:
    assert read("page=999999").page == DEEPEST // PAGE_SIZE


def test_the_query_is_cleaned_and_cut() -> None:
    assert read("q=%00ero%0Aapu%20").q == "ero apu"
    assert len(read("q=" + "a" * 5000).q) == LONGEST_QUERY
    assert read("").q == ""


def test_at_most_twenty_values_of_a_filter() -> None:
    query = "&".join(f"topic=t{number}" for number in range(50))
    assert len(read(query).filters["topic"]) == 20


def test_what_is_understood() -> None:
    form = read("q=ero&kind=service&kind=event&kind=service&municipality=046&language=sv&online=1&page=3")
    assert form.filters == {"kind": ("service", "event"), "municipality": ("046",), "language": ("sv",), "online": ("1",)}
    request = form.to_request("sv", today=TODAY)
    assert (request.q, request.lang, request.page) == ("ero", "sv", 3)
    assert request.filters == {name: frozenset(values) for name, values in form.filters.items()}


def test_switches_of_the_form() -> None:
    assert read("only=online&only=free").filters == {"online": ("1",), "free": ("1",)}


def test_addresses() -> None:
    form = read("q=ero+%26+apu&topic=ero&topic=vauva&page=2")
    assert form.address() == "?q=ero+%26+apu&topic=ero&topic=vauva"
    assert form.address(3) == "?q=ero+%26+apu&topic=ero&topic=vauva&page=3"
    assert form.address(without=("topic", "ero")) == "?q=ero+%26+apu&topic=vauva"
    assert read("").address() == "?"


@pytest.mark.parametrize(
    "query",
    [
        "exact=yes",
        "not=everything",
        "near=91.0,27.0",
        "near=61.0,181.0",
        "near=%00",
        "near=+",
        "radius=7",
        "radius=-5",
        "radius=1e3",
        "sort=modified",
        "sort=random",
        "when=yesterday",
        "from=2026-02-30",
        "from=22.11.2026",
        "to=20261122",
        "to=%D9%A2%D9%A0%D9%A2%D9%A6-%D9%A1%D9%A1-%D9%A2%D9%A2",
    ],
)
def test_malformed_choices_are_left_out(query: str) -> None:
    assert read(query) == read("")


def test_what_was_not_meant_and_exact_words() -> None:
    form = read("q=nevola&exact=1&not=place&not=age&not=place")
    request = form.to_request("fi", today=TODAY)
    assert (request.exact, request.without) == (True, frozenset({"place", "age"}))
    assert form.address() == "?q=nevola&exact=1&not=place&not=age"
    assert form.pairs() == []  # other words are read anew


@pytest.mark.parametrize("given", ["61.6888,27.2723", "61.69,27.27", " 61.69, 27.27 ", "61.694999999,27.274"])
def test_a_point_is_never_told_nearer_than_two_decimals(given: str) -> None:
    form = read(urlencode({"near": given}))
    assert form.near == "61.69,27.27"
    assert form.near_point == HERE
    assert form.address() == "?near=61.69%2C27.27"


def test_near_a_place_by_name() -> None:
    form = read("near=Kerimäki&radius=25&sort=distance")
    assert (form.near, form.near_point, form.radius, form.sort) == ("Kerimäki", None, 25, Sort.DISTANCE)
    known = form.to_request("fi", today=TODAY, near=HERE)
    assert (known.near, known.radius_km, known.sort) == (HERE, 25.0, Sort.DISTANCE)
    unknown = form.to_request("fi", today=TODAY)
    assert (unknown.near, unknown.radius_km, unknown.sort) == (None, None, Sort.RELEVANCE)


@pytest.mark.parametrize(
    ("query", "today", "days"),
    [
        ("when=today", dt.date(2026, 11, 20), Days(dt.date(2026, 11, 20), dt.date(2026, 11, 20))),
        ("when=week", dt.date(2026, 11, 20), Days(dt.date(2026, 11, 20), dt.date(2026, 11, 26))),
        ("when=weekend", dt.date(2026, 11, 20), Days(dt.date(2026, 11, 21), dt.date(2026, 11, 22))),
        ("when=weekend", TODAY, Days(TODAY, TODAY)),
        ("from=2026-12-01&to=2026-12-03", TODAY, Days(dt.date(2026, 12, 1), dt.date(2026, 12, 3))),
        ("from=2026-12-03&to=2026-12-01", TODAY, Days(dt.date(2026, 12, 1), dt.date(2026, 12, 3))),
        ("to=2026-12-01", TODAY, Days(TODAY, dt.date(2026, 12, 1))),
        ("to=2026-01-01", TODAY, Days(dt.date(2026, 1, 1), dt.date(2026, 1, 1))),
        ("when=own&from=2026-12-01&to=2026-12-01", TODAY, Days(dt.date(2026, 12, 1), dt.date(2026, 12, 1))),
        ("when=today&from=2026-12-01&to=2026-12-01", TODAY, Days(TODAY, TODAY)),
        ("when=any&from=2026-12-01&to=2026-12-01", TODAY, None),
    ],
)
def test_days(query: str, today: dt.date, days: Days | None) -> None:
    assert read(query).to_request("fi", today=today).days == days


def test_an_open_end_reaches_as_far_as_dates_are_known() -> None:
    days = read("from=2026-12-01").days(TODAY)
    assert days is not None
    assert days.first == dt.date(2026, 12, 1)
    assert days.last > dt.date(2027, 12, 1)
