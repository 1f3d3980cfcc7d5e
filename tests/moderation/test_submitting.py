"""What editors and trusted editors may do, and what is refused (security.md 11: 17, 23-26)."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import TaskState, Workflow, WorkflowState

from portal.audit.models import AuditEvent
from portal.catalogue.models import CatalogueEntry
from portal.members.models import Role
from portal.moderation.locks import what_happens_next
from portal.moderation.setup import ensure_workflow
from tests import factories
from tests.admin import page_form
from tests.moderation.world import CANARY, World, approve, edit, public_html, submit, told, waiting_state


# --- Refused -----------------------------------------------------------------------------------------------------
def test_a_forged_publish_of_an_editor_publishes_nothing(client: Any, world: World) -> None:
    edit(client, world.editor, world.event, "publish", title=CANARY)
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert CANARY not in public_html(client, world.event)


def test_an_organisations_page_is_published_by_nobody_in_the_organisation(client: Any, world: World) -> None:
    for user in (world.editor, world.trusted):
        edit(client, user, world.organisation, "publish", title=CANARY)
        world.organisation.refresh_from_db()
        assert world.organisation.title == "Perheyhdistys"


@pytest.mark.parametrize("action", ["", "publish", "submit"])
def test_a_page_that_waits_is_changed_by_nobody_in_the_organisation(client: Any, world: World, action: str) -> None:
    state = submit(client, world.editor, world.event, title="Lähetetty")
    for user in (world.editor, world.trusted):
        client.force_login(user)
        address = reverse("wagtailadmin_pages:edit", args=[world.event.pk])
        response = edit(client, user, world.event, action, title=CANARY)
        assert response.status_code == 200
        assert "name=" in client.get(address).content.decode()
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert world.event.get_latest_revision_as_object().title == "Lähetetty"
    assert waiting_state(world.event) == state


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_wagtails_own_doors_decide_nothing(client: Any, world: World, action: str) -> None:
    state = submit(client, world.editor, world.event, title=CANARY)
    for user in (world.editor, world.trusted, world.coordinator, factories.administrator()):
        client.force_login(user)
        for name in ("workflow_action", "collect_workflow_action_data"):
            client.post(reverse(f"wagtailadmin_pages:{name}", args=[world.event.pk, action, state.pk]), {"comment": "x"})
        edit(client, user, world.event, "workflow-action", **{"workflow-action-name": action})
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRUSTED_EDITOR, Role.MAIN_EDITOR])
def test_the_review_is_not_there_for_members(client: Any, world: World, role: Role) -> None:
    state = submit(client, world.editor, world.event, title=CANARY)
    client.force_login(factories.member(role, world.organisation))
    for response in (
        client.get(reverse("moderation_list")),
        client.get(reverse("moderation_review", args=[state.pk])),
        client.post(reverse("moderation_approve", args=[state.pk]), {"shown": f"{state.revision_id}-0"}),
        client.post(reverse("moderation_request_changes", args=[state.pk]), {"reason": "x"}),
        client.post(reverse("moderation_bulk_approve"), {"ticked": f"{state.pk}:x"}),
    ):
        assert response.status_code == 404
        assert CANARY not in response.content.decode()
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_a_stage_of_another_organisation_is_not_there_beside_an_own_page(client: Any, world: World) -> None:
    other = factories.organisation("Toinen yhdistys")
    foreign = submit(client, factories.member(Role.EDITOR, other), factories.event("Toisten tapahtuma", other), title=CANARY)
    submit(client, world.editor, world.event, title="Oma")
    client.force_login(world.editor)
    for name, arguments in (
        ("workflow_action", [world.event.pk, "reject", foreign.pk]),
        ("revisions_view", [world.event.pk, foreign.revision_id]),
        ("workflow_history_detail", [world.event.pk, foreign.workflow_state_id]),
    ):
        response = client.get(reverse(f"wagtailadmin_pages:{name}", args=arguments))
        assert response.status_code == 404
        assert CANARY not in response.content.decode()


# --- Allowed -----------------------------------------------------------------------------------------------------
def test_a_live_page_stays_until_it_is_approved(client: Any, world: World) -> None:
    before = public_html(client, world.event)
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    assert public_html(client, world.event) == before
    assert approve(client, world.coordinator, state).status_code == 302
    assert "Uusi nimi" in public_html(client, world.event)
    assert CatalogueEntry.objects.get(page_id=world.event.pk, lang="fi").title == "Uusi nimi"


def test_an_editor_is_told_what_happens_next(client: Any, world: World) -> None:
    response = edit(client, world.editor, world.event, "submit", title="Uusi nimi")
    assert what_happens_next() in told(response)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[world.event.pk])).content.decode()
    assert escape(what_happens_next()) in shown
    assert escape(gettext("Withdraw from approval")) in shown
    led = reverse("moderation_review", args=[waiting_state(world.event).pk])
    assert led not in shown
    client.force_login(world.coordinator)
    assert led in client.get(reverse("wagtailadmin_pages:edit", args=[world.event.pk])).content.decode()


def test_an_editor_withdraws_the_own_submission_and_edits_again(client: Any, world: World) -> None:
    submit(client, world.editor, world.event, title="Uusi nimi")
    edit(client, world.editor, world.event, "cancel-workflow")
    assert not WorkflowState.objects.active().exists()
    assert AuditEvent.objects.filter(action="page.submission_withdrawn", actor_id=world.editor.pk).count() == 1
    assert edit(client, world.editor, world.event, title="Vielä uudempi").status_code == 302
    world.event.refresh_from_db()
    assert world.event.get_latest_revision_as_object().title == "Vielä uudempi"


def test_a_colleague_does_not_withdraw_it(client: Any, world: World) -> None:
    submit(client, world.editor, world.event, title="Uusi nimi")
    edit(client, world.trusted, world.event, "cancel-workflow")
    assert WorkflowState.objects.active().count() == 1


def test_a_trusted_editor_publishes_an_own_page_at_once_and_it_is_logged(client: Any, world: World) -> None:
    assert edit(client, world.trusted, world.event, "publish", title="Heti näkyviin").status_code == 302
    assert "Heti näkyviin" in public_html(client, world.event)
    logged = AuditEvent.objects.get(action="page.published_by_trusted")
    assert (logged.actor_id, logged.subject, logged.organisation_id) == (world.trusted.pk, "“Heti näkyviin”", world.organisation.pk)


def test_a_coordinators_page_is_published_at_once_and_logged(client: Any, world: World) -> None:
    page = factories.standard()
    assert edit(client, world.coordinator, page, "publish", title="Uusi otsikko").status_code == 302
    page.refresh_from_db()
    assert page.title == "Uusi otsikko"
    assert AuditEvent.objects.filter(action="page.published_by_coordinator", actor_id=world.coordinator.pk).count() == 1


def test_a_coordinator_does_not_publish_past_an_approval(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Lähetetty")
    response = edit(client, world.coordinator, world.event, "publish", title="Korjattu")
    assert response.url == reverse("moderation_review", args=[state.pk])
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert world.event.get_latest_revision_as_object().title == "Korjattu"
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{bulk}?id={world.event.pk}").url == reverse("moderation_list")
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"


def test_an_editor_restores_an_earlier_version_through_moderation(client: Any, world: World) -> None:
    first = world.event.save_revision()
    edit(client, world.editor, world.event, title="Toinen luonnos")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[world.event.pk, first.pk])
    form = client.get(address)
    assert escape(gettext("Send for approval")) in form.content.decode()
    data = page_form(client, address)
    data["title"] = "Palautettu"
    data["action-publish"] = "action-publish"
    client.post(address, data)
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    del data["action-publish"]
    data["action-submit"] = "action-submit"
    assert client.post(address, data).status_code == 302
    assert waiting_state(world.event).revision.object_str == "Palautettu"


# --- The workflow --------------------------------------------------------------------------------------------------
def test_there_is_one_workflow_however_often_it_is_made(world: World) -> None:
    for _ in range(2):
        ensure_workflow()
    assert [workflow.name for workflow in Workflow.objects.filter(active=True)] == ["Approval"]
    assert world.event.get_workflow() == Workflow.objects.get(active=True)
    assert world.organisation.get_workflow() == world.event.get_workflow()
