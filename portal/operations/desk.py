"""The desk's panel about the machinery: shown only when something is wrong."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.isolation.queries import is_regional
from portal.jobs.heartbeat import jobs_late
from portal.mail.models import OutgoingMail


def machinery_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Jobs that are late or fail, and mails that were given up; two queries. None when all is well, or for organisations."""
    if not is_regional(request.user):
        return None
    late = jobs_late(timezone.now())
    given_up = OutgoingMail.objects.filter(sent_at=None, failed_at__isnull=False).exclude(to="").count()
    return {"late": late, "given_up": given_up} if late or given_up else None
