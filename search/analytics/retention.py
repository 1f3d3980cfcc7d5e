"""How long counts are kept: what few sought, a month; the rest, a year."""

import datetime as dt

from django.db import transaction

from search.analytics.models import SearchTerm, TermWeek, WeekTotal
from search.analytics.queries import often

KEEP_RARE = dt.timedelta(days=30)
"""From the Monday of the week, so that no search that few have made is kept longer."""
KEEP_ALL = dt.timedelta(days=365)


@transaction.atomic
def forget(day: dt.date) -> int:
    """Drop what is old on ``day`` (Europe/Helsinki): weeks older than a year; weeks older than 30 days of terms that were sought
    fewer than SHOWN_FROM times in all that is kept; terms without any week, put aside or not. Returns how many counts it dropped."""
    WeekTotal.objects.filter(week__lt=day - KEEP_ALL).delete()
    dropped, _kinds = TermWeek.objects.filter(week__lt=day - KEEP_ALL).delete()
    old = TermWeek.objects.filter(week__lt=day - KEEP_RARE).exclude(term__in=often())
    dropped_rare, _kinds = TermWeek.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    SearchTerm.objects.filter(weeks=None).delete()
    return dropped + dropped_rare
