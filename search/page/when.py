"""Days that can be asked for: today, this weekend, within a week, or the reader's own."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from portal.content.clock import date
from search.engines.base import Days

WHEN: Mapping[str, Any] = {
    "today": gettext_lazy("Today"),
    "weekend": gettext_lazy("At the weekend"),
    "week": gettext_lazy("Within seven days"),
}
OWN_DAYS, ANY_TIME = "own", "any"
"""Values of the same parameter: the days that "from" and "to" name, and none whatever they name."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SATURDAY = 5
_FARTHEST = dt.timedelta(days=550)
"""As far ahead as dates are laid out (18 months, ``portal.catalogue``)."""


def day_of(text: str | None) -> dt.date | None:
    """A day written as ISO 8601 ("2026-11-22"); None for anything else."""
    if not text or not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:  # 30 February
        return None


def days_of(when: str, first: dt.date | None, last: dt.date | None, today: dt.date) -> Days | None:
    """The days of a key of WHEN, or from ``first`` to ``last`` (open ends: from ``today``, as far as dates are known)."""
    if first or last:
        begin = first or min(today, last or today)
        return Days(begin, last or _far_from(max(begin, today)))
    if when == "today":
        return Days(today, today)
    if when == "week":
        return Days(today, today + dt.timedelta(days=6))
    if when == "weekend":
        saturday = today + dt.timedelta(days=_SATURDAY - today.weekday())
        return Days(max(today, saturday), saturday + dt.timedelta(days=1))
    return None


def _far_from(day: dt.date) -> dt.date:
    """As far ahead of ``day`` as dates are laid out; not beyond the last day there is (31.12.9999)."""
    return day + min(_FARTHEST, dt.date.max - day)


def when_in_words(when: str, first: dt.date | None, last: dt.date | None) -> str:
    """What is asked for, in words; empty when nothing is."""
    if first and last:
        if first == last:
            return date(first, year=True)
        return gettext("%(first)s to %(last)s") % {
            "first": date(first, year=True, weekday=False),
            "last": date(last, year=True, weekday=False),
        }
    if first:
        return gettext("from %(day)s") % {"day": date(first, year=True, weekday=False)}
    if last:
        return gettext("until %(day)s") % {"day": date(last, year=True, weekday=False)}
    return str(WHEN[when]) if when else ""
