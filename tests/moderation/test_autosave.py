"""Wagtail's autosave fills the editor's latest revision anew. What others read, approved or published stays what it was."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision

from portal.freshness.jobs import work
from portal.freshness.models import ReviewStep, Step
from portal.members.models import Role
from tests import factories
from tests.admin import edit_form
from tests.freshness.world import due_in
from tests.moderation.world import CANARY, World, approve, edit, submit


def autosave(client: Any, user: Any, page: Any, revision: Revision, title: str) -> Any:
    """What the edit form's script sends a second time from one sitting."""
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(client, address)
    form.update({"title": title, "overwrite_revision_id": str(revision.pk)})
    return client.post(address, form, headers={"accept": "application/json"})


def approved(client: Any, world: World, **values: str) -> Revision:
    """The event's latest revision, written by the editor and approved."""
    assert approve(client, world.coordinator, submit(client, world.editor, world.event, **values)).status_code == 302
    world.event.refresh_from_db()
    latest: Revision = world.event.latest_revision
    return latest


def title_in(revision: Revision) -> str:
    """The stored title."""
    revision.refresh_from_db()
    return str(revision.content["title"])


# --- Refused -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", ["x", "-1", "999999", "1" * 40])
def test_a_number_that_is_no_revision_saves_nothing(client: Any, world: World, number: str) -> None:
    revision = approved(client, world, title="Hyväksytty")
    client.force_login(world.editor)
    address = reverse("wagtailadmin_pages:edit", args=[world.event.pk])
    form = edit_form(client, address)
    form.update({"title": CANARY, "overwrite_revision_id": number})
    assert client.post(address, form, headers={"accept": "application/json"}).status_code in {400, 404}
    world.event.refresh_from_db()
    assert (world.event.latest_revision_id, title_in(revision)) == (revision.pk, "Hyväksytty")


def test_an_older_revision_is_still_told_apart(client: Any, world: World) -> None:
    revision = approved(client, world, title="Hyväksytty")
    edit(client, world.trusted, world.event, title="Toisen luonnos")
    assert autosave(client, world.editor, world.event, revision, CANARY).status_code == 400
    assert title_in(revision) == "Hyväksytty"


# --- A new revision ----------------------------------------------------------------------------------------------
def test_what_was_approved_is_not_filled_anew(client: Any, world: World) -> None:
    revision = approved(client, world, title="Hyväksytty")
    saved = json.loads(autosave(client, world.editor, world.event, revision, CANARY).content)
    assert saved["success"]
    assert saved["revision_id"] != revision.pk
    world.event.refresh_from_db()
    assert (world.event.live_revision_id, title_in(world.event.live_revision)) == (revision.pk, "Hyväksytty")
    assert world.event.has_unpublished_changes
    # From then on the sitting fills its own draft, as Wagtail means it.
    again = json.loads(autosave(client, world.editor, world.event, Revision.objects.get(pk=saved["revision_id"]), "Kolmas").content)
    assert again["revision_id"] == saved["revision_id"]


def test_what_waits_for_its_time_is_not_filled_anew(client: Any, world: World) -> None:
    later = timezone.localtime(timezone.now() + dt.timedelta(hours=2)).strftime("%Y-%m-%d %H:%M")
    revision = approved(client, world, title="Ajastettu", go_live_at=later)
    assert revision.approved_go_live_at is not None
    autosave(client, world.editor, world.event, revision, CANARY)  # Wagtail's own lock refuses it altogether
    assert title_in(revision) == "Ajastettu"
    assert revision.approved_go_live_at is not None


def test_what_was_sent_is_not_filled_anew(client: Any, world: World) -> None:
    state = submit(client, world.coordinator, world.event, title="Lähetetty")
    assert autosave(client, world.coordinator, world.event, state.revision, CANARY).status_code == 200
    assert title_in(state.revision) == "Lähetetty"


def test_what_was_public_once_is_not_filled_anew(client: Any, world: World) -> None:
    edit(client, world.trusted, world.event, "publish", title="Julkaistu")
    world.event.refresh_from_db()
    revision = world.event.live_revision
    world.event.unpublish(user=world.coordinator)
    assert autosave(client, world.trusted, world.event, revision, CANARY).status_code == 200
    assert title_in(revision) == "Julkaistu"


# --- What followed from it -----------------------------------------------------------------------------------------
def test_undoing_an_autosave_publishes_no_draft(client: Any, world: World) -> None:
    revision = approved(client, world, title="Hyväksytty")
    then = timezone.now() - dt.timedelta(days=3)
    Revision.page_revisions.filter(object_id=str(world.event.pk)).update(created_at=then)
    PageLogEntry.objects.filter(page_id=world.event.pk).update(timestamp=then)
    revision.refresh_from_db()
    assert autosave(client, world.editor, world.event, revision, CANARY).status_code == 200
    call_command("undo_user", world.editor.email, "--since", "1d", "--apply")
    world.event.refresh_from_db()
    assert (world.event.title, world.event.live) == ("Hyväksytty", True)
    assert world.event.get_latest_revision_as_object().title == "Hyväksytty"


def test_what_is_taken_down_and_put_back_is_no_draft(client: Any, world: World) -> None:
    group = factories.group("Ryhmä", world.organisation)
    factories.member(Role.MAIN_EDITOR, world.organisation)
    approve(client, world.coordinator, submit(client, world.editor, group, title="Hyväksytty"))
    group.refresh_from_db()
    revision = group.live_revision
    type(group).objects.filter(pk=group.pk).update(confirmed_on=due_in(-100))
    now = timezone.now()
    work(now)
    work(now + dt.timedelta(days=14))
    assert autosave(client, world.editor, group, revision, CANARY).status_code == 200
    client.force_login(world.coordinator)
    client.post(reverse("freshness_restore", args=[ReviewStep.objects.get(step=Step.TAKEN_DOWN, page=group).pk]))
    group.refresh_from_db()
    assert (group.title, group.live) == ("Hyväksytty", True)
