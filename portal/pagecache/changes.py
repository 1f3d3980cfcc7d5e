"""Telling that pages look different now, and asking whether they do."""

import datetime as dt

from django.db.models import Count, Max, Min
from django.utils import timezone

from portal.pagecache.models import Change

KEPT = dt.timedelta(minutes=10)
"""How long a change is remembered. Processes look four times a second; the rest is for those that were stopped for a while."""

Generation = tuple[int, int, int]
"""Which state of the public content a process has seen: another one after every change that was committed."""


def public_content_changed() -> None:
    """What is public is changed by this transaction: kept pages are drawn anew within a second of its end. One statement."""
    Change.objects.create()


def read_generation() -> Generation:
    """The present state. One query.

    Not the greatest key alone: of two transactions at the same time, the one with the smaller key may end later.
    """
    found = Change.objects.aggregate(first=Min("pk"), last=Max("pk"), number=Count("pk"))
    return found["first"] or 0, found["last"] or 0, found["number"]


def forget_old_changes(now: dt.datetime | None = None) -> int:
    """Delete changes that every process has seen; returns their number. The last one stays: without it the state would be the first."""
    last = Change.objects.aggregate(last=Max("pk"))["last"]
    old = Change.objects.filter(at__lt=(now or timezone.now()) - KEPT).exclude(pk=last)
    return old.delete()[0]
