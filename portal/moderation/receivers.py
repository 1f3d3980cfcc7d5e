"""What follows from a workflow's steps and from publishing: the log, and notices. They hear every door, not only ours.

Wagtail's own mails name drafts and go straight out. Ours take their place under Wagtail's own ``dispatch_uid``s: a signal keeps
one receiver for each, so Wagtail's are not connected.
"""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page, PageLogEntry, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected, workflow_submitted

from home.models import HomePage
from portal.audit.services import record
from portal.content.signals import page_written
from portal.members.queries import is_coordinator, organisation_of
from portal.moderation.notices import named, tell_coordinators, tell_decision
from portal.moderation.services import is_approving
from portal.moderation.setup import ensure_workflow

BY_SCHEDULE = {"wagtail.publish.scheduled": "page.published_on_schedule", "wagtail.unpublish.scheduled": "page.expired"}
"""What the job does that publishes and takes away at the time an editor has chosen."""
PUBLISHED = {"wagtail.publish", "wagtail.publish.schedule"}
WITHDRAWN = {"wagtail.unpublish"}


def connect() -> None:
    """Connect everything; called once, when the app is ready."""
    _instead_of_wagtails(task_submitted, TaskState, "group_approval_task_submitted_email_notification", on_submitted)
    _instead_of_wagtails(workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification", _said_by_its_task)
    _instead_of_wagtails(workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification", on_rejected)
    _instead_of_wagtails(workflow_approved, WorkflowState, "workflow_state_approved_email_notification", on_approved)
    workflow_cancelled.connect(on_cancelled, dispatch_uid="moderation-cancelled")
    post_save.connect(on_page_log, sender=PageLogEntry, dispatch_uid="moderation-page-log")
    page_written.connect(on_page_written, dispatch_uid="moderation-workflow")


def _instead_of_wagtails(signal: Any, sender: type, uid: str, receiver: Any) -> None:
    signal.disconnect(sender=sender, dispatch_uid=uid)
    signal.connect(receiver, sender=sender, dispatch_uid=uid)


def _said_by_its_task(**kwargs: Any) -> None:
    """A workflow has one task, and coordinators are told when that begins."""


def on_submitted(instance: TaskState, user: Any = None, **kwargs: Any) -> None:
    """A page was sent, for the first time or again."""
    page = _page(instance.workflow_state)
    submitter = user or instance.workflow_state.requested_by
    _log("page.submitted", submitter, page, instance)
    tell_coordinators(instance, page, submitter)


def on_approved(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A page was approved."""
    state = instance.current_task_state
    page = _page(instance)
    changed = state.revision.user_id not in {None, instance.requested_by_id}
    is_own = getattr(user, "pk", None) in {instance.requested_by_id, state.revision.user_id}
    _log("page.approved", user, page, state, own_submission=is_own, mended=changed)
    tell_decision(state, page, approved=True, by=user)


def on_rejected(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A page was sent back."""
    page = _page(instance)
    _log("page.changes_requested", user, page, instance.current_task_state)
    tell_decision(instance.current_task_state, page, approved=False, by=user)


def on_cancelled(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A submission was withdrawn, or another way of publishing made it needless."""
    _log("page.submission_withdrawn", user, _page(instance), instance.current_task_state)


def on_page_log(instance: PageLogEntry, created: bool, **kwargs: Any) -> None:
    """Publishing without an approval, unpublishing, and what the clock does, through whatever door."""
    if not created:
        return
    action = BY_SCHEDULE.get(instance.action, "")
    if instance.user_id is not None and not is_approving():
        if instance.action in PUBLISHED:
            action = "page.published_by_coordinator" if is_coordinator(instance.user) else "page.published_by_trusted"
        elif instance.action in WITHDRAWN:
            action = "page.unpublished"
    page = Page.objects.filter(pk=instance.page_id).first() if action else None
    if page is not None:
        record(action, actor=instance.user, subject=named(page), organisation=organisation_of(page), revision=instance.revision_id)


def on_page_written(instance: Page, **kwargs: Any) -> None:
    """The home page brings its workflow with it."""
    if isinstance(instance, HomePage):
        ensure_workflow()


def _page(state: WorkflowState) -> Page:
    return Page.objects.get(pk=int(state.object_id))


def _log(action: str, user: Any, page: Page, state: TaskState | None, **data: Any) -> None:
    if state is not None:
        data |= {"submission": state.pk, "revision": state.revision_id}
    record(action, actor=user, subject=named(page), organisation=organisation_of(page), **data)
