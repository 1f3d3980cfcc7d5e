"""A new page arrives whole and once, also when several arrive together."""

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.groups.models import PeerGroupPage
from tests import factories
from tests.admin import edit_form, page_form

JSON = {"accept": "application/json"}


def adding(parent: Page) -> str:
    return reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", parent.pk])


@pytest.fixture
def parent(db: None) -> Page:
    return factories.organisation()


@pytest.fixture
def new_group(admin_user: Any, parent: Page) -> QueryDict:
    """The sent form of a group; its address is what scripts make of its name."""
    client = Client()
    client.force_login(admin_user)
    form = page_form(client, adding(parent))
    form.update({"title": "Vauvakahvila", "slug": "vauvakahvila"})
    return form


def slugs() -> list[str]:
    return sorted(PeerGroupPage.objects.values_list("slug", flat=True))


def test_an_existing_page_is_not_moved_onto_another(admin_client: Client, parent: Page) -> None:
    factories.group("Vauvakahvila", parent=parent, slug="vauvakahvila")
    group = factories.group("Taaperot", parent=parent, slug="taaperot")
    address = reverse("wagtailadmin_pages:edit", args=[group.pk])
    form = edit_form(admin_client, address)
    form["slug"] = "vauvakahvila"
    response = admin_client.post(address, form)
    assert "slug" in response.context["form"].errors
    assert slugs() == ["taaperot", "vauvakahvila"]


def test_a_second_group_of_the_same_name_gets_its_own_address(admin_client: Client, parent: Page, new_group: QueryDict) -> None:
    factories.group("Vauvakahvila-iltapäivä", parent=parent, slug="vauvakahvila-iltapaiva")
    for _ in range(3):
        assert admin_client.post(adding(parent), new_group).status_code == 302
    assert slugs() == ["vauvakahvila", "vauvakahvila-2", "vauvakahvila-3", "vauvakahvila-iltapaiva"]


def test_saved_in_the_background_the_open_form_learns_the_address(admin_client: Client, parent: Page, new_group: QueryDict) -> None:
    factories.group("Vauvakahvila", parent=parent, slug="vauvakahvila")
    saved = admin_client.post(adding(parent), new_group, headers=JSON).json()
    assert saved["field_updates"]["slug"] == "vauvakahvila-2"
    form = edit_form(admin_client, saved["url"])
    form.update({"title": "Vauvakahvila", "slug": saved["field_updates"]["slug"]})
    assert admin_client.post(saved["url"], form).status_code == 302
    assert slugs() == ["vauvakahvila", "vauvakahvila-2"]


def test_what_fails_on_its_way_leaves_no_half_page(
    admin_client: Client, parent: Page, new_group: QueryDict, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: Any, **kwargs: Any) -> None:
        raise OSError("no disk")

    monkeypatch.setattr(PeerGroupPage, "save_revision", fails)
    with pytest.raises(OSError, match="no disk"):
        admin_client.post(adding(parent), new_group)
    assert slugs() == []
    assert Page.objects.get(pk=parent.pk).numchild == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_groups_of_one_name_that_arrive_together_are_all_there(admin_user: Any, parent: Page, new_group: QueryDict) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory database belongs to one thread")
    statuses: list[int] = []
    clients = [Client() for _ in range(4)]
    for client in clients:
        client.force_login(admin_user)

    def send(client: Client) -> None:
        try:
            statuses.append(client.post(adding(parent), new_group, headers=JSON).status_code)
        finally:
            connection.close()

    _together([partial(send, client) for client in clients])
    assert statuses == [200] * 4
    assert slugs() == ["vauvakahvila", *(f"vauvakahvila-{number}" for number in (2, 3, 4))]
    assert Page.objects.get(pk=parent.pk).numchild == 4
    assert not Page.find_problems()[0]


def _together(tasks: list[Callable[[], None]]) -> None:
    threads = [Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
