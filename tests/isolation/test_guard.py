"""The guard: what is another organisation's answers 404, as what does not exist."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from tests import factories
from tests.isolation.world import CANARY, World

pytestmark = pytest.mark.django_db


def _addresses_of(side: Any, own: Any) -> list[str]:
    """Addresses with ``side``'s identifiers that leak or do harm in stock Wagtail (security.md, table 1)."""
    foreign, task = side.submitted, side.task_state
    pages = "wagtailadmin_pages"
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return [
        *(
            reverse(f"{pages}:{name}", args=[side.draft.pk])
            for name in ("edit", "delete", "move", "copy", "history", "usage", "view_draft")
        ),
        *(reverse(f"{pages}:{name}", args=[side.changed.pk]) for name in ("unpublish", "lock", "unlock", "set_privacy", "revisions_index")),
        reverse(f"{pages}:move_confirm", args=[side.draft.pk, own.organisation.pk]),
        reverse(f"{pages}:move_confirm", args=[own.draft.pk, side.organisation.pk]),
        reverse(f"{pages}:add", args=["events", "eventpage", side.organisation.pk]),
        reverse(f"{pages}:add_subpage", args=[side.organisation.pk]),
        f"{bulk}?id={side.draft.pk}",
        f"{bulk}?id={own.draft.pk}&id={side.draft.pk}",
        f"{bulk}?id=all",
        f"{bulk}?id=all&childOf={side.organisation.pk}",
        f"{reverse('wagtail_bulk_action', args=['media', 'portalimage', 'delete'])}?id={side.image.pk}",
        f"{reverse('wagtail_bulk_action', args=['media', 'portaldocument', 'delete'])}?id={side.document.pk}",
        f"{reverse('wagtail_bulk_action', args=['taxonomy', 'topic', 'delete'])}?id=1",
        reverse(f"{pages}:workflow_action", args=[foreign.pk, "approve", task.pk]),
        reverse(f"{pages}:collect_workflow_action_data", args=[foreign.pk, "reject", task.pk]),
        reverse(f"{pages}:confirm_workflow_cancellation", args=[foreign.pk]),
        reverse(f"{pages}:workflow_preview", args=[foreign.pk, task.task_id]),
        reverse(f"{pages}:workflow_history_detail", args=[foreign.pk, side.workflow_state.pk]),
        reverse("wagtailadmin_explore", args=[side.organisation.pk]),
        reverse("wagtailadmin_choose_page_child", args=[side.draft.pk]),
        f"{reverse('wagtailadmin_choose_page_chosen_multiple')}?id={side.draft.pk}",
        f"{reverse('wagtailadmin_api:pages:listing')}?child_of={side.organisation.pk}",
        reverse("wagtailimages:edit", args=[side.image.pk]),
        reverse("wagtailimages:delete", args=[side.image.pk]),
        reverse("wagtailimages_chooser:chosen", args=[side.image.pk]),
        f"{reverse('wagtailimages_chooser:chosen_multiple')}?id={side.image.pk}",
        reverse("wagtaildocs:edit", args=[side.document.pk]),
        reverse("wagtaildocs_chooser:chosen", args=[side.document.pk]),
    ]


@pytest.mark.parametrize("who", ["editor", "trusted", "contact"])
def test_foreign_identifiers_do_not_exist(client: Client, world: World, who: str) -> None:
    """Case 9 (and 2, 3, 12, 14 where they hurt most): 404 for each, and nothing told by a flash message either."""
    client.force_login(getattr(world.a, who))
    for address in _addresses_of(world.b, world.a):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 404, address
            assert CANARY not in answer.content.decode().lower(), address
    message = [str(one) for one in get_messages(client.get("/admin/account/").wsgi_request)]
    assert not any(CANARY in one.lower() for one in message)


def test_the_same_addresses_with_own_identifiers_work(client: Client, world: World) -> None:
    """What the guard refuses, it refuses because of whose it is."""
    client.force_login(world.b.trusted)
    refused = {
        address
        for address in _addresses_of(world.b, world.b)
        if client.get(address).status_code == 404 and "id=all" not in address and "privacy" not in address and "topic" not in address
    }
    # Nobody may approve the own stage: Wagtail's view answers for itself. Moving a page under itself is no move.
    assert {address for address in refused if "workflow/action" not in address and "collect_action_data" not in address} == set()


def test_a_page_of_ones_own_opens_no_state_of_anothers(client: Client, world: World) -> None:
    """Case 17: own page id with B's revision, stage or moderation."""
    a, b = world.a, world.b
    foreign_revision = b.draft.latest_revision_id
    own = a.submitted.pk
    client.force_login(a.trusted)
    for name, arguments in (
        ("workflow_action", [own, "approve", b.task_state.pk]),
        ("collect_workflow_action_data", [own, "approve", b.task_state.pk]),
        ("workflow_history_detail", [own, b.workflow_state.pk]),
        ("revisions_view", [own, foreign_revision]),
        ("revisions_revert", [own, foreign_revision]),
        ("revisions_unschedule", [own, foreign_revision]),
        ("revisions_compare", [own, "earliest", foreign_revision]),
    ):
        address = reverse(f"wagtailadmin_pages:{name}", args=arguments)
        assert client.get(address).status_code == 404, name
        assert client.post(address).status_code == 404, name
    b.task_state.refresh_from_db()
    assert b.task_state.status == b.task_state.STATUS_IN_PROGRESS


def test_malformed_identifiers_do_not_exist(client: Client, world: World) -> None:
    """Bad input is not an error page."""
    client.force_login(world.a.editor)
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    for value in ("x", "-1", "1e3", "٣", "9" * 40, "1 or 1", "999999"):
        assert client.get(bulk, {"id": value}).status_code == 404, value
        assert client.get(chosen, {"id": value}).status_code == 404, value
    assert client.get(reverse("wagtail_bulk_action", args=["no", "model", "delete"])).status_code == 404
    assert client.post("/admin/editing-sessions/ping/events/eventpage/x/1/").status_code == 404


def test_who_else_edits_is_told_about_own_pages_only(client: Client, world: World) -> None:
    client.force_login(world.a.editor)
    for side, status in ((world.b, 404), (world.a, 200)):
        address = reverse("wagtailadmin_editing_sessions:ping", args=["events", "eventpage", side.draft.pk, 0])
        assert client.post(address).status_code == status


REPORTS = ["locked", "workflow", "workflow_tasks", "site-history", "aging-pages", "page-types-usage"]


@pytest.mark.parametrize("report", REPORTS)
def test_reports_are_the_regions(client: Client, world: World, report: str) -> None:
    """Case 11."""
    for address in (f"/admin/reports/{report}/", f"/admin/reports/{report}/results/"):
        client.force_login(world.a.trusted)
        assert client.get(address).status_code == 404
        client.force_login(world.coordinator)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/", "/admin/workflows/list/", "/admin/sites/"]
)
def test_people_and_rules_are_the_administrators(client: Client, world: World, address: str) -> None:
    """Case 37: whoever may edit users could make an administrator of themselves."""
    for user in (world.a.trusted, world.coordinator):
        client.force_login(user)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    client.force_login(world.administrator)
    assert client.get(address).status_code == 200


def test_tags_are_not_suggested(client: Client, world: World) -> None:
    """Case 12."""
    from taggit.models import Tag

    Tag.objects.create(name=f"{CANARY}-tunniste")
    client.force_login(world.a.editor)
    for address in ("/admin/tag-autocomplete/", "/admin/tag-autocomplete/taggit/tag/"):
        assert client.get(address, {"term": CANARY[:3]}).json() == []
    bulk = reverse("wagtail_bulk_action", args=["media", "portalimage", "add_tags"])
    assert client.get(bulk, {"id": world.a.image.pk}).status_code == 404
    client.force_login(world.coordinator)
    assert client.get("/admin/tag-autocomplete/", {"term": CANARY[:3]}).json() == [f"{CANARY}-tunniste"]


def test_vocabulary_is_the_regions_but_an_address_needs_a_municipality(client: Client, world: World) -> None:
    factories.municipality()
    client.force_login(world.a.editor)
    assert client.get("/admin/snippets/choose/regions/municipality/").status_code == 200
    for address in ("/admin/snippets/", "/admin/snippets/choose/taxonomy/topic/", "/admin/snippets/regions/municipality/"):
        assert client.get(address).status_code == 404
    assert client.post("/admin/snippets/choose/regions/municipality/create/").status_code == 404


def test_a_user_without_organisation_and_a_visitor_see_nothing(client: Client, world: World) -> None:
    """Cases 5 and 6: the login, or what does not exist."""
    for address in (*_addresses_of(world.b, world.a), "/admin/pages/", "/admin/reports/site-history/", "/admin/users/"):
        anonymous = Client().get(address)
        assert anonymous.status_code == 302, address
        assert "login" in anonymous["Location"]
    client.force_login(factories.user())
    for address in _addresses_of(world.b, world.a):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        assert CANARY not in answer.content.decode().lower()


def test_a_member_of_two_organisations_sees_both_and_no_third(client: Client, world: World) -> None:
    """Case 4."""
    from portal.members.models import Role
    from portal.members.services import grant

    third = factories.organisation("Ceciliayhdistys")
    user = factories.member(Role.EDITOR, third)
    grant(user, Role.EDITOR, world.a.organisation, by=None)
    client.force_login(user)
    for page, status in ((third, 200), (world.a.draft, 200), (world.b.draft, 404), (world.b.live, 404)):
        assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == status
    listed = client.get(reverse("wagtailadmin_explore", args=[world.home.pk])).content.decode()
    assert "Ceciliayhdistys" in listed
    assert world.b.organisation.title not in listed
    assert CANARY not in listed


def test_rights_end_with_the_membership_in_an_open_session(client: Client, world: World) -> None:
    """The next request already has none."""
    from portal.members.services import end

    client.force_login(world.a.editor)
    address = reverse("wagtailadmin_pages:edit", args=[world.a.draft.pk])
    assert client.get(address).status_code == 200
    end(world.a.editor.memberships.get(), by=world.coordinator)
    assert client.get(address).status_code in (302, 404)


@pytest.mark.one_database
def test_the_guard_asks_the_database_at_most_three_times(world: World) -> None:
    """One, twenty: the same; the rights are those that Wagtail reads anyway."""
    from django.contrib.auth import get_user_model

    from portal.isolation.identifiers import Identifier
    from portal.isolation.ownership import check

    pages = {str(pk) for pk in Page.objects.descendant_of(world.a.organisation, inclusive=True).values_list("pk", flat=True)}
    for asked in (
        {Identifier.PAGE: {str(world.a.submitted.pk)}, Identifier.TASK_STATE: {str(world.a.task_state.pk)}},
        {Identifier.PAGE: pages, Identifier.REVISION: {str(world.a.draft.latest_revision_id)}},
        {Identifier.CHOOSABLE_PAGE: pages | {str(world.b.live.pk), str(world.home.pk)}},
        {Identifier.IMAGE: {str(world.a.image.pk)}},
    ):
        user = get_user_model().objects.get(pk=world.a.editor.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            check(user, asked)
        assert len(queries) <= 3, [query["sql"] for query in queries]
