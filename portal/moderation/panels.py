"""Moderation's panels on the desk."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from portal.catalogue.counts import current_by_municipality
from portal.content.choices import KIND_LABELS
from portal.isolation.queries import own_pages
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.members.queries import is_coordinator
from portal.moderation.submissions import kind_name, submissions, waiting_states
from portal.regions.models import Municipality

SHOWN = 5
"""Submissions on the desk; the rest are on the list."""
REMEMBERED = dt.timedelta(days=7)
"""How long an editor still sees that something was approved."""
COUNTED = (Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT, Kind.SERVICE)


def waiting_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What waits for a coordinator, oldest first. Six queries."""
    if not is_coordinator(request.user):
        return None
    states = waiting_states()
    total = states.aggregate(total=Count("pk"))["total"]
    return {"rows": submissions(states[:SHOWN]), "total": total, "more": max(total - SHOWN, 0)}


def own_submissions_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What the user has sent: waiting, sent back with its reason, approved lately. Of pages that are still the user's."""
    recent = Q(status=WorkflowState.STATUS_APPROVED, current_task_state__finished_at__gte=timezone.now() - REMEMBERED)
    active = Q(status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES))
    states = list(
        WorkflowState.objects.filter(active | recent, requested_by=request.user)
        .select_related("current_task_state")
        .order_by("-current_task_state__started_at", "-pk")[:20]
    )
    if not states:
        return None if is_coordinator(request.user) else {"rows": []}
    own: Any = own_pages(request.user).filter(pk__in=[int(state.object_id) for state in states])
    pages: dict[int, Page] = {page.pk: page for page in own}
    rows = [_own_row(state, pages[int(state.object_id)]) for state in states if int(state.object_id) in pages]
    # What must be done stands before what is only told.
    return {"rows": sorted(rows, key=lambda row: not row["needs_changes"])}


def _own_row(state: WorkflowState, page: Page) -> dict[str, Any]:
    task_state = state.current_task_state
    needs_changes = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    return {
        "title": page.draft_title or page.title,
        "kind": kind_name(page),
        "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "waits": state.status == WorkflowState.STATUS_IN_PROGRESS,
        "needs_changes": needs_changes,
        "since": task_state.started_at if task_state and not task_state.finished_at else getattr(task_state, "finished_at", None),
        "reason": task_state.comment if needs_changes and task_state else "",
    }


def coverage_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Which municipality has how much, and which has no current meeting place. Three queries."""
    if not is_coordinator(request.user):
        return None
    today = timezone.localdate()
    counts = current_by_municipality()
    rows = [
        {"municipality": one, "counts": [counts.get(one.code, {}).get(kind.value, 0) for kind in COUNTED]}
        for one in Municipality.objects.filter(is_example=False)
        if one.is_valid_on(today)
    ]
    rows.sort(key=lambda row: row["municipality"].name)
    return {
        "kinds": [KIND_LABELS[kind] for kind in COUNTED],
        "rows": rows,
        "without_place": [row["municipality"] for row in rows if not row["counts"][0]],
        "lang": current_language(),
    }
