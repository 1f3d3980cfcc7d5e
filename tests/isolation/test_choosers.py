"""Choosers offer own and public pages, and call them what the public calls them."""

import json
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.isolation.world import CANARY, World

pytestmark = pytest.mark.django_db


def _browse(client: Client, parent: Page | None = None, **query: Any) -> str:
    answer = client.get(f"/admin/choose-page/{parent.pk}/" if parent else "/admin/choose-page/", query)
    assert answer.status_code == 200
    html: str = json.loads(answer.content)["html"]
    return html


def test_browsing_offers_public_pages_by_their_public_title_and_no_drafts(client: Client, world: World) -> None:
    """Cases 7 and 8: B's draft is absent, B's public page is there, under the title that is live."""
    client.force_login(world.a.editor)
    html = _browse(client, world.b.organisation)
    assert world.b.place.title in html
    assert world.b.changed.title in html
    assert CANARY not in html.lower()
    assert "Bertta" in _browse(client, world.home)


def test_own_drafts_are_offered(client: Client, world: World) -> None:
    client.force_login(world.a.editor)
    assert world.a.draft.title in _browse(client, world.a.organisation)


@pytest.mark.parametrize(
    "page_type", ["events.EventPage", "groups.PeerGroupPage", "organisations.OrganisationPage", "wagtailcore.Page", ""]
)
def test_browsing_begins_with_nothing_of_others(client: Client, world: World, page_type: str) -> None:
    """Wagtail begins at the nearest common page of the type, which may be a draft of somebody else's."""
    Page.objects.filter(pk=world.b.organisation.pk).update(live=False)
    Page.objects.type(type(world.a.draft)).descendant_of(world.a.organisation).delete()
    client.force_login(world.a.editor)
    html = _browse(client, page_type=page_type)
    assert CANARY not in html.lower()
    assert "Bertta" not in html


def test_searching_finds_own_and_public_pages(client: Client, world: World) -> None:
    """Case 7."""
    client.force_login(world.a.editor)

    def search(words: str) -> str:
        return str(client.get("/admin/choose-page/search/", {"q": words}).content.decode())

    assert world.b.live.title in search("Bertan") or world.b.live.title in search(world.b.live.title)
    assert CANARY not in search(CANARY).lower().replace(f"value=&quot;{CANARY}", "").replace(f"q={CANARY}", "")
    assert world.a.draft.title in search("oma")


def test_what_is_live_under_a_draft_or_a_closed_page_is_not_offered(client: Client, world: World) -> None:
    """The name of the page above would stand beside it."""
    Page.objects.filter(pk=world.b.organisation.pk).update(live=False)
    client.force_login(world.a.editor)
    assert client.get(f"/admin/choose-page/{world.b.place.pk}/").status_code == 404
    assert "Bertta" not in client.get("/admin/choose-page/search/", {"q": "Bertan"}).content.decode()
    Page.objects.filter(pk=world.b.organisation.pk).update(live=True)
    assert client.get(f"/admin/choose-page/{world.b.place.pk}/").status_code == 200
    PageViewRestriction.objects.create(page=world.b.organisation, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(f"/admin/choose-page/{world.b.place.pk}/").status_code == 404


def test_chosen_pages_are_told_by_their_public_title(client: Client, world: World) -> None:
    """Case 8, where several are chosen at once."""
    client.force_login(world.a.editor)
    answer = client.get("/admin/choose-page/chosen-multiple/", {"id": [world.b.changed.pk, world.a.draft.pk]})
    titles = {row["adminTitle"] for row in answer.json()["result"]}
    assert titles == {world.b.changed.title, world.a.draft.title}


def test_a_public_address_given_as_external_link_stays_one(client: Client, world: World) -> None:
    """Wagtail would turn it into a link to the page, with the title of its draft."""
    client.force_login(world.a.editor)
    form = {"external-link-chooser-url": f"http://localhost{world.b.changed.url}", "external-link-chooser-link_text": "x"}
    answer = client.post("/admin/choose-external-link/", form)
    assert answer.status_code == 200
    assert CANARY not in answer.content.decode().lower()
    assert answer.json()["result"]["url"] == form["external-link-chooser-url"]
    assert "id" not in answer.json()["result"]


@pytest.mark.parametrize("kind", ["images", "documents"])
def test_files_of_others_are_not_offered(client: Client, world: World, kind: str) -> None:
    client.force_login(world.a.editor)
    for address in (f"/admin/{kind}/chooser/", f"/admin/{kind}/chooser/results/", f"/admin/{kind}/"):
        page = client.get(address).content.decode().lower()
        assert CANARY not in page, address
        assert "oma" in page, address
        collection = client.get(address, {"collection_id": world.b.collection.pk}).content.decode().lower()
        assert CANARY not in collection, address


def test_the_side_menus_tree_holds_own_pages_only(client: Client, world: World) -> None:
    client.force_login(world.a.editor)
    answer = client.get("/admin/api/main/pages/", {"child_of": world.a.organisation.pk, "for_explorer": 1})
    assert answer.status_code == 200
    assert len(answer.json()["items"]) == Page.objects.child_of(world.a.organisation).count()
    everything = client.get("/admin/api/main/pages/", {"limit": 100}).content.decode()
    assert CANARY not in everything.lower()
    assert "Bertta" not in everything
