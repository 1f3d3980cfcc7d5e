"""Counts into the database. Other processes may make the same rows at the same moment."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, F, QuerySet

from search.analytics.models import Outcome, SearchTerm, TermKind, TermWeek, WeekTotal

MOST_A_WEEK = 20_000
"""Rows of terms in one week; a week that has them takes no new ones, however many nonsense words a program sends."""


@dataclass(frozen=True, slots=True)
class TermKey:
    """What one count is about. ``week``: the Monday of the ISO week (Europe/Helsinki)."""

    week: dt.date
    lang: str
    kind: TermKind
    text: str
    outcome: Outcome
    corrected_to: str = ""


@dataclass(frozen=True, slots=True)
class TotalKey:
    """A column of a week's totals (WeekTotal)."""

    week: dt.date
    lang: str
    column: str


def weeks_with_room(weeks: Collection[dt.date]) -> set[dt.date]:
    """Those of the weeks that take new terms. One query."""
    counted = TermWeek.objects.filter(week__in=weeks).values_list("week").annotate(rows=Count("pk"))
    return set(weeks) - {week for week, rows in counted if rows >= MOST_A_WEEK}


def add_term(key: TermKey, count: int, *, may_be_new: bool = True) -> None:
    """Add to the row of the week; without ``may_be_new`` only when there is one.

    A refused correction makes no term: one that is not there was not kept when it was corrected, since it told of a crisis.
    """
    rows = _rows(key)
    if rows.update(count=F("count") + count) or not may_be_new:
        return
    named: dict[str, Any] = {"lang": key.lang, "kind": key.kind, "text": key.text}
    if key.outcome == Outcome.INSISTED and not SearchTerm.objects.filter(**named).exists():
        return
    term, _created = SearchTerm.objects.get_or_create(**named)
    try:
        with transaction.atomic():
            TermWeek.objects.create(term=term, week=key.week, outcome=key.outcome, corrected_to=key.corrected_to, count=count)
    except IntegrityError:
        rows.update(count=F("count") + count)


def add_total(key: TotalKey, count: int) -> None:
    """Add to one column of the week's totals."""
    rows = WeekTotal.objects.filter(week=key.week, lang=key.lang)
    if rows.update(**{key.column: F(key.column) + count}):
        return
    try:
        with transaction.atomic():
            WeekTotal.objects.create(week=key.week, lang=key.lang, **{key.column: count})
    except IntegrityError:
        rows.update(**{key.column: F(key.column) + count})


def _rows(key: TermKey) -> QuerySet[TermWeek]:
    term = SearchTerm.objects.filter(lang=key.lang, kind=key.kind, text=key.text)
    return TermWeek.objects.filter(term__in=term, week=key.week, outcome=key.outcome, corrected_to=key.corrected_to)
