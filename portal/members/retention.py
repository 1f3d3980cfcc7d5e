"""How long claims and invitations are kept once they have done their work."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from portal.members.models import Claim, Invitation

KEEP_CLAIMS = dt.timedelta(days=365)
"""After the answer, or after it came when nobody answered: a year shows who was let in, and on what words."""
KEEP_INVITATIONS = dt.timedelta(days=365)
"""After its last day. Who has what role is told by the membership; what was invited, by the audit log."""


@transaction.atomic
def forget(now: dt.datetime) -> int:
    """Delete claims and invitations that are old enough at ``now`` (aware); returns how many."""
    answered = Q(decided_at__lt=now - KEEP_CLAIMS)
    never = Q(decided_at=None, created_at__lt=now - KEEP_CLAIMS)
    claims = Claim.objects.filter(answered | never)
    invitations = Invitation.objects.filter(expires_at__lt=now - KEEP_INVITATIONS)
    gone = claims.count() + invitations.count()
    claims.delete()
    invitations.delete()
    return gone
