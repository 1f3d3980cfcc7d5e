"""Questions about what was sought and not found. Nothing is told of a term before SHOWN_FROM searches for it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from search.analytics.models import LITTLE, Outcome, SearchTerm, TermWeek, WeekTotal

SHOWN_FROM = 3
"""Searches for a term in all that is kept, from which it is shown. The same number below which terms are dropped after a
month (issue 5, section 3). How many people that were, nobody can tell."""
MOST_WEEKS = 53
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """All searches of a week in all languages."""

    searches: int
    none: int
    few: int
    withheld: int


def often() -> QuerySet[Any]:
    """Primary keys of the terms that were sought in vain, or corrected, SHOWN_FROM times: the two are not added up, because one
    search may be both."""
    counted = TermWeek.objects.values_list("term")
    little = counted.filter(outcome__in=LITTLE).annotate(sought=Sum("count")).filter(sought__gte=SHOWN_FROM)
    corrected = counted.filter(outcome=Outcome.CORRECTED).annotate(sought=Sum("count")).filter(sought__gte=SHOWN_FROM)
    return SearchTerm.objects.filter(Q(pk__in=little.values("term")) | Q(pk__in=corrected.values("term"))).values("pk")


def shown_term(pk: int) -> SearchTerm:
    """A term that coordinators may see. One query.

    :raises Http404: there is none, or it was sought too seldom.
    """
    found: SearchTerm = get_object_or_404(SearchTerm, pk=pk, pk__in=often())
    return found


def gaps(week: dt.date, *, lang: str = "", hidden: bool = False) -> QuerySet[Any]:
    """Terms that found little in a week, the most sought first, each with ``searches`` (of the week), ``before`` (of the week
    before), ``none`` (those of the week that found nothing at all). ``lang``: of one language only. ``hidden``: those put aside
    instead, whatever the week."""
    little = Q(weeks__outcome__in=LITTLE)
    terms = SearchTerm.objects.filter(hidden_at__isnull=not hidden)
    if not hidden:
        terms = terms.filter(pk__in=TermWeek.objects.filter(week=week, outcome__in=LITTLE).values("term"))
    terms = terms.annotate(
        sought=_sum(little),
        searches=_sum(little & Q(weeks__week=week)),
        before=_sum(little & Q(weeks__week=week - _WEEK)),
        none=_sum(Q(weeks__outcome=Outcome.NONE, weeks__week=week)),
    )
    if lang:
        terms = terms.filter(lang=lang)
    return terms.filter(sought__gte=SHOWN_FROM).order_by("-searches", "text", "lang")


def corrections(week: dt.date) -> QuerySet[Any, Any]:
    """Spellings corrected in a week, the most frequent first: dicts of ``term__text``, ``term__lang``, ``corrected_to``, ``searches``
    and ``before``, and ``term``, its primary key."""
    corrected = TermWeek.objects.filter(outcome=Outcome.CORRECTED, term__hidden_at=None)
    by_pair = corrected.values("term", "term__text", "term__lang", "corrected_to").annotate(
        sought=Sum("count"),
        searches=Coalesce(Sum("count", filter=Q(week=week)), 0),
        before=Coalesce(Sum("count", filter=Q(week=week - _WEEK)), 0),
    )
    return by_pair.filter(sought__gte=SHOWN_FROM, searches__gt=0).order_by("-searches", "term__text", "corrected_to")


def refusals(week: dt.date, terms: list[int]) -> dict[int, int]:
    """How often readers refused a term's correction in a week: of those refused, by primary key. One query."""
    refused = TermWeek.objects.filter(outcome=Outcome.INSISTED, week=week, term__in=terms)
    return dict(refused.values_list("term").annotate(Sum("count")))


def weeks() -> list[dt.date]:
    """Mondays of the weeks with searches, the latest first, at most a year's. One query."""
    return list(WeekTotal.objects.values_list("week", flat=True).distinct().order_by("-week")[:MOST_WEEKS])


def totals(week: dt.date) -> Week:
    """All searches of a week. One query."""
    found = WeekTotal.objects.filter(week=week).aggregate(
        **{f"all_{name}": Coalesce(Sum(name), 0) for name in ("searches", "none", "few", "withheld")}
    )
    return Week(found["all_searches"], found["all_none"], found["all_few"], found["all_withheld"])


def _sum(condition: Q) -> Coalesce:
    return Coalesce(Sum("weeks__count", filter=condition), 0)
