"""The desk's panel: who asks whether we arrange together."""

from typing import Any

from django.http import HttpRequest

from portal.cohosting.queries import asked_of, shared
from portal.content.models import CoHostState
from portal.members.models import Membership
from portal.members.queries import EDITING_ROLES, is_coordinator


def cohosting_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Open questions to the user's organisations; to coordinators those to organisations that have no editor. Four queries at most."""
    waiting = asked_of(request.user).filter(state=CoHostState.ASKED)
    if is_coordinator(request.user):
        edited = Membership.objects.current().filter(role__in=EDITING_ROLES).values("organisation")
        waiting = waiting.exclude(organisation__in=edited)
    found = shared(waiting)
    return {"waiting": found} if found else None
