"""The seasons that the year clock collects: autumn's groups in April and May, spring's in November and December."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class SuggestedRound:
    """What a collection opened today would most likely be. All days are Europe/Helsinki."""

    name: str
    start: dt.date
    end: dt.date
    closes: dt.date
    is_now: bool
    """Whether it is one of the months in which the year clock collects."""


def suggested_round(day: dt.date) -> SuggestedRound:
    """The next season to collect, seen from ``day``.

    Terms run from August to the middle of December and from January to the end of May; answers are wanted by the end of the
    collecting months, in four weeks at the earliest.
    """
    spring = day.month >= 9
    year = day.year + 1 if spring else day.year
    start, end = (dt.date(year, 1, 7), dt.date(year, 5, 31)) if spring else (dt.date(year, 8, 15), dt.date(year, 12, 15))
    wanted = dt.date(day.year, 12, 15) if spring else dt.date(day.year, 5, 31)
    name = _("Groups in spring %(year)s") if spring else _("Groups in autumn %(year)s")
    closes = max(wanted, day + dt.timedelta(weeks=4))
    return SuggestedRound(name % {"year": year}, start, end, closes, day.month in {4, 5, 11, 12})
