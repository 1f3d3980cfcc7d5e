"""The page where a member's rights begin is never taken away by its members; drafts and published pages are treated apart."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.admin import edit_form
from tests.isolation.world import World

pytestmark = pytest.mark.django_db
PAGES = "wagtailadmin_pages"


def _row(page: Page) -> Any:
    return Page.objects.values("live", "path", "slug", "title", "locked", "show_in_menus", "expire_at").get(pk=page.pk)


@pytest.mark.parametrize("who", ["editor", "trusted"])
def test_the_organisation_page_is_not_taken_away(client: Client, world: World, who: str) -> None:
    """Case 18: by the pages, by bulk actions, by the admin's API."""
    organisation, before = world.a.organisation, _row(world.a.organisation)
    client.force_login(getattr(world.a, who))
    for name in ("delete", "unpublish", "lock", "unlock", "set_privacy", "convert_alias", "copy", "move"):
        answer = client.post(reverse(f"{PAGES}:{name}", args=[organisation.pk]), {"new_title": "x", "new_slug": "x", "new_parent_page": ""})
        assert answer.status_code in (302, 403, 404), name
    client.post(reverse(f"{PAGES}:move_confirm", args=[organisation.pk, world.a.place.pk]))
    client.post(reverse(f"{PAGES}:set_page_position", args=[organisation.pk]) + "?position=0")
    for action in ("delete", "unpublish", "move", "publish"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        client.post(f"{address}?id={organisation.pk}", {"chooser": world.a.place.pk})
    for action in ("delete", "unpublish", "move", "publish", "copy", "create_alias", "revert_to_page_revision"):
        assert client.post(f"/admin/api/main/pages/{organisation.pk}/action/{action}/", {}).status_code == 404
    assert _row(organisation) == before
    assert Page.objects.filter(title__startswith="Aallotar").count() == 4, "no copy either"
    assert not Page.objects.exclude(alias_of=None).exists()


def _saved(client: Client, page: Page, **forged: Any) -> Any:
    address = reverse(f"{PAGES}:edit", args=[page.pk])
    data = edit_form(client, address)
    data.update({"title": "Uusi nimi", **forged})
    answer = client.post(address, data)
    assert answer.status_code == 302, answer.context and answer.context["form"].errors
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


FORGED = {
    "slug": "vale",
    "show_in_menus": "on",
    "seo_title": "Vale",
    "search_description": "Vale",
    "go_live_at": "2030-01-01 10:00",
    "expire_at": "2031-01-01 10:00",
    "action-publish": "1",
}


@pytest.mark.parametrize("who", ["editor", "trusted"])
def test_a_change_of_the_organisation_page_is_a_draft_whatever_is_sent(client: Client, world: World, who: str) -> None:
    """Case 18: renamed address, menus, end date and publishing are ignored; the texts are saved as a draft."""
    organisation, before = world.a.organisation, _row(world.a.organisation)
    client.force_login(getattr(world.a, who))
    draft = _saved(client, organisation, **FORGED)
    assert draft.title == "Uusi nimi"
    assert (draft.slug, draft.show_in_menus, draft.seo_title, draft.expire_at, draft.go_live_at) == (before["slug"], False, "", None, None)
    assert _row(organisation) == before


def test_a_contact_does_not_take_the_place_away(client: Client, world: World) -> None:
    """A place contact edits the place and what is under it, and neither deletes, moves nor renames the place."""
    place, before = world.a.place, _row(world.a.place)
    client.force_login(world.a.contact)
    for name in ("delete", "unpublish", "move", "copy"):
        assert client.post(reverse(f"{PAGES}:{name}", args=[place.pk])).status_code in (302, 403, 404)
    draft = _saved(client, place, **FORGED)
    assert draft.title == "Uusi nimi"
    assert draft.slug == before["slug"]
    assert _row(place) == before
    assert client.get(reverse(f"{PAGES}:edit", args=[world.a.draft.pk])).status_code == 404, "another page of the organisation"
    assert client.get(reverse(f"{PAGES}:add", args=["groups", "peergrouppage", place.pk])).status_code == 200


def test_the_fields_are_not_shown_either(client: Client, world: World) -> None:
    client.force_login(world.a.trusted)
    fields = client.get(reverse(f"{PAGES}:edit", args=[world.a.organisation.pk])).context["form"].fields
    assert not FORGED.keys() & fields.keys()
    fields = client.get(reverse(f"{PAGES}:edit", args=[world.a.draft.pk])).context["form"].fields
    assert "slug" in fields
    assert "show_in_menus" not in fields
    client.force_login(world.coordinator)
    fields = client.get(reverse(f"{PAGES}:edit", args=[world.a.organisation.pk])).context["form"].fields
    assert {"slug", "show_in_menus"} <= fields.keys()


def test_editors_delete_drafts_that_were_never_published_trusted_editors_also_others(client: Client, world: World) -> None:
    def delete(page: Page) -> bool:
        client.post(reverse(f"{PAGES}:delete", args=[page.pk]))
        return not Page.objects.filter(pk=page.pk).exists()

    client.force_login(world.a.editor)
    assert delete(world.a.draft)
    assert not delete(world.a.changed), "published"
    Page.objects.filter(pk=world.a.changed.pk).update(live=False, first_published_at=timezone.now())
    assert not delete(world.a.changed), "was published once"
    client.force_login(world.a.trusted)
    assert delete(world.a.changed)


def test_an_editor_neither_publishes_nor_unpublishes(client: Client, world: World) -> None:
    """Case 25."""
    client.force_login(world.a.editor)
    client.post(reverse(f"{PAGES}:unpublish", args=[world.a.live.pk]))
    data = edit_form(client, reverse(f"{PAGES}:edit", args=[world.a.draft.pk]))
    data["action-publish"] = "1"
    client.post(reverse(f"{PAGES}:edit", args=[world.a.draft.pk]), data)
    assert _row(world.a.live)["live"]
    assert not _row(world.a.draft)["live"]


def test_organisations_are_made_by_coordinators_and_nothing_under_another(client: Client, world: World) -> None:
    """Case 19."""
    client.force_login(world.a.editor)
    for app, model, parent in (
        ("organisations", "organisationpage", world.home),
        ("organisations", "organisationpage", world.a.organisation),
        ("events", "eventpage", world.b.organisation),
        ("events", "eventpage", world.b.place),
    ):
        before = Page.objects.count()
        address = reverse(f"{PAGES}:add", args=[app, model, parent.pk])
        for answer in (client.get(address), client.post(address, {"title": "x", "slug": "x"})):
            assert answer.status_code in (302, 403, 404)
        assert Page.objects.count() == before


def test_members_do_not_close_pages_and_do_not_see_the_groups(client: Client, world: World) -> None:
    client.force_login(world.a.trusted)
    assert client.get(reverse(f"{PAGES}:set_privacy", args=[world.a.live.pk])).status_code == 404
    html = client.get(reverse(f"{PAGES}:edit", args=[world.a.live.pk])).content.decode()
    assert 'data-a11y-dialog-show="set-privacy"' not in html, "no button opens the dialog"
    client.force_login(world.coordinator)
    html = client.get(reverse(f"{PAGES}:edit", args=[world.a.live.pk])).content.decode()
    assert 'data-a11y-dialog-show="set-privacy"' in html


def test_pages_do_not_move_between_organisations(client: Client, world: World) -> None:
    """Within the own organisation they do."""
    client.force_login(world.a.trusted)
    page = world.a.draft
    address = reverse(f"{PAGES}:move_confirm", args=[page.pk, world.b.place.pk])
    assert client.post(address).status_code == 404
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
    assert client.post(f"{bulk}?id={page.pk}", {"chooser": world.b.organisation.pk}).status_code == 404
    assert client.post(reverse(f"{PAGES}:copy", args=[page.pk]), {"new_parent_page": world.b.organisation.pk}).status_code == 404
    assert client.post(reverse(f"{PAGES}:move_confirm", args=[page.pk, world.a.place.pk])).status_code == 302
    page.refresh_from_db()
    assert page.is_child_of(world.a.place)


def test_pictures_do_not_move_to_anothers_collection(client: Client, world: World) -> None:
    """Case 20: by the form and by bulk action."""
    client.force_login(world.a.editor)
    image, other = world.a.image, world.b.collection
    data = {"title": "x", "alt_text": "x", "collection": other.pk}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    bulk = reverse("wagtail_bulk_action", args=["media", "portalimage", "add_to_collection"])
    client.post(f"{bulk}?id={image.pk}", {"collection": other.pk})
    image.refresh_from_db()
    assert image.collection_id == world.a.collection.pk


def test_no_aliases(client: Client, world: World) -> None:
    """A second listing of the same thing: the copy form does not offer it, and does not take it."""
    client.force_login(world.a.trusted)
    address = reverse(f"{PAGES}:copy", args=[world.a.live.pk])
    assert "alias" not in client.get(address).context["form"].fields
    data = {"new_title": "Kopio", "new_slug": "kopio", "new_parent_page": world.a.organisation.pk, "alias": "on"}
    assert client.post(address, data).status_code == 302
    assert Page.objects.get(slug="kopio").alias_of is None
    assert not Page.objects.get(slug="kopio").live


def test_nothing_is_published_under_an_organisation_that_is_not_public_yet(client: Client, world: World) -> None:
    """Members do not bring an organisation into the public by its events; a coordinator may."""
    Page.objects.filter(pk=world.a.organisation.pk).update(live=False)
    client.force_login(world.a.trusted)
    address = reverse(f"{PAGES}:edit", args=[world.a.draft.pk])
    data = edit_form(client, address)
    data["action-publish"] = "1"
    client.post(address, data)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{bulk}?id={world.a.draft.pk}")
    assert not _row(world.a.draft)["live"]
    Page.objects.filter(pk=world.a.organisation.pk).update(live=True)
    client.post(address, data)
    assert _row(world.a.draft)["live"]
