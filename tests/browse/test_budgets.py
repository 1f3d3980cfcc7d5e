"""SQL per page: within its budget, and the same with one thing and with twenty."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.browse.drawn_cards import kept_cards
from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.pagecache.unchanged import forget_all
from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database  # queries are counted, and Django asks every database the same ones
LIST, DETAIL, TEXT, HOME, REGION = 4, 5, 8, 8, 6
MANY = 19


def queries(client: Client, path: str) -> int:
    """Queries of a page whose navigation, settings and labels are in memory, as they are on all but the first page; its cards and
    what is like it are not."""
    forget_all()
    client.get("/apua-nyt/")
    client.get("/ryhmat/")
    kept_cards.forget()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(path)
    assert response.status_code == 200
    return len(captured)


def multiply(*pages: Any) -> None:
    """Nineteen more of each, in the catalogue, which is all that public pages read."""
    for page in pages:
        for entry in list(CatalogueEntry.objects.filter(page_id=page.pk)):
            facets, dates = list(entry.facets.all()), list(Occurrence.objects.filter(listing_id=entry.listing_id))
            for number in range(MANY):
                listing = entry.listing.model_copy(update={"id": uuid4(), "title": f"{entry.title} {number}"})
                entry.pk, entry.listing_id, entry.data = None, listing.id, listing.model_dump_json()
                entry.save(force_insert=True)
                EntryFacet.objects.bulk_create([EntryFacet(entry=entry, name=one.name, value=one.value) for one in facets])
                for one in dates:
                    one.pk, one.uid, one.listing_id = None, uuid4(), listing.id
                Occurrence.objects.bulk_create(dates[:20])


def more_groups(region: Region) -> None:
    multiply(region.pages["group"])


def more_of_everything(region: Region) -> None:
    multiply(*(region.pages[name] for name in ("place", "group", "event", "service", "helpline", "guide", "material", "organisation")))


def test_detail_pages(client: Client, region: Region) -> None:
    names = ("place", "organisation", "group", "event", "service", "helpline", "guide", "chapter", "material")
    one = {path: queries(client, path) for path in map(region.url, names)}
    assert max(one.values()) <= DETAIL, one
    more_of_everything(region)
    assert {path: queries(client, path) for path in one} == one


LISTS = [
    "/kohtaamispaikat/",
    "/ryhmat/",
    "/palvelut/",
    "/auttavat-palvelut/",
    "/tapahtumat/",
    "/oppaat/",
    "/materiaalit/",
    "/organisaatiot/",
]


def test_lists_with_every_filter(client: Client, region: Region) -> None:
    found = {path: queries(client, f"{path}?municipality=491&topic=ero&only=open_today&only=free&page=1") for path in LISTS}
    assert max(found.values()) <= LIST, found


def test_lists_cost_the_same_with_twenty(client: Client, region: Region) -> None:
    views = ["/kunnat/", "/kunnat/mikkeli/", "/kunnat/puumala/", "/alueet/mikkelin-alue/", "/apua-nyt/", "/tanaan/"]
    paths = [*LISTS, *views, "/"]
    for path in paths:  # what is kept in memory for a minute is read now
        client.get(path)
    one = {path: queries(client, path) for path in paths}
    more_of_everything(region)
    assert {path: queries(client, path) for path in one} == one
    assert all(one[path] <= LIST for path in LISTS)
    assert all(one[path] <= REGION for path in views)
    assert one["/"] <= HOME


@pytest.mark.parametrize("name", ["section", "standard"])
def test_pages_of_text_with_live_listings(client: Client, region: Region, name: str) -> None:
    page = region.pages[name]
    rule: Any = {"heading": "", "kinds": ["peer_group"], "topics": [], "area": "", "empty_text": "Ei ryhmiä."}
    page.body = factories.stream([("rule_listings", rule)])
    page.save()
    one = queries(client, region.url(name))
    more_groups(region)
    assert one <= TEXT
    assert queries(client, region.url(name)) == one
