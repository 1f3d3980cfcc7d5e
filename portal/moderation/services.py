"""Deciding on a submission. Every decision is logged and told by the workflow's signals (``portal.moderation.receivers``)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from portal.members.queries import is_coordinator
from portal.moderation.submissions import Submission, needs_other_eyes, submission

_approving: ContextVar[bool] = ContextVar("approving", default=False)


class RefusedError(Exception):
    """The decision was not made. The text tells the coordinator why, in the active language."""


class DecidedError(RefusedError):
    """It does not wait any more: somebody has decided, or the editor has withdrawn it."""


class ChangedError(RefusedError):
    """It is not what was shown any more."""


class OwnSubmissionError(RefusedError):
    """The four-eyes rule: another coordinator decides."""


@transaction.atomic
def approve(task_state_id: int, *, by: Any, shown: str) -> Page:
    """Publish exactly what was shown, or schedule it when its time is to come.

    :param by: a coordinator. :param shown: ``Submission.shown`` of the review that was read.
    :returns: the page as it was before.
    :raises PermissionDenied: not a coordinator.
    :raises RefusedError: decided meanwhile, changed meanwhile, or the own submission while another coordinator is there.
    """
    found = _locked(task_state_id, by)
    if needs_other_eyes(found, by):
        raise OwnSubmissionError(_("You sent or changed this yourself, so another coordinator approves it."))
    if shown != found.shown:
        raise ChangedError(_("The page has been changed after you opened it, so nothing was published. Read it as it is now."))
    state = found.task_state
    if state.revision_id != found.revision.pk:
        # A coordinator mended it; what is approved is what was read.
        state.revision = found.revision
        state.save(update_fields=["revision"])
    with _marked_as_approval():
        state.specific.approve(user=by)
    return found.page


@transaction.atomic
def request_changes(task_state_id: int, *, by: Any, reason: str) -> Page:
    """Send it back to the editor with a reason.

    :raises PermissionDenied: not a coordinator.
    :raises ValidationError: no reason was given.
    :raises RefusedError: decided meanwhile.
    """
    if not reason.strip():
        raise ValidationError(_("Tell the editor what should be changed."))
    found = _locked(task_state_id, by)
    found.task_state.specific.reject(user=by, comment=reason.strip())
    return found.page


def is_approving() -> bool:
    """Whether what is being published comes from an approval, which is logged as such."""
    return _approving.get()


@contextmanager
def _marked_as_approval() -> Iterator[None]:
    token = _approving.set(True)
    try:
        yield
    finally:
        _approving.reset(token)


def _locked(task_state_id: int, user: Any) -> Submission:
    """The submission, its page and what would be published held until the transaction ends, so that nobody saves meanwhile.

    :raises PermissionDenied: not a coordinator. :raises DecidedError: it does not wait any more.
    """
    if not is_coordinator(user):
        raise PermissionDenied
    held = TaskState.objects.select_for_update().filter(pk=task_state_id).select_related(None).first()
    found = submission(task_state_id) if held is not None else None
    if found is not None:
        page = Page.objects.select_for_update().get(pk=found.page.pk)
        Revision.objects.select_for_update().filter(pk=page.latest_revision_id).defer("content").first()
        found = submission(task_state_id)
    if found is None:
        raise DecidedError(_("This does not wait any more: somebody has decided on it, or the editor has withdrawn it."))
    return found
