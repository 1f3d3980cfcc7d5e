"""Wagtail's own API: live public pages with public fields, nothing else."""

from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v2/pages/"


def test_drafts_and_restricted_pages_are_not_there(client: Any, region: Any) -> None:
    region.guide.title = "Luonnoksen otsikko"
    region.guide.save_revision()
    region.group.unpublish()
    PageViewRestriction.objects.create(page=region.place, restriction_type=PageViewRestriction.LOGIN)
    listed = client.get(ADDRESS, {"limit": 100}).json()
    titles = {item["title"] for item in listed["items"]}
    assert "Eron opas" in titles
    assert not titles & {"Luonnoksen otsikko", "Eroryhmä", "Perheiden olohuone"}
    for page in (region.group, region.place):
        assert client.get(f"{ADDRESS}{page.pk}/").status_code == 404


def test_the_fictional_example_is_not_there(client: Any, region: Any) -> None:
    example = factories.organisation("Esimerkkiyhdistys", record_status="example")
    group = factories.group("Esimerkkiryhmä", parent=example, record_status="example")
    assert group.live
    everything = client.get(ADDRESS, {"limit": 100}).json()
    groups = client.get(ADDRESS, {"limit": 100, "type": "groups.PeerGroupPage"}).json()
    assert {item["title"] for item in everything["items"]} >= {"Eroryhmä", "Eron opas"}
    assert not {item["title"] for item in everything["items"]} & {"Esimerkkiyhdistys", "Esimerkkiryhmä"}
    assert [item["title"] for item in groups["items"]] == ["Eroryhmä"]
    assert [client.get(f"{ADDRESS}{page.pk}/").status_code for page in (example, group)] == [404, 404]
    assert client.get(ADDRESS, {"child_of": example.pk}).status_code == 400


def test_a_findable_page_leads_to_its_listing(client: Any, region: Any) -> None:
    detail = client.get(f"{ADDRESS}{region.group.pk}/").json()
    assert detail["listing_id"] == str(region.group.listing_id)
    assert detail["summary"] == "Vertaisryhmä eronneille vanhemmille."
    assert set(detail["meta"]) == {
        *("type", "detail_url", "html_url", "slug", "show_in_menus", "seo_title", "search_description", "first_published_at", "parent"),
    }
    assert set(detail) == {"id", "meta", "title", "listing_id", "summary", "plain_summary"}


def test_a_chapter_has_no_listing_of_its_own(client: Any, region: Any) -> None:
    assert "listing_id" not in client.get(f"{ADDRESS}{region.chapter.pk}/").json()


@pytest.mark.parametrize(
    "query",
    ["search=ero", "owner=1", "fields=owner", "fields=latest_revision", "fields=confirmed_by", "live=false", "confirmed_by=1", "locale=fi"],
)
def test_nothing_else_can_be_asked(client: Any, region: Any, query: str) -> None:
    assert client.get(f"{ADDRESS}?type=places.MeetingPlacePage&{query}").status_code == 400


def test_no_more_than_a_hundred_at_once(client: Any, region: Any) -> None:
    assert client.get(ADDRESS, {"limit": 101}).status_code == 400


def test_the_answer_is_json_whoever_asks(client: Any, region: Any, admin_user: Any) -> None:
    client.force_login(admin_user)
    region.group.unpublish()
    response = client.get(ADDRESS, {"limit": 100}, headers={"Accept": "text/html"})
    assert response["Content-Type"] == "application/json"
    assert "Eroryhmä" not in response.content.decode()
