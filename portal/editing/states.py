"""Where a page stands, and what happens next: in words, the same in the editor and in the list of my organisation."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from portal.listings.listing import Listing


class State(StrEnum):
    """From what needs somebody most to what needs nobody."""

    RETURNED = "returned"
    OVERDUE = "overdue"
    DRAFT = "draft"
    CHANGED = "changed"
    HIDDEN = "hidden"
    SCHEDULED = "scheduled"
    WAITING = "waiting"
    LIVE = "live"


@dataclass(frozen=True)
class PageState:
    """A page's state in words."""

    state: State
    label: str
    next: str
    """What happens next, or what to do, in one or two sentences."""
    reason: str = ""
    """Why a coordinator sent it back, in the coordinator's words."""


def state_of(page: Page, *, workflow: WorkflowState | None, listing: Listing | None, today: dt.date) -> PageState:
    """The state of one page.

    :param workflow: its workflow in progress or sent back, with ``current_task_state``; None when there is none.
    :param listing: what the public sees; None when nothing. :param today: Europe/Helsinki.
    """
    if workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        advice = _("Mend what was asked for, then send it again.")
        return PageState(State.RETURNED, _("Sent back to you"), advice, reason=getattr(workflow.current_task_state, "comment", ""))
    if workflow is not None and workflow.status == WorkflowState.STATUS_IN_PROGRESS:
        return _waiting(page, workflow)
    if not page.live:
        return _not_live(page)
    if listing is not None and listing.freshness.is_overdue(today):
        advice = _("Families see that nobody has checked it lately. Check the page and confirm it.")
        return PageState(State.OVERDUE, _("Public, but not confirmed in time"), advice)
    if page.has_unpublished_changes:
        advice = _("Families see the earlier version until your changes are published.")
        return PageState(State.CHANGED, _("Public, with unpublished changes"), advice)
    return PageState(State.LIVE, _("Public"), _("Families find it. Nothing to do."))


def workflows_of(pages: Iterable[Page]) -> dict[int, WorkflowState]:
    """Workflows of these pages that are in progress or sent back, by the page's primary key. One query."""
    active = WorkflowState.objects.active().select_related("current_task_state")
    found = active.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(page.pk) for page in pages]
    ).order_by("pk")
    return {int(state.object_id): state for state in found}


def _waiting(page: Page, workflow: WorkflowState) -> PageState:
    task_state: Any = workflow.current_task_state
    since = date_format(timezone.localdate(task_state.started_at if task_state else workflow.created_at), "SHORT_DATE_FORMAT")
    label = _("Waits for approval since %(day)s") % {"day": since}
    if page.live:
        return PageState(State.WAITING, label, _("A coordinator reads it. Families see the earlier version until then."))
    return PageState(State.WAITING, label, _("A coordinator reads it. You get an e-mail when it is public or sent back."))


def _not_live(page: Page) -> PageState:
    if page.go_live_at is not None and page.approved_schedule:
        day = date_format(timezone.localtime(page.go_live_at), "SHORT_DATETIME_FORMAT")
        return PageState(State.SCHEDULED, _("Becomes public %(moment)s") % {"moment": day}, _("Nothing to do."))
    if page.first_published_at is not None:
        return PageState(State.HIDDEN, _("Taken out of the public"), _("Families do not see it. Publish it again, or leave it."))
    return PageState(State.DRAFT, _("Draft"), _("Only your organisation and the coordinators see it. Send it when it is ready."))
