"""Publishing and taking away by the clock, and comments (security.md 11: 30)."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Comment, PageSubscription, Revision

from portal.audit.models import AuditEvent
from portal.catalogue.models import CatalogueEntry
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Role
from portal.members.services import end, grant
from portal.moderation.jobs import publish_scheduled
from tests import factories
from tests.admin import edit_form
from tests.moderation.world import CANARY, World, approve, edit, submit


def run(monkeypatch: Any, later: dt.timedelta) -> str:
    """Run the job as if so much time had gone by."""
    now = timezone.now() + later
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        return publish_scheduled(now)


def typed(moment: dt.datetime) -> str:
    """A moment as an editor types it."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def test_an_editors_time_alone_publishes_nothing(client: Any, world: World, monkeypatch: Any) -> None:
    edit(client, world.editor, world.event, "publish", title=CANARY, go_live_at=typed(timezone.now() + dt.timedelta(hours=1)))
    submit(client, world.editor, world.event, title=CANARY, go_live_at=typed(timezone.now() + dt.timedelta(hours=1)))
    assert run(monkeypatch, dt.timedelta(hours=2)) == "0 published, 0 expired"
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"


def test_what_was_approved_is_published_at_its_time_once(client: Any, world: World, monkeypatch: Any) -> None:
    state = submit(client, world.editor, world.event, title="Tuleva nimi", go_live_at=typed(timezone.now() + dt.timedelta(hours=1)))
    assert approve(client, world.coordinator, state).status_code == 302
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    assert run(monkeypatch, dt.timedelta(0)) == "0 published, 0 expired"
    assert run(monkeypatch, dt.timedelta(hours=2)) == "1 published, 0 expired"
    assert run(monkeypatch, dt.timedelta(hours=3)) == "0 published, 0 expired"
    world.event.refresh_from_db()
    assert world.event.title == "Tuleva nimi"
    assert CatalogueEntry.objects.get(page_id=world.event.pk, lang="fi").title == "Tuleva nimi"
    assert AuditEvent.objects.filter(action="page.published_on_schedule").count() == 1


def scheduled(client: Any, world: World, user: Any) -> None:
    """The user publishes the event in an hour, asking nobody."""
    edit(client, user, world.event, "publish", title=CANARY, go_live_at=typed(timezone.now() + dt.timedelta(hours=1)))
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


@pytest.mark.parametrize("how", ["ended", "lowered", "ran out", "account closed"])
def test_what_somebody_scheduled_is_not_published_after_they_lost_the_right(client: Any, world: World, monkeypatch: Any, how: str) -> None:
    scheduled(client, world, world.trusted)
    membership = world.trusted.memberships.get()
    if how == "ended":
        end(membership, by=world.coordinator)
    elif how == "lowered":
        grant(world.trusted, Role.EDITOR, world.organisation, by=world.coordinator)
    elif how == "ran out":
        type(membership).objects.update_or_create(pk=membership.pk, defaults={"valid_until": timezone.localdate() - dt.timedelta(days=1)})
    else:
        type(world.trusted).objects.filter(pk=world.trusted.pk).update(is_active=False)
    assert run(monkeypatch, dt.timedelta(hours=2)) == "0 published, 0 expired, 1 refused"
    assert run(monkeypatch, dt.timedelta(hours=2)) == "0 published, 0 expired"
    world.event.refresh_from_db()
    assert world.event.title == "Perhepäivä"
    told = Notice.objects.filter(once_key__startswith="unscheduled-")
    assert {world.editor.pk, world.coordinator.pk} <= set(told.values_list("user", flat=True))
    assert not [notice for notice in told if CANARY in notice.text]
    assert AuditEvent.objects.filter(action="page.schedule_cancelled", subject_id=str(world.event.pk)).count() == 1


def test_what_a_coordinator_approved_is_published_although_its_editor_has_left(client: Any, world: World, monkeypatch: Any) -> None:
    state = submit(client, world.editor, world.event, title="Tuleva nimi", go_live_at=typed(timezone.now() + dt.timedelta(hours=1)))
    approve(client, world.coordinator, state)
    for user in (world.editor, world.coordinator):
        end(user.memberships.get(), by=None)
    assert run(monkeypatch, dt.timedelta(hours=2)) == "1 published, 0 expired"


def test_who_still_has_the_right_is_not_hindered(client: Any, world: World, monkeypatch: Any) -> None:
    scheduled(client, world, world.trusted)
    assert run(monkeypatch, dt.timedelta(hours=2)) == "1 published, 0 expired"


def test_what_expires_leaves_the_public_and_the_catalogue(client: Any, world: World, monkeypatch: Any) -> None:
    edit(client, world.trusted, world.event, "publish", expire_at=typed(timezone.now() + dt.timedelta(hours=1)))
    assert run(monkeypatch, dt.timedelta(hours=2)) == "0 published, 1 expired"
    world.event.refresh_from_db()
    assert (world.event.live, world.event.expired) == (False, True)
    assert not CatalogueEntry.objects.filter(page_id=world.event.pk, removed=False).exists()
    assert AuditEvent.objects.filter(action="page.expired").count() == 1


def comment(client: Any, user: Any, page: Any, text: str) -> Any:
    """Save a draft with a new comment on the title."""
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(client, address)
    for name, value in {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}.items():
        form[f"comments-{name}"] = value
    row = {"text": text, "contentpath": "title", "position": "", "resolved": "", "id": "", "DELETE": ""}
    replies = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    for name, value in row.items():
        form[f"comments-0-{name}"] = value
    for name, value in replies.items():
        form[f"comments-0-replies-{name}"] = value
    return client.post(address, form)


def test_a_comment_is_told_without_its_words_and_not_to_who_has_left(client: Any, world: World, mailoutbox: list[Any]) -> None:
    gone = factories.member(Role.EDITOR, world.organisation)
    follower = factories.member(Role.EDITOR, world.organisation)
    for user in (gone, follower, world.editor):
        PageSubscription.objects.update_or_create(page=world.event, user=user, defaults={"comment_notifications": True})
    end(gone.memberships.get(), by=None)
    PageSubscription.objects.update_or_create(page=world.event, user=gone, defaults={"comment_notifications": True})
    assert comment(client, world.editor, world.event, CANARY).status_code == 302
    assert Comment.objects.get().text == CANARY
    assert [notice.user_id for notice in Notice.objects.all()] == [follower.pk]
    texts = [notice.text for notice in Notice.objects.all()] + [f"{mail.subject} {mail.body}" for mail in OutgoingMail.objects.all()]
    assert not [text for text in texts if CANARY in text]
    assert mailoutbox == []
