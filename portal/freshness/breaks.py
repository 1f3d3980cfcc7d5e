"""Closing many pages' schedules for the same days: shown first, then done, and done twice the same as once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateutil.relativedelta import MO, relativedelta
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.content.blocks.schedule import schedule_from_blocks
from portal.content.clock import occurrence_in_words
from portal.content.models import ScheduledMixin
from portal.freshness.handing import Handed, cannot_change, hand_in
from portal.listings.calendar_fi import holiday_name, is_holiday
from portal.listings.kinds import EventStatus
from portal.listings.registry import findable_types
from portal.listings.rules import ExceptionKind
from portal.listings.schedule import HELSINKI, Schedule
from portal.services.models import ServicePage

SHORTEST_RUN = 3
"""Days off in a row, weekends included, that are worth suggesting."""


@dataclass(frozen=True, slots=True)
class Break:
    """Days on which nothing is held, both ends included (Europe/Helsinki), and why."""

    first: dt.date
    last: dt.date
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlannedBreak:
    """What a break would do to one page."""

    page: Any
    dates: tuple[str, ...]
    """Times that drop out, in words."""
    reason: str
    """Why it cannot be done, or empty."""
    is_done: bool
    """Whether the page is closed on these days already."""

    @property
    def will_change(self) -> bool:
        """Whether applying it changes the page."""
        return not self.reason and not self.is_done


def pages_with_times(pages: Any) -> list[Any]:
    """Of a page queryset the public pages that have times, by title. A query for each page type."""
    found: list[Any] = []
    page_type: Any
    for page_type in findable_types():
        if issubclass(page_type, (ScheduledMixin, ServicePage)):
            live = page_type._default_manager.live().filter(pk__in=pages.values("pk"))
            found += [page for page in live if any(schedule.rules or schedule.round_the_clock for schedule, _rows in _schedules(page))]
    return sorted(found, key=lambda page: str(page.title).casefold())


def plan(page: Any, wanted: Break, user: Any, now: dt.datetime) -> PlannedBreak:
    """What closing the page for these days would do. ``now``: aware, from which days are told."""
    start = dt.datetime.combine(wanted.first, dt.time(), HELSINKI)
    end = dt.datetime.combine(wanted.last + dt.timedelta(days=1), dt.time(), HELSINKI)
    dates = [
        occurrence_in_words(one, now)
        for schedule, _rows in _schedules(page)
        for one in schedule.occurrences(start, end)
        if one.status is not EventStatus.CANCELLED
    ]
    is_done = all(_covers(schedule, wanted) for schedule, _rows in _schedules(page))
    return PlannedBreak(page, tuple(dict.fromkeys(dates)), cannot_change(page, user), is_done)


@transaction.atomic
def apply(planned: PlannedBreak, wanted: Break, user: Any) -> Handed | None:
    """Close the page for these days: published for trusted members, sent to be read for others.

    :returns: what became of it, or None when there was nothing to do.
    """
    page: Any = Page.objects.select_for_update().get(pk=planned.page.pk).specific
    if cannot_change(page, user):
        return None
    closed = {"date": wanted.first, "last": wanted.last if wanted.last != wanted.first else None, "at": None, "note": wanted.note}
    open_rows = [rows for schedule, rows in _schedules(page) if not _covers(schedule, wanted)]
    for rows in open_rows:
        rows.append((ExceptionKind.CLOSED.value, dict(closed)))
    if not open_rows:
        return None
    return hand_in(page, page.save_revision(user=user, log_action=True), user)


def suggestions(day: dt.date) -> list[Break]:
    """Breaks in the year after ``day``: long weekends from the calendar of holidays, and the usual school breaks.

    Municipalities decide on school breaks themselves, so these are only a beginning: the week numbers are the commonest ones.
    """
    found = [*_days_off(day), *(one for year in (day.year, day.year + 1) for one in _school_breaks(year))]
    year = day + relativedelta(years=1)
    return sorted((one for one in found if day <= one.last and one.first < year), key=lambda one: (one.first, one.last))


def _days_off(day: dt.date) -> Iterator[Break]:
    """Runs of holidays and weekends that hold a holiday."""
    run: list[dt.date] = []
    for number in range(367):
        one = day + dt.timedelta(days=number)
        if is_holiday(one) or one.isoweekday() > 5:
            run.append(one)
            continue
        named = [off for off in run if is_holiday(off)]
        if named and len(run) >= SHORTEST_RUN:
            yield Break(run[0], run[-1], holiday_name(named[0], get_language() or "fi"))
        run = []


def _school_breaks(year: int) -> Iterator[Break]:
    for week, name in ((9, _("Winter break")), (42, _("Autumn break"))):
        monday = dt.date(year, 1, 4) + relativedelta(weekday=MO(-1), weeks=week - 1)
        yield Break(monday, monday + dt.timedelta(days=6), name)
    yield Break(dt.date(year, 7, 1), dt.date(year, 7, 31), _("Summer break"))
    yield Break(dt.date(year, 12, 23), dt.date(year + 1, 1, 6), _("Christmas break"))


def _schedules(page: Any) -> Iterator[tuple[Schedule, Any]]:
    """The page's schedules, each with the rows of its exceptions, to be read and added to."""
    if isinstance(page, ScheduledMixin):
        yield (
            schedule_from_blocks(
                page.schedule_rules,
                page.seasons,
                page.schedule_exceptions,
                round_the_clock=page.round_the_clock,
                closed_on_holidays=page.closed_on_holidays,
            ),
            page.schedule_exceptions,
        )
        return
    for child in page.delivery_points:
        hours = child.value["hours"]
        schedule = schedule_from_blocks(
            hours["rules"],
            (),
            hours["exceptions"],
            round_the_clock=bool(hours["round_the_clock"]),
            closed_on_holidays=bool(hours["closed_on_holidays"]),
        )
        if schedule.rules or schedule.round_the_clock:
            yield schedule, hours["exceptions"]


def _covers(schedule: Schedule, wanted: Break) -> bool:
    return any(
        one.kind is ExceptionKind.CLOSED and one.at is None and one.date <= wanted.first and wanted.last <= (one.last or one.date)
        for one in schedule.exceptions
    )
