"""An organisation shows a few of each kind; lists of one organisation show all of it."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from portal.browse.organisation import MOST_OF_KIND
from portal.catalogue.models import CatalogueEntry
from portal.pagecache.kept import HEADER
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import DETAIL, LIST, MANY, multiply, queries

pytestmark = pytest.mark.one_database
LEFT_OUT = "A filter in the address was not understood and is left out."


def id_of(page: Any) -> str:
    return str(CatalogueEntry.objects.get(page_id=page.pk, is_primary=True).listing_id)


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("value", ["x", "491", "%00", "' OR 1=1", str(uuid4()), str(uuid4()).replace("-", ""), "{place}"])
def test_what_is_no_organisation_is_left_out_and_told(client: Client, region: Region, value: str) -> None:
    given = value.replace("{place}", id_of(region.pages["place"]))
    response = client.get("/en/ryhmat/", {"organisation": given})
    shown = response.content.decode()
    assert LEFT_OUT in shown
    assert "Eroryhmä" in shown
    assert HEADER not in response.headers


def test_a_list_of_one_organisation(client: Client, region: Region) -> None:
    factories.group("Toisten ryhmä", factories.organisation("Toinen yhdistys"))
    own = id_of(region.pages["organisation"])
    response = client.get(f"/en/ryhmat/?organisation={own}&only=free")
    shown = response.content.decode()
    assert "Eroryhmä" in shown
    assert "Toisten ryhmä" not in shown
    assert LEFT_OUT not in shown
    assert HEADER in response.headers
    assert re.search(r'class="chip" href="\?only=free">.*Perheyhdistys', shown), "the organisation can be taken away alone"
    assert f'<input type="hidden" name="organisation" value="{own}">' in shown, "it stays when another filter is chosen"
    assert f'href="?organisation={own}"' in shown, "the other filter can be taken away alone"
    assert '<meta name="robots" content="noindex">' in shown
    assert "Toisten ryhmä" in body(client, "/ryhmat/")


def test_a_sensitive_organisation_makes_its_lists_sensitive(client: Client, region: Region) -> None:
    violence = factories.topic("Väkivalta", is_sensitive=True)
    home = factories.organisation("Turvakoti", topics=[violence])
    factories.group("Juttuhetki", home)
    path = f"/ryhmat/?organisation={id_of(home)}"
    response = client.get(path)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Turvakoti" not in re.findall(r"<title>.*?</title>", response.content.decode(), re.S)[0]
    assert "no-store" not in client.get("/ryhmat/").headers["Cache-Control"]


def test_an_organisation_that_has_left_the_public_is_no_filter_any_more(client: Client, region: Region) -> None:
    path = f"/en/ryhmat/?organisation={id_of(region.pages['organisation'])}"
    assert LEFT_OUT not in body(client, path)
    region.pages["organisation"].unpublish()
    assert LEFT_OUT in body(client, path)


def test_its_page_shows_a_few_of_each_kind_and_leads_to_all(client: Client, region: Region) -> None:
    path, own = region.url("organisation"), id_of(region.pages["organisation"])
    assert "?organisation=" not in "".join(re.findall(r'link-target" href="([^"]*)"', body(client, path)))
    multiply(region.pages["group"], region.pages["service"])
    factories.group("Aivan uusi", region.pages["organisation"])
    shown = body(client, path)
    for path_of_list, number in (("/ryhmat/", MANY + 2), ("/palvelut/", MANY + 1)):
        assert f'href="{path_of_list}?organisation={own}"' in shown
        assert f"({number})<" in shown
    assert shown.count("card-peer_group") == shown.count("card-service") == MOST_OF_KIND
    assert f"<strong>{MANY + 2}</strong>" in body(client, f"/ryhmat/?organisation={own}")


def test_queries_are_the_same_with_one_and_with_twenty(client: Client, region: Region) -> None:
    page, one_list = region.url("organisation"), f"/ryhmat/?organisation={id_of(region.pages['organisation'])}"
    before = queries(client, page), queries(client, one_list)
    assert before[0] <= DETAIL
    assert before[1] <= LIST
    multiply(region.pages["group"], region.pages["service"], region.pages["event"])
    assert (queries(client, page), queries(client, one_list)) == before


def test_the_api_tells_what_an_organisation_has(client: Client, region: Region) -> None:
    factories.group("Toisten ryhmä", factories.organisation("Toinen yhdistys"))
    own = id_of(region.pages["organisation"])
    found = client.get("/api/v1/listings", {"organisation": own, "kind": "peer_group"}).json()
    assert [one["title"] for one in found["results"]] == ["Eroryhmä"]
    assert client.get("/api/v1/listings", {"organisation": str(uuid4())}).json()["total"] == 0
    refused = client.get("/api/v1/listings", {"organisation": "x"})
    assert refused.status_code == 400
    assert "organisation" in refused.content.decode()
