"""The coordinator's decision: exactly what was shown, four eyes, a reason (security.md 11: 27, 28)."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import TaskState

from portal.audit.models import AuditEvent
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Role
from portal.members.services import end
from tests import factories
from tests.admin import edit_form
from tests.moderation.world import CANARY, World, approve, edit, public_html, review, submit, told, waiting_state

FOUR_EYES = "You sent or changed this yourself. Four eyes see more than two: another coordinator approves it."


# --- Refused -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("shown", ["", "x", "1", "1-2-3", "999999-1.0"])
def test_nonsense_instead_of_a_revision_approves_nothing(client: Any, world: World, shown: str) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    response = approve(client, world.coordinator, state, shown)
    assert response.status_code == 409
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"


def test_what_was_changed_after_it_was_opened_is_not_approved(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Luettu nimi")
    shown = review(client, world.coordinator, state).context["submission"].shown
    edit(client, factories.coordinator(), world.event, title="Muutettu nimi")
    response = approve(client, world.coordinator, state, shown)
    assert response.status_code == 409
    html = response.content.decode()
    assert escape(gettext("The page has been changed after you opened it, so nothing was published. Read it as it is now.")) in html
    assert "Muutettu" in html
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    # Read again, it is approved as it is now.
    assert approve(client, world.coordinator, state).status_code == 302
    world.event.refresh_from_db()
    assert world.event.title == "Muutettu nimi"


def test_a_revision_filled_anew_by_autosave_is_not_approved(client: Any, world: World) -> None:
    """Wagtail's autosave writes into the same revision: its number alone does not say that it is the same."""
    first = factories.coordinator()
    state = submit(client, first, world.event, title="Luettu nimi")
    shown = review(client, world.coordinator, state).context["submission"].shown
    world.event.refresh_from_db()
    draft = world.event.get_latest_revision_as_object()
    draft.title = CANARY
    draft.save_revision(user=first, overwrite_revision=world.event.latest_revision)
    assert approve(client, world.coordinator, state, shown).status_code == 409
    world.event.refresh_from_db()
    assert (world.event.title, world.event.latest_revision_id) == ("Perhepäivä", state.revision_id)


def test_what_was_decided_meanwhile_is_told(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    shown = review(client, world.coordinator, state).context["submission"].shown
    assert approve(client, world.coordinator, state, shown).status_code == 302
    again = approve(client, world.coordinator, state, shown)
    assert again.url == reverse("moderation_list")
    assert gettext("This does not wait any more: somebody has decided on it, or the editor has withdrawn it.") in told(again)
    assert AuditEvent.objects.filter(action="page.approved").count() == 1
    assert review(client, world.coordinator, state).status_code == 302
    assert client.get(reverse("moderation_review", args=[999])).status_code == 404


def test_the_own_submission_is_left_to_another_coordinator(client: Any, world: World) -> None:
    second = factories.coordinator()
    state = submit(client, world.coordinator, world.event, title="Uusi nimi")
    page = review(client, world.coordinator, state)
    assert gettext(FOUR_EYES) in page.content.decode()
    assert approve(client, world.coordinator, state, page.context["submission"].shown).status_code == 409
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert approve(client, second, state).status_code == 302
    world.event.refresh_from_db()
    assert world.event.title == "Uusi nimi"


def test_the_only_coordinator_approves_the_own_submission_and_it_is_logged(client: Any, world: World) -> None:
    gone = factories.coordinator()
    end(gone.memberships.get(), by=None)
    state = submit(client, world.coordinator, world.event, title="Uusi nimi")
    alone = gettext("You sent or changed this yourself. There is no other coordinator now, so you may approve it; that is logged.")
    assert alone in review(client, world.coordinator, state).content.decode()
    assert approve(client, world.coordinator, state).status_code == 302
    assert AuditEvent.objects.get(action="page.approved").data["own_submission"] is True


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_nothing_is_sent_back_without_a_reason(client: Any, world: World, reason: str) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    client.force_login(world.coordinator)
    response = client.post(reverse("moderation_request_changes", args=[state.pk]), {"reason": reason})
    assert response.status_code == 422
    assert escape(gettext("Tell the editor what should be changed.")) in response.content.decode()
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("name", ["moderation_approve", "moderation_request_changes"])
def test_a_decision_is_no_link(client: Any, world: World, name: str) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    client.force_login(world.coordinator)
    assert client.get(reverse(name, args=[state.pk]), {"reason": "x", "shown": "x"}).status_code == 405
    state.refresh_from_db()
    assert state.status == TaskState.STATUS_IN_PROGRESS


# --- Sent back ---------------------------------------------------------------------------------------------------
def test_the_reason_reaches_the_editor_who_mends_and_sends_again(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    client.force_login(world.coordinator)
    client.post(reverse("moderation_request_changes", args=[state.pk]), {"reason": "Lisää <puhelinnumero>."})
    client.force_login(world.editor)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[world.event.pk])).content.decode()
    assert "Lisää &lt;puhelinnumero&gt;." in shown
    assert "Lisää &lt;puhelinnumero&gt;." in client.get(reverse("wagtailadmin_home")).content.decode()
    notice = Notice.objects.get(user=world.editor)
    assert notice.text == gettext("Changes are asked for: %(page)s. Open the page to read why.") % {"page": "“Perhepäivä”"}
    assert "puhelinnumero" not in notice.text
    again = submit(client, world.editor, world.event, title="Korjattu nimi")
    assert again.pk != state.pk
    assert approve(client, world.coordinator, again).status_code == 302
    assert [event.action for event in AuditEvent.objects.filter(action__startswith="page.").order_by("pk")] == [
        *("page.submitted", "page.changes_requested", "page.submitted", "page.approved")
    ]


# --- Several at once ---------------------------------------------------------------------------------------------
def test_only_ticked_rows_as_they_were_shown_are_approved(client: Any, world: World) -> None:
    group = factories.group("Vauvaryhmä", world.organisation)
    changed = factories.event("Muuttuva", world.organisation)
    place = factories.place("Olohuone", world.organisation)
    states = [submit(client, world.editor, page, title=f"Uusi {page.title}") for page in (world.event, group, changed, place)]
    client.force_login(world.coordinator)
    rows = {row.task_state.pk: row for row in client.get(reverse("moderation_list")).context["rows"]}
    edit(client, factories.coordinator(), changed, title="Toinen")
    client.force_login(world.coordinator)
    ticked = [f"{state.pk}:{rows[state.pk].shown}" for state in (states[0], states[2], states[3])]
    response = client.post(reverse("moderation_bulk_approve"), {"ticked": [*ticked, "x", "99999:1-1"]})
    outcomes = response.context["outcomes"]
    assert [one.approved for one in outcomes] == [True, False, False, False, False]
    assert outcomes[1].why == gettext("The page has been changed after you opened it, so nothing was published. Read it as it is now.")
    assert outcomes[2].why == gettext("Pages of this kind are approved one by one.")
    for page, title in ((world.event, "Uusi Perhepäivä"), (group, "Vauvaryhmä"), (changed, "Muuttuva"), (place, "Olohuone")):
        page.refresh_from_db()
        assert page.title == title


def test_the_list_is_oldest_first_and_filtered(client: Any, world: World) -> None:
    other = factories.organisation("Toinen yhdistys")
    first = submit(client, world.editor, world.event, title="Ensimmäinen")
    second = submit(client, factories.member(Role.EDITOR, other), factories.group("Ryhmä", other), title="Toinen")
    TaskState.objects.filter(pk=second.pk).update(started_at=timezone.now() - dt.timedelta(days=3))
    client.force_login(world.coordinator)
    address = reverse("moderation_list")

    def rows(**filters: Any) -> list[int]:
        return [row.task_state.pk for row in client.get(address, filters).context["rows"]]

    assert rows() == [second.pk, first.pk]
    assert rows(organisation=world.organisation.pk) == [first.pk]
    assert rows(kind="groups.peergrouppage") == [second.pk]
    assert rows(organisation="x", kind="y", p="z") == []


@pytest.mark.one_database
def test_lists_ask_the_same_number_of_questions_however_much_waits(client: Any, world: World) -> None:
    submit(client, world.editor, world.event, title="Uusi")
    client.force_login(world.coordinator)
    with_one = [_queries(client, address) for address in (reverse("moderation_list"), reverse("wagtailadmin_home"))]
    for number in range(19):
        page = factories.event(f"Tapahtuma {number}", factories.organisation(f"Yhdistys {number}"))
        page.save_revision(user=world.editor)
        page.get_workflow().start(page, world.editor)
    assert client.get(reverse("moderation_list")).context["total"] == 20
    assert [_queries(client, address) for address in (reverse("moderation_list"), reverse("wagtailadmin_home"))] == with_one


def _queries(client: Any, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- Mails -------------------------------------------------------------------------------------------------------
def test_no_mail_or_notice_holds_a_drafts_words(client: Any, world: World, mailoutbox: list[Any]) -> None:
    live = submit(client, world.editor, world.event, title=f"{CANARY} 2", summary=f"{CANARY} 3")
    client.force_login(world.editor)
    new = world.event.copy(update_attrs={"title": f"{CANARY} 4", "slug": "kanari", "live": False}, copy_revisions=False, keep_live=False)
    waiting_new = submit(client, world.editor, new, title=f"{CANARY} 5")
    client.force_login(world.coordinator)
    client.post(reverse("moderation_request_changes", args=[waiting_new.pk]), {"reason": f"{CANARY} 6"})
    approve(client, world.coordinator, live)
    texts = [text for notice in Notice.objects.all() for text in (notice.text, notice.url)]
    texts += [text for mail in OutgoingMail.objects.all() for text in (mail.subject, mail.body, mail.html)]
    texts += [
        f"{event.subject} {event.data}" for event in AuditEvent.objects.filter(action__in=["page.submitted", "page.changes_requested"])
    ]
    assert len(texts) > 8
    # What was approved is public and may be named; nothing else.
    assert not [text for text in texts if any(f"{CANARY} {number}" in text for number in (3, 4, 5, 6))]
    assert mailoutbox == []


def test_coordinators_are_told_once_and_the_submitter_of_the_decision(client: Any, world: World) -> None:
    second = factories.coordinator()
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    assert set(Notice.objects.values_list("user", flat=True)) == {world.coordinator.pk, second.pk}
    assert {notice.url for notice in Notice.objects.all()} == {reverse("moderation_review", args=[state.pk])}
    approve(client, world.coordinator, state)
    assert Notice.objects.filter(user=world.editor).count() == 1
    assert Notice.objects.count() == 3


def test_who_has_left_is_not_told_and_a_main_editor_is(client: Any, world: World) -> None:
    chief = factories.member(Role.MAIN_EDITOR, world.organisation)
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    end(world.editor.memberships.get(), by=None)
    approve(client, world.coordinator, state)
    assert not Notice.objects.filter(user=world.editor).exists()
    assert Notice.objects.filter(user=chief).count() == 1


def test_a_submission_can_be_approved_after_its_editor_is_gone(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    world.editor.delete()
    assert approve(client, world.coordinator, state).status_code == 302
    assert "Uusi nimi" in public_html(client, world.event)


def test_a_coordinators_mending_is_shown_and_published(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    edit(client, world.coordinator, world.event, title="Korjattu nimi")
    assert gettext("Changed since by") in review(client, world.coordinator, state).content.decode()
    assert approve(client, world.coordinator, state).status_code == 302
    world.event.refresh_from_db()
    assert (world.event.title, world.event.has_unpublished_changes) == ("Korjattu nimi", False)
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
    assert AuditEvent.objects.get(action="page.approved").data["mended"] is True


def test_an_autosave_after_approval_is_a_new_submission(client: Any, world: World) -> None:
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    approve(client, world.coordinator, state)
    address = reverse("wagtailadmin_pages:edit", args=[world.event.pk])
    client.force_login(world.editor)
    form = edit_form(client, address)
    form.update({"title": "Kolmas nimi", "overwrite_revision_id": str(state.revision_id)})
    assert client.post(address, form, headers={"accept": "application/json"}).json()["revision_id"] != state.revision_id
    second = submit(client, world.editor, world.event)
    assert waiting_state(world.event) == second
    assert second.revision_id != state.revision_id
    world.event.refresh_from_db()
    assert world.event.title == "Uusi nimi"
    state.revision.refresh_from_db()
    assert state.revision.content["title"] == "Uusi nimi"


def test_who_has_rewritten_it_leaves_it_to_another_coordinator(client: Any, world: World) -> None:
    second = factories.coordinator()
    state = submit(client, world.editor, world.event, title="Uusi nimi")
    edit(client, world.coordinator, world.event, title="Aivan muuta")
    page = review(client, world.coordinator, state)
    assert gettext(FOUR_EYES) in page.content.decode()
    assert approve(client, world.coordinator, state, page.context["submission"].shown).status_code == 409
    client.force_login(world.coordinator)
    shown = page.context["submission"].shown
    assert not client.post(reverse("moderation_bulk_approve"), {"ticked": [f"{state.pk}:{shown}"]}).context["outcomes"][0].approved
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert approve(client, second, state).status_code == 302
    assert AuditEvent.objects.get(action="page.approved").data["own_submission"] is False
    world.event.refresh_from_db()
    assert world.event.title == "Aivan muuta"
