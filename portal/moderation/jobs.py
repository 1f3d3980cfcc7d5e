"""Pages that appear and disappear at the time their editor has chosen."""

import datetime as dt

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from portal.jobs.registry import periodic


@periodic("publish_scheduled", dt.timedelta(minutes=5), label=_("Publishing at the chosen time"))
def publish_scheduled(now: dt.datetime) -> str:
    """Publish what was approved for a time that has come, take away what has expired (Wagtail's own command).

    :param now: the present moment; the command reads the clock itself.
    :returns: how many were due.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=now).count()
    expired = Page.objects.filter(live=True, expire_at__lt=now).count()
    if due or expired:
        call_command("publish_scheduled")
    return f"{due} published, {expired} expired"
