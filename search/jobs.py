"""The search engine catches up by itself."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import periodic
from search.analytics import jobs as analytics_jobs
from search.sync import drain

__all__ = ["analytics_jobs", "search_sync"]


@periodic("search_sync", dt.timedelta(minutes=1), label=_("Giving search what it has missed"))
def search_sync(now: dt.datetime) -> str:
    """Bring the engine up to date; what it cannot take now stays pending, and the failure shows among the jobs.

    :raises EngineError: the engine cannot be reached.
    """
    return f"{drain()} entries"
