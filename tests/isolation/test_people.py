"""Names of people are for their colleagues."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.isolation.queries import colleagues
from tests.isolation.world import CANARY, World

pytestmark = pytest.mark.django_db


def test_filters_offer_colleagues_only(client: Client, world: World) -> None:
    """Case 10: explorer, search, history."""
    client.force_login(world.a.editor)
    for address in (
        reverse("wagtailadmin_explore", args=[world.a.organisation.pk]),
        f"{reverse('wagtailadmin_explore', args=[world.a.organisation.pk])}?q=oma&search_all=1",
        f"{reverse('wagtailadmin_explore', args=[world.a.organisation.pk])}?owner={world.b.editor.pk}&search_all=1",
        f"{reverse('wagtailadmin_explore', args=[world.a.organisation.pk])}?edited_by={world.b.editor.pk}&search_all=1",
        reverse("wagtailadmin_pages:search"),
        reverse("wagtailadmin_pages:history", args=[world.a.draft.pk]),
        reverse("wagtailadmin_pages:workflow_history", args=[world.a.submitted.pk]),
        reverse("wagtailadmin_pages:usage", args=[world.a.place.pk]),
        reverse("wagtailadmin_pages:edit", args=[world.a.submitted.pk]),
        *(reverse(f"wagtail{kind}:index") for kind in ("images", "docs")),
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert CANARY not in answer.content.decode().lower(), address
    owners = client.get(reverse("wagtailadmin_explore", args=[world.a.organisation.pk])).content.decode()
    assert "Oma editor" in owners


def test_coordinators_see_everybody(client: Client, world: World) -> None:
    client.force_login(world.coordinator)
    assert CANARY in client.get(reverse("wagtailadmin_explore", args=[world.home.pk])).content.decode().lower()


def test_colleagues_are_those_of_the_same_organisation(world: World) -> None:
    users = get_user_model().objects
    assert set(colleagues(users.get(pk=world.a.editor.pk))) == set(users.filter(pk__in=[one.pk for one in world.a.people]))
    assert set(colleagues(users.get(pk=world.a.contact.pk))) == set(users.filter(pk__in=[one.pk for one in world.a.people]))
    assert set(colleagues(users.get(pk=world.coordinator.pk))) == set(users.filter(is_active=True))


def test_usage_names_no_page_of_another_organisation(client: Client, world: World) -> None:
    """B's draft takes place at A's public place: A learns that something does, not what."""
    draft = world.b.draft
    draft.meeting_place = world.a.place
    draft.save()
    client.force_login(world.a.editor)
    html = client.get(reverse("wagtailadmin_pages:usage", args=[world.a.place.pk])).content.decode()
    assert CANARY not in html.lower()
    assert Page.objects.filter(pk=draft.pk).exists()


def test_menus_show_no_shut_door(client: Client, world: World) -> None:
    def menu(user: object) -> str:
        client.force_login(user)  # type: ignore[arg-type]
        html: str = client.get(reverse("wagtailadmin_account")).content.decode()
        return html

    members, regional, administrators = menu(world.a.trusted), menu(world.coordinator), menu(world.administrator)
    for address in ("/admin/reports/locked/", "/admin/snippets/", "/admin/redirects/", "/admin/users/", "guide.wagtail.org"):
        assert address not in members, address
    assert "/admin/reports/site-history/" in regional
    assert "/admin/users/" not in regional
    assert "/admin/users/" in administrators
