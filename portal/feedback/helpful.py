"""Whether pages helped: a number a week for each listing, and nothing about who said so."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils import timezone

from portal.feedback.models import HelpfulWeek

WEEKS = 13
"""Three months: how far back owners and coordinators see."""


@dataclass(frozen=True, slots=True)
class Helpful:
    """What readers said."""

    yes: int = 0
    no: int = 0

    @property
    def total(self) -> int:
        """Answers in all."""
        return self.yes + self.no


def week_of(day: dt.date) -> dt.date:
    """Monday of the day's ISO week."""
    return day - dt.timedelta(days=day.weekday())


def count_answer(listing_id: UUID, *, helped: bool) -> None:
    """Add one answer to this week (Europe/Helsinki). Other processes may make the week's row at the same moment."""
    week, field = week_of(timezone.localdate()), "yes" if helped else "no"
    rows = HelpfulWeek.objects.filter(listing_id=listing_id, week=week)
    if rows.update(**{field: F(field) + 1}):
        return
    try:
        with transaction.atomic():
            HelpfulWeek.objects.create(listing_id=listing_id, week=week, **{field: 1})
    except IntegrityError:
        rows.update(**{field: F(field) + 1})


def first_week(today: dt.date) -> dt.date:
    """The first of the last ``WEEKS`` weeks, the present one included."""
    return week_of(today) - dt.timedelta(weeks=WEEKS - 1)


def helpful_lately(listing_ids: Iterable[UUID]) -> dict[UUID, Helpful]:
    """What readers of each listing said in the last three months; a listing that nobody answered about is not there. One query."""
    rows = HelpfulWeek.objects.filter(listing_id__in=list(listing_ids), week__gte=first_week(timezone.localdate()))
    summed = rows.values("listing_id").annotate(of_yes=Sum("yes"), of_no=Sum("no"))
    return {row["listing_id"]: Helpful(row["of_yes"], row["of_no"]) for row in summed}
