"""The outbox's jobs. They stand here because mail lies below jobs."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import periodic
from portal.mail.delivery import deliver_pending
from portal.mail.digest import send_digests
from portal.mail.retention import forget


@periodic("mail_delivery", dt.timedelta(seconds=30), timeout=dt.timedelta(minutes=30), label=_("Sending mails"))
def mail_delivery(now: dt.datetime) -> str:
    """Send what is due."""
    done = deliver_pending(now)
    return f"{done.sent} sent, {done.refused} to be tried again, {done.given_up} given up"


@periodic("mail_digest", dt.timedelta(minutes=10), label=_("Daily mail of notices, at 7"))
def mail_digest(now: dt.datetime) -> str:
    """Queue the digests of the latest 07:00 in Finland."""
    return f"{send_digests(now)} queued"


@periodic("mail_retention", dt.timedelta(days=1), label=_("Forgetting old mails"))
def mail_retention(now: dt.datetime) -> str:
    """Remove what was sent long ago."""
    return f"{forget(now)} removed"
