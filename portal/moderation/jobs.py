"""Pages that appear and disappear at the time their editor has chosen."""

import datetime as dt

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision

from portal.jobs.registry import periodic
from portal.moderation.scheduling import unschedule_without_right


@periodic("publish_scheduled", dt.timedelta(minutes=5), label=_("Publishing at the chosen time"))
def publish_scheduled(now: dt.datetime) -> str:
    """Publish what was approved for a time that has come, take away what has expired (Wagtail's own command).

    What nobody answers for any more is unscheduled before (``scheduling``).

    :param now: the present moment; the command reads the clock itself.
    :returns: how many were due.
    """
    waiting = Revision.page_revisions.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    refused = sum(unschedule_without_right(revision) for revision in waiting)
    due = Revision.objects.filter(approved_go_live_at__lt=now).count()
    expired = Page.objects.filter(live=True, expire_at__lt=now).count()
    if due or expired:
        call_command("publish_scheduled")
    done = f"{due} published, {expired} expired"
    return f"{done}, {refused} refused" if refused else done
