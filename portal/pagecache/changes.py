"""Telling that pages look different now, and asking whether they do."""

import datetime as dt

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from portal.pagecache.models import Change

KEPT = dt.timedelta(minutes=10)
"""How long a change is remembered. Processes look four times a second; the rest is for those that were stopped for a while."""

Generation = tuple[int, int, int]
"""Which state of the public content a process has seen: another one after every change that was committed."""


def public_content_changed() -> None:
    """What is public is changed by this transaction: kept pages are drawn anew within a second of its end. One statement."""
    Change.objects.create()


State = tuple[int, int, int, str]
"""A generation and the latest moment of a change: SQLite gives a key again when its transaction was rolled back."""


def read_generation() -> Generation:
    """The present state. One query.

    Not the greatest key alone: of two transactions at the same time, the one with the smaller key may end later.
    """
    return read_state()[:3]


def read_state() -> State:
    """The present state as this very transaction sees it, its own changes among them. One query, written here because the ORM takes
    longer to write it than a database to answer, and every list asks."""
    with connection.cursor() as cursor:
        cursor.execute(_STATE.format(table=connection.ops.quote_name(Change._meta.db_table)))
        first, last, number, at = cursor.fetchone()
    return first or 0, last or 0, number, str(at)


_STATE = 'SELECT MIN("id"), MAX("id"), COUNT(*), MAX("at") FROM {table}'


def forget_old_changes(now: dt.datetime | None = None) -> int:
    """Delete changes that every process has seen; returns their number. The last one stays: without it the state would be the first."""
    last = Change.objects.aggregate(last=Max("pk"))["last"]
    old = Change.objects.filter(at__lt=(now or timezone.now()) - KEPT).exclude(pk=last)
    return old.delete()[0]
