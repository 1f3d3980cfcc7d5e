"""What holds for every address: read only, open to every site, no cookie, cheap to ask again."""

from typing import Any

import pytest

pytestmark = pytest.mark.django_db

ADDRESSES = ["/api/v1/listings", "/api/v1/openapi.json", "/api/v2/pages/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_site_may_read_without_a_cookie(client: Any, region: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_answer_is_not_sent_again(client: Any, region: Any, address: str) -> None:
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_changed_answer_is_sent(client: Any, region: Any) -> None:
    address = f"/api/v1/listings/{region.place.listing_id}"
    etag = client.get(address)["ETag"]
    region.place.street = "Porrassalmenkatu 2"
    region.place.save()
    changed = client.get(address, headers={"If-None-Match": etag})
    assert changed.json()["place"]["street"] == "Porrassalmenkatu 2"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/search"])
def test_nothing_can_be_written(client: Any, address: str, method: str) -> None:
    response = getattr(client, method)(address)
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_head_tells_what_a_get_would(client: Any, region: Any) -> None:
    assert client.head("/api/v1/listings")["ETag"] == client.get("/api/v1/listings")["ETag"]


def test_browsers_may_ask_beforehand(client: Any) -> None:
    response = client.options("/api/v1/listings")
    assert response.status_code == 204
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v3/pages/", "/api/v2/images/", "/api/v2/documents/"])
def test_what_is_not_there_is_told_as_a_problem(client: Any, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 404
