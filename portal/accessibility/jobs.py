"""The daily look at messages about accessibility."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accessibility.services import forget, remind
from portal.jobs.registry import periodic


@periodic("accessibility", dt.timedelta(hours=12), label=_("Accessibility: answers in 14 days, forgetting what readers wrote"))
def accessibility(now: dt.datetime) -> str:
    """Remind of what must be answered, as of the day of ``now`` in Finland; forget what has been kept long enough."""
    return f"{remind(timezone.localdate(now))} waiting, {forget(now)} forgotten"
