"""Request parameters: whatever comes, something sensible is searched."""

import pytest
from django.http import QueryDict

from search.forms import PAGE_SIZE, SearchForm
from search.query.words import LONGEST_QUERY
from search.service import DEEPEST


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
    request = form.to_request("sv")
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
