"""The desk's panel: what families sought in vain."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from portal.members.queries import is_coordinator
from search.analytics.counter import week_of
from search.analytics.queries import gaps
from search.analytics.rows import gap_rows

SHOWN = 5


def gaps_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The five most sought terms of this week, or of the last one as long as this one has none; None for organisations and when
    there is nothing. Three queries."""
    if not is_coordinator(request.user):
        return None
    week = week_of(timezone.localdate())
    present, last = (list(gaps(each)[:SHOWN]) for each in (week, week - dt.timedelta(days=7)))
    terms = present or last
    return {"rows": gap_rows(terms), "is_present": bool(present)} if terms else None
