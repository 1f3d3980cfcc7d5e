"""What readers wrote is forgotten in time."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.feedback.retention import forget
from portal.jobs.registry import periodic


@periodic("feedback_retention", dt.timedelta(days=1), label=_("Forgetting what readers wrote"))
def feedback_retention(now: dt.datetime) -> str:
    """Remove what has been kept long enough."""
    return f"{forget(now)} removed"
