"""A new season of the same page: what repeats stays as it is, only the dates are new, so the page keeps its address."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from portal.content.blocks.schedule import schedule_from_blocks
from portal.content.models import ScheduledMixin
from portal.listings.schedule import Schedule, Season

LONGEST = relativedelta(years=1)
"""A season longer than this has a mistyped year."""
TERM_ENDS = ((5, 31), (12, 15))
"""Month and day on which groups' terms usually end in Finland: the school year, and before Christmas."""


def add_season(page: Page, start: dt.date, end: dt.date, by: Any) -> Revision:
    """Add a season to the latest draft of a page and save it as a new draft, which nothing publishes here.

    Weekly and monthly times, and exceptions, stay: exceptions of a season that is over change nothing any more. Times that
    another source gave are true as of today from now on, because somebody has just said that they go on. The caller asks
    whether ``by`` may edit the page.

    :param start: first day, Europe/Helsinki. :param end: last day, included.
    :param by: the user who adds it; None when the portal itself does.
    :raises ValidationError: the page type has no seasons; the season is backwards, over, longer than a year or overlaps
        another one; or the draft itself cannot be saved.
    """
    draft = latest_draft(page)
    _check(seasons_of(draft), start, end)
    with transaction.atomic():
        draft.seasons.append(("season", {"start": start, "end": end, "name": ""}))
        if draft.schedule_as_of is not None:
            draft.schedule_as_of = timezone.localdate()
        revision: Revision = draft.save_revision(user=by, log_action=True)
    return revision


def latest_draft(page: Page) -> Any:
    """The page as it was last saved, published or not.

    :raises ValidationError: its type has no times.
    """
    draft = page.get_latest_revision_as_object() if page.latest_revision_id else page.specific
    if not isinstance(draft, ScheduledMixin):
        raise ValidationError(_("This page has no seasons."))
    return draft


def seasons_of(draft: Any) -> tuple[Season, ...]:
    """The page's seasons in the order of their rows; a row that is not complete is left out."""
    return schedule_from_blocks((), draft.seasons, ()).seasons


def suggested_season(draft: Any, today: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day to begin with: the earliest of the page's seasons, some years later, that follows all of them.

    So a page with an autumn and a spring gets the next of the two. Without a season that has both ends, from the day after
    what there is (at the earliest today) to the end of the term.
    """
    seasons = seasons_of(draft)
    after = max([season.end for season in seasons if season.end is not None], default=dt.date.min)
    closed = [(season.start, season.end) for season in seasons if season.start is not None and season.end is not None]
    if closed:
        return min(_next_year(start, end, after=after, today=today) for start, end in closed)
    first = max(today, after + dt.timedelta(days=1))
    ends = (dt.date(year, month, day) for year in (first.year, first.year + 1) for month, day in TERM_ENDS)
    return first, next(end for end in ends if end > first)


def with_season(schedule: Schedule | None, start: dt.date, end: dt.date) -> Schedule:
    """The schedule as it would be with one season more.

    :raises pydantic.ValidationError: the season ends before it begins.
    """
    base = schedule or Schedule()
    as_of = None if base.as_of is None else timezone.localdate()
    return base.model_copy(update={"seasons": (*base.seasons, Season(start=start, end=end)), "as_of": as_of})


def _next_year(start: dt.date, end: dt.date, *, after: dt.date, today: dt.date) -> tuple[dt.date, dt.date]:
    years = 1
    while start + relativedelta(years=years) <= after or end + relativedelta(years=years) < today:
        years += 1
    return start + relativedelta(years=years), end + relativedelta(years=years)


def _check(seasons: Iterable[Season], start: dt.date, end: dt.date) -> None:
    if end < start:
        raise ValidationError({"end": _("The season ends before it begins.")})
    if end < timezone.localdate():
        raise ValidationError({"end": _("The season is over already. Check the year.")})
    if end >= start + LONGEST:
        raise ValidationError({"end": _("A season is at most a year long. Check the years.")})
    for season in seasons:
        if (season.start is None or season.start <= end) and (season.end is None or start <= season.end):
            raise ValidationError({"start": _("There is a season on these days already: %(season)s.") % {"season": _dates(season)}})


def _dates(season: Season) -> str:
    # Editors know these from the form, where an end may be left open.
    return "–".join("" if day is None else f"{day.day}.{day.month}.{day.year}" for day in (season.start, season.end))
