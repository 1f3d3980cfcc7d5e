"""Periodic work of the page cache."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import periodic
from portal.pagecache.changes import forget_old_changes


@periodic("page_cache_changes", dt.timedelta(hours=1), label=_("Forget old changes of what is public"))
def forget(now: dt.datetime) -> str:
    """Keep the table of changes short."""
    return f"{forget_old_changes(now)} changes forgotten"
