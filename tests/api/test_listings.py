"""Whole listings: the stored JSON, each listing once, nothing personal, few queries."""

import datetime as dt
import json
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.accounts.models import User
from portal.catalogue.models import CatalogueEntry
from portal.listings.listing import Listing
from portal.listings.schedule import Schedule, Weekly
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/listings"


def ids(client: Any, **parameters: Any) -> list[str]:
    """External view of a list: the ids in order."""
    return [result["id"] for result in client.get(ADDRESS, parameters).json()["results"]]


def test_a_listing_goes_out_as_it_was_published(client: Any, region: Any) -> None:
    response = client.get(f"{ADDRESS}/{region.group.listing_id}")
    stored = CatalogueEntry.objects.get(listing_id=region.group.listing_id, lang="fi")
    assert response.content.decode() == stored.data
    assert Listing.model_validate_json(response.content) == region.group.to_listing("fi")
    assert response["Content-Language"] == "fi"
    assert response["Last-Modified"]


def test_a_listing_comes_in_the_readers_language_or_in_finnish(client: Any, region: Any) -> None:
    swedish = client.get(f"{ADDRESS}/{region.group.listing_id}", {"lang": "sv"}).json()
    assert (swedish["lang"], swedish["title"], swedish["url"][:4]) == ("sv", "Skilsmässogrupp", "/sv/")
    assert client.get(f"{ADDRESS}/{region.place.listing_id}", {"lang": "sv"}).json()["lang"] == "fi"


@pytest.mark.parametrize("rest", ["", "/occurrences"])
def test_what_is_not_public_is_not_there(client: Any, region: Any, rest: str) -> None:
    region.group.unpublish()
    for listing_id in (region.group.listing_id, uuid4()):
        response = client.get(f"{ADDRESS}/{listing_id}{rest}")
        assert response.status_code == 404
        assert response["Content-Type"] == "application/problem+json"


def test_each_listing_is_listed_once_in_the_readers_language(client: Any, region: Any) -> None:
    finnish, swedish = (client.get(ADDRESS, {"lang": lang}).json() for lang in ("fi", "sv"))
    assert finnish["total"] == swedish["total"] == 5
    assert {result["lang"] for result in finnish["results"]} == {"fi"}
    assert sorted(result["id"] for result in finnish["results"]) == sorted(result["id"] for result in swedish["results"])
    assert [result["title"] for result in swedish["results"] if result["lang"] == "sv"] == ["Skilsmässogrupp"]


def test_filters_narrow_and_repeated_ones_widen(client: Any, region: Any) -> None:
    assert ids(client, kind="guide") == [str(region.guide.listing_id)]
    assert sorted(ids(client, kind=["guide", "helpline"])) == sorted([str(region.guide.listing_id), str(region.helpline.listing_id)])
    assert ids(client, municipality="740") == [str(region.helpline.listing_id)]
    assert str(region.place.listing_id) in ids(client, municipality=["491", "740"])
    assert ids(client, municipality="998") == [str(region.helpline.listing_id)]


def test_fiction_is_found_in_its_own_municipality_only(client: Any, region: Any) -> None:
    fiction = factories.group("Esimerkkiryhmä", municipality=factories.example_municipality(), record_status="example")
    assert str(fiction.listing_id) not in ids(client)
    assert str(fiction.listing_id) not in ids(client, municipality="491")
    assert str(fiction.listing_id) in ids(client, municipality="999")


def test_changes_since_a_moment(client: Any, region: Any) -> None:
    CatalogueEntry.objects.update(written_at=timezone.now() - dt.timedelta(days=3))
    region.guide.save()
    yesterday = timezone.now() - dt.timedelta(days=1)
    assert ids(client, modified_since=yesterday.isoformat()) == []
    region.guide.summary = "Uusi tiivistelmä."
    region.guide.save()
    assert ids(client, modified_since=yesterday.isoformat()) == [str(region.guide.listing_id)]
    assert len(ids(client, modified_since=(yesterday - dt.timedelta(days=7)).date().isoformat())) == 5


def test_pages_hold_together(client: Any, region: Any) -> None:
    pages = [client.get(ADDRESS, {"limit": 2, "page": page}).json() for page in (1, 2, 3, 4)]
    assert [len(page["results"]) for page in pages] == [2, 2, 1, 0]
    assert {page["total"] for page in pages} == {5}
    titles = [result["title"] for page in pages for result in page["results"]]
    assert titles == sorted(titles)
    assert len(set(titles)) == 5


@pytest.mark.one_database
def test_a_page_costs_two_queries_however_long_it_is(client: Any, region: Any, django_assert_num_queries: Any) -> None:
    for number in range(20):
        factories.material(f"Aineisto {number}")
    for limit in (1, 20):
        with django_assert_num_queries(2):
            assert len(client.get(ADDRESS, {"limit": limit, "lang": "sv"}).json()["results"]) == limit


def test_dates_are_told_with_finlands_offset_and_the_catalogues_ids(client: Any, region: Any) -> None:
    told = client.get(f"{ADDRESS}/{region.group.listing_id}/occurrences").json()
    assert told["total"] == 1
    start = dt.datetime.fromisoformat(told["results"][0]["start"])
    assert (start.hour, start.utcoffset()) in {(12, dt.timedelta(hours=2)), (12, dt.timedelta(hours=3))}
    assert told["results"][0]["status"] == "scheduled"


def test_dates_of_a_window(client: Any, region: Any) -> None:
    daily = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
    group = factories.group("Aamuryhmä", schedule=daily)
    address = f"{ADDRESS}/{group.listing_id}/occurrences"
    first = timezone.localdate() + dt.timedelta(days=10)
    window = {"from": first.isoformat(), "to": (first + dt.timedelta(days=3)).isoformat()}
    days = [result["start"][:10] for result in client.get(address, window).json()["results"]]
    assert days == [(first + dt.timedelta(days=n)).isoformat() for n in range(3)]
    whole = client.get(address).json()
    assert whole["total"] > 500
    assert len(whole["results"]) == 100
    assert client.get(address, {"limit": 1, "page": 2}).json()["results"] == [whole["results"][1]]


def test_a_window_goes_forwards(client: Any, region: Any) -> None:
    response = client.get(f"{ADDRESS}/{region.group.listing_id}/occurrences", {"from": "2026-12-02", "to": "2026-12-01"})
    assert response.status_code == 400


def test_nobody_is_named(client: Any, region: Any) -> None:
    editor = User.objects.create_user("toimittaja@example.org", first_name="Testinimi", last_name="Testisukunimi")
    region.place.confirmed_by, region.place.confirmed_on, region.place.owner = editor, timezone.localdate(), editor
    region.place.save()
    for address in (f"{ADDRESS}/{region.place.listing_id}", ADDRESS, f"/api/v2/pages/{region.place.pk}/", "/api/v2/pages/?fields=*"):
        body = client.get(address).content.decode()
        assert "Testi" not in body
        assert "toimittaja" not in body
    assert json.loads(client.get(f"{ADDRESS}/{region.place.listing_id}").content)["freshness"]["confirmed_by"] == "Perheyhdistys"
