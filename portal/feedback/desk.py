"""The desk's panel: messages that wait for an answer."""

import datetime as dt
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from portal.feedback.models import Message
from portal.feedback.records import edited_organisations
from portal.members.models import Membership
from portal.members.queries import EDITING_ROLES, is_coordinator

SHOWN = 5
OVERDUE = dt.timedelta(days=7)
"""After a week without an answer the coordinator sees a message, too."""


def messages_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Organisations: their open messages. Coordinators: those of the region's own pages and of organisations that nobody edits, and
    all that are overdue.

    Three queries at most. None when nothing waits.
    """
    waiting = Message.objects.filter(answered_at=None)
    regional = is_coordinator(request.user)
    if regional:
        edited = Membership.objects.current().filter(role__in=EDITING_ROLES).values("organisation")
        nobodys = Q(organisation=None) | ~Q(organisation__in=edited)
        waiting = waiting.filter(nobodys | Q(created_at__lt=timezone.now() - OVERDUE))
    else:
        waiting = waiting.filter(organisation__in=edited_organisations(request.user))
    found = list(waiting.select_related("page", "organisation").order_by("created_at")[: SHOWN + 1])
    return {"waiting": found[:SHOWN], "more": len(found) > SHOWN, "regional": regional} if found else None
