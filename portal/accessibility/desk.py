"""The desk's panel: messages about accessibility, the overdue ones first; and promises of the statement that are over."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.accessibility.models import AccessibilityMessage, Reason, StatementException
from portal.members.queries import is_coordinator

SHOWN = 5


def accessibility_panel(request: HttpRequest) -> dict[str, Any] | None:
    """What waits, the earliest last day first. Three queries; None when there is nothing, or for others than coordinators."""
    if not is_coordinator(request.user):
        return None
    found = list(AccessibilityMessage.objects.waiting().order_by("due_on", "pk")[: SHOWN + 1])
    promised = StatementException.objects.filter(reason=Reason.MENDED, until__lt=timezone.localdate()).count()
    if not found and not promised:
        return None
    return {"waiting": found[:SHOWN], "more": len(found) > SHOWN, "promised": promised}
