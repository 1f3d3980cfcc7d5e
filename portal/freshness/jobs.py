"""The daily round of freshness."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.freshness.models import Ask
from portal.freshness.models.asks import LINK_AGE
from portal.freshness.reminders import escalate, mark_overdue, remind
from portal.freshness.reviews import refresh_reviews
from portal.freshness.rounds import remind_rounds
from portal.freshness.takedown import take_down_stale
from portal.jobs.registry import periodic


@periodic("freshness", every=dt.timedelta(hours=24), label=_("Asking whether pages are still right"))
def work(now: dt.datetime) -> str:
    """Ask, remind, escalate and take down, as of the day of ``now`` in Finland. What was missed is caught up by its latest step."""
    day = timezone.localdate(now)
    refresh_reviews()
    overdue = mark_overdue(day)
    mails = remind(day) + remind_rounds(day)
    critical = escalate(day)
    down = take_down_stale(day)
    Ask.objects.filter(created_at__lt=now - LINK_AGE).delete()
    return f"{mails} mails, {overdue} newly overdue, {critical} critical overdue, {down} taken down"
