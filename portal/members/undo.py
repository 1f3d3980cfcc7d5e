"""Undoing what one account did to pages, e.g. after it was taken over: each page goes back to what it was before.

Nothing is deleted and nobody else's work is lost: a page goes back by a new revision, and a page that others have changed since is
left alone and named. What cannot be undone (a deleted page, a move, a closed page) is named, too.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, PageLogEntry, Revision

from portal.audit.models import AuditEvent
from portal.audit.services import record
from portal.members.queries import organisation_of

UNDONE = "page.undone"
"""The action in the audit log; its ``revisions`` and ``account`` keep a second run from undoing anything twice."""
CREATED = {"wagtail.create", "wagtail.copy"}
PUBLISHED = {"wagtail.publish", "wagtail.publish.scheduled"}
UNPUBLISHED = {"wagtail.unpublish", "wagtail.unpublish.scheduled"}
BY_HAND = {
    "wagtail.delete": "deleted: can only come back from a backup",
    "wagtail.move": "moved: move it back by hand",
    "wagtail.reorder": "reordered among its neighbours",
    "wagtail.view_restriction.create": "closed to the public: open it by hand",
    "wagtail.view_restriction.edit": "closed to others than before: look at its privacy by hand",
    "wagtail.view_restriction.delete": "opened to the public: close it by hand",
}
"""What the history tells but no revision brings back."""


@dataclass
class PageUndo:
    """What one account did to one page, and what undoing it means."""

    page_id: int
    title: str
    page: Any = None
    """The page as it is; None when it is gone."""
    did: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    refused: str = ""
    """Why it is left alone; empty when it can be undone or nothing is left to undo."""
    first: dt.datetime | None = None
    """The account's first deed in the span."""
    draft: Any = None
    """Revision that was the latest before; None when there was none."""
    live: Any = None
    """Revision that was public before; None when the page was not public."""
    publicity_changed: bool = False
    """Whether the account put the page into the public, took it out, or changed what the public reads."""
    done: str = ""

    @property
    def is_open(self) -> bool:
        """Whether undoing would change anything."""
        return self.page is not None and not self.refused and not self.done and self.first is not None


def plan(user: Any, since: dt.datetime) -> list[PageUndo]:
    """What the account did to pages from ``since`` (aware) until now, page by page, and whether each can be undone."""
    entries = PageLogEntry.objects.filter(user=user, timestamp__gte=since).order_by("timestamp", "pk")
    by_page: dict[int, list[PageLogEntry]] = {}
    for entry in entries:
        by_page.setdefault(entry.page_id, []).append(entry)
    for object_id in Revision.page_revisions.filter(user=user, created_at__gte=since).values_list("object_id", flat=True).distinct():
        by_page.setdefault(int(object_id), [])
    return [_plan_page(user, since, page_id, deeds) for page_id, deeds in sorted(by_page.items())]


def apply(step: PageUndo, user: Any, since: dt.datetime) -> None:
    """Undo one page, in one transaction with its log; what its form refuses is told in ``step.refused``."""
    if not step.is_open:
        return
    try:
        with transaction.atomic():
            _apply(step, user, since)
    except ValidationError as error:
        step.done, step.refused = "", f"the former content is not valid any more: {'; '.join(error.messages)}"


def _plan_page(user: Any, since: dt.datetime, page_id: int, deeds: list[PageLogEntry]) -> PageUndo:
    page = Page.objects.filter(pk=page_id).first()
    step = PageUndo(page_id, page.title if page else deeds[-1].label, page=page.specific if page else None)
    step.by_hand = list(dict.fromkeys(BY_HAND[deed.action] for deed in deeds if deed.action in BY_HAND))
    step.did = list(dict.fromkeys(deed.action.removeprefix("wagtail.") for deed in deeds)) or ["edit"]
    if page is None:
        return step
    revisions = Revision.page_revisions.filter(object_id=str(page_id))
    own = revisions.filter(user=user, created_at__gte=since)
    changes = [deed for deed in deeds if deed.action not in BY_HAND]
    moments = [deed.timestamp for deed in changes] + list(own.values_list("created_at", flat=True))
    if not moments:
        return step
    # A new page's log stands a moment after its first revision, or the other way round: the span begins with the earlier one.
    step.first = min(moments)
    if AuditEvent.objects.filter(action=UNDONE, subject_id=str(page_id), data__account=user.pk, at__gte=max(moments)).exists():
        step.done = "undone before"
        return step
    if _others(user, page_id, step.first):
        step.refused = "others have changed it since: compare its versions by hand"
        return step
    created = any(deed.action in CREATED for deed in deeds)
    before = PageLogEntry.objects.filter(page_id=page_id, timestamp__lt=step.first, action__in=PUBLISHED | UNPUBLISHED)
    last = before.order_by("-timestamp", "-pk").first()
    earlier = revisions.filter(created_at__lt=step.first).order_by("-created_at", "-pk")
    step.draft = None if created else earlier.first()
    if last is not None:
        was_live = last.action in PUBLISHED
    else:  # published without a log, by a script
        was_live = page.first_published_at is not None and page.first_published_at < step.first
    if was_live and not created:
        step.live = (last.revision if last is not None else None) or step.draft
    step.publicity_changed = any(deed.action in PUBLISHED | UNPUBLISHED for deed in deeds) or own.filter(pk=page.live_revision_id).exists()
    if step.draft is None and not created:
        step.refused = "no version from before is kept"
    if step.live is not None and last is not None and step.live == last.revision and step.live.created_at > last.timestamp:
        # Autosave fills a revision anew and dates it so: what stands there now was never public.
        step.refused = "its public version was changed after it was published: compare its versions by hand"
    return step


def _others(user: Any, page_id: int, first: dt.datetime) -> bool:
    """Whether somebody else has changed the page since; the portal itself (jobs, this undoing) is nobody."""
    revisions = Revision.page_revisions.filter(object_id=str(page_id), created_at__gt=first, user__isnull=False).exclude(user=user)
    changing = PUBLISHED | UNPUBLISHED | {"wagtail.edit", "wagtail.revert"}
    entries = PageLogEntry.objects.filter(page_id=page_id, timestamp__gt=first, user__isnull=False, action__in=changing)
    # Who approved what the account wrote has changed nothing of their own.
    return bool(revisions.exists() or entries.exclude(user=user).exclude(revision__user=user).exists())


def _apply(step: PageUndo, user: Any, since: dt.datetime) -> None:
    page, parts = step.page, []
    state = page.current_workflow_state
    if state is not None and state.requested_by_id == user.pk:
        state.cancel(user=None)
        parts.append("submission withdrawn")
    own = Revision.page_revisions.filter(object_id=str(step.page_id), user=user, created_at__gte=since)
    if own.exclude(approved_go_live_at=None).update(approved_go_live_at=None):
        parts.append("timed publishing taken back")
    if step.publicity_changed and step.live is not None:
        _revert(step.live).publish(user=None)
        parts.append(f"public version of {step.live.created_at:%Y-%m-%d %H:%M} UTC published again")
    elif page.live and step.live is None:
        page.unpublish(user=None, log_action="wagtail.unpublish")
        parts.append("taken out of the public")
    if step.draft is not None and (step.draft != step.live or not step.publicity_changed):
        _revert(step.draft)
        parts.append(f"draft of {step.draft.created_at:%Y-%m-%d %H:%M} UTC brought back")
    step.done = ", ".join(parts) or "nothing was left to undo"
    # The name of a page that was never public is draft text.
    named = step.title if page.first_published_at else ""
    subject = ("wagtailcore.page", str(step.page_id), named)
    details = {"account": user.pk, "account_name": user.email, "since": since.isoformat(), "done": step.done}
    record(UNDONE, actor=None, subject_named=subject, organisation=organisation_of(page), **details)


def _revert(revision: Any) -> Any:
    """A new revision with the content of an old one."""
    return revision.as_object().save_revision(log_action=True, previous_revision=revision, clean=False)
