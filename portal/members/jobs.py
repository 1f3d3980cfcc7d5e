"""Every night: memberships whose last day is over end, what has drifted is told to the coordinators, and old claims are forgotten."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import periodic
from portal.mail.services import notify
from portal.members.drift import permission_drift
from portal.members.models import Membership
from portal.members.queries import coordinators
from portal.members.retention import forget
from portal.members.services import end


@periodic("members_rights", every=dt.timedelta(days=1), label=_("Ends roles whose last day is over, and checks rights"))
def keep_rights(now: dt.datetime) -> str:
    """End what is over and report drift; the rights themselves ended with the last day, at the user's next request.

    :param now: decides which day it is, in Europe/Helsinki.
    """
    today = timezone.localtime(now).date()
    over = list(Membership.objects.filter(ended_at=None, valid_until__lt=today).select_related("user", "organisation"))
    for membership in over:
        end(membership, by=None, reason="expired")
    drift = permission_drift()
    if drift:
        text = _("Some rights differ from the memberships. Ask the administrator to run check_permissions.")
        for coordinator in coordinators():
            notify(coordinator, text, reverse("members_people"), once_key=f"drift-{today}")
    return f"{len(over)} memberships ended, {len(drift)} differences"


@periodic("members_retention", every=dt.timedelta(days=1), label=_("Forgetting old claims and invitations"))
def members_retention(now: dt.datetime) -> str:
    """Remove what has been kept long enough."""
    return f"{forget(now)} removed"
