"""Unknown, repeated and malformed parameters: one answer names every one of them and what is allowed."""

from typing import Any

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESSES = ["/api/v1/search", "/api/v1/listings", "/api/v1/listings/7b0d0e3c-0000-4000-8000-000000000000"]


def problem(client: Any, address: str, **parameters: Any) -> dict[str, dict[str, str]]:
    """The faults of a refused request by parameter."""
    response = client.get(address, parameters)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    document = response.json()
    assert set(document) == {"type", "title", "status", "detail", "errors"}
    assert (document["type"], document["title"], document["status"]) == ("about:blank", "Bad Request", 400)
    return {fault["parameter"]: fault for fault in document["errors"]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unknown_parameter_is_refused_and_the_known_ones_are_named(client: Any, address: str) -> None:
    faults = problem(client, address, colour="red")
    assert "lang" in faults["colour"]["allowed"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "restaurant"),
        ("municipality", "Mikkeli"),
        ("municipality", "49"),
        ("municipality", "٤٩١"),
        ("page", "0"),
        ("page", "-1"),
        ("page", "one"),
        ("page", "1.5"),
        ("page", "10001"),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "many"),
        ("lang", "de"),
        ("lang", "FI"),
    ],
)
@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_a_malformed_value_is_refused_with_what_is_allowed(client: Any, address: str, name: str, value: str) -> None:
    faults = problem(client, address, **{name: value})
    assert set(faults) == {name}
    assert faults[name]["detail"]
    assert faults[name]["allowed"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("topic", "a b"),
        ("topic", "x" * 51),
        ("online", "perhaps"),
        ("free", "2"),
        ("q", "x" * 201),
        ("language", "fi;sv"),
        ("exact", "perhaps"),
        ("not", "everything"),
        ("near", "Mikkeli"),
        ("near", "91,27"),
        ("near", "61.7"),
        ("near", "61.7,27.3,0"),
        ("radius", "10"),
        ("from", "22.11.2026"),
        ("from", "1763769600"),
        ("to", "2026-02-30"),
        ("sort", "random"),
        ("sort", "distance"),
    ],
)
def test_what_only_search_knows_is_checked_there(client: Any, name: str, value: str) -> None:
    assert set(problem(client, "/api/v1/search", **{name: value})) == {name}


@pytest.mark.parametrize("value", ["yesterday", "2026-13-01", "2026-11-22T09:00:00", "2026-11-22T09:00:00 02:00"])
def test_a_moment_needs_a_date_and_a_time_an_offset(client: Any, value: str) -> None:
    assert set(problem(client, "/api/v1/listings", modified_since=value)) == {"modified_since"}


def test_every_fault_is_named_at_once(client: Any) -> None:
    faults = problem(client, "/api/v1/search", colour="red", kind="restaurant", limit="1000", page=["1", "2"])
    assert set(faults) == {"colour", "kind", "limit", "page"}


@pytest.mark.parametrize("name", ["q", "page", "limit", "lang", "online"])
def test_a_parameter_of_one_value_is_not_repeated(client: Any, name: str) -> None:
    assert problem(client, "/api/v1/search", **{name: ["1", "1"]})[name]["allowed"] == "one value"


def test_pages_are_bounded_in_depth(client: Any) -> None:
    assert set(problem(client, "/api/v1/listings", page="101", limit="100")) == {"page"}
    assert set(problem(client, "/api/v1/search", page="9999")) == {"page"}


def test_a_malformed_id_is_a_problem_too(client: Any) -> None:
    response = client.get("/api/v1/listings/not-an-id")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "listing_id"


def test_an_empty_parameter_counts_as_not_given(client: Any, region: Any) -> None:
    empty = client.get("/api/v1/listings", {"kind": "", "municipality": "", "lang": "", "page": "", "limit": ""})
    assert empty.json() == client.get("/api/v1/listings").json()


@pytest.mark.parametrize("radius", ["0", "-1", "501", "1.5", "far"])
def test_a_radius_is_so_many_kilometres(client: Any, radius: str) -> None:
    assert set(problem(client, "/api/v1/search", near="61.7,27.3", radius=radius)) == {"radius"}


def test_days_end_after_they_begin(client: Any) -> None:
    assert set(problem(client, "/api/v1/search", **{"from": "2026-11-22", "to": "2026-11-21"})) == {"to"}


@pytest.mark.parametrize(
    ("address", "name", "value"),
    [
        ("/api/v1/suggest", "limit", "0"),
        ("/api/v1/suggest", "limit", "11"),
        ("/api/v1/suggest", "lang", "de"),
        ("/api/v1/suggest", "q", "x" * 201),
        ("/api/v1/suggest", "kind", "title"),
        ("/api/v1/listings/7b0d0e3c-0000-4000-8000-000000000000/similar", "limit", "11"),
        ("/api/v1/listings/7b0d0e3c-0000-4000-8000-000000000000/similar", "lang", "x"),
        ("/api/v1/thesaurus", "format", "rdfxml"),
    ],
)
def test_each_address_checks_its_own(client: Any, address: str, name: str, value: str) -> None:
    assert set(problem(client, address, **{name: value})) == {name}
