"""What the coordinator's desk says about people. Each panel asks once."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.isolation.queries import is_regional
from portal.members.models import Claim, Membership
from portal.members.queries import EDITING_ROLES
from portal.organisations.models import OrganisationPage

EXPIRING = dt.timedelta(days=30)
SHOWN = 10


def claims(request: HttpRequest) -> dict[str, Any] | None:
    """Claims that wait, oldest first."""
    if not is_regional(request.user):
        return None
    waiting = list(Claim.objects.filter(decided_at=None).select_related("organisation")[: SHOWN + 1])
    return {"claims": waiting[:SHOWN], "more": len(waiting) > SHOWN} if waiting else None


def without_editor(request: HttpRequest) -> dict[str, Any] | None:
    """How many organisations nobody edits."""
    if not is_regional(request.user):
        return None
    kept = Membership.objects.current().filter(role__in=EDITING_ROLES).values("organisation")
    count = OrganisationPage.objects.exclude(pk__in=kept).count()
    return {"count": count} if count else None


def expiring(request: HttpRequest) -> dict[str, Any] | None:
    """Memberships whose last day comes within 30 days, or is over."""
    if not is_regional(request.user):
        return None
    until = timezone.localdate() + EXPIRING
    rows = Membership.objects.filter(ended_at=None, user__is_active=True, valid_until__lte=until)
    found = list(rows.select_related("user", "organisation").order_by("valid_until", "pk")[: SHOWN + 1])
    return {"memberships": found[:SHOWN], "more": len(found) > SHOWN, "today": timezone.localdate()} if found else None
