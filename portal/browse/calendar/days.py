"""What happens on which day: two queries for any number of days."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst

from portal.browse.programme import ProgrammeItem, lasts_several_days, programme_item
from portal.browse.times import occurrence_value
from portal.catalogue.filters import Filters
from portal.catalogue.queries import by_ids, dates_of
from portal.content.clock import day_in_words
from portal.listings.schedule import HELSINKI, Occurrence

MOST = 200
"""Dates on one page; a page with more is told to be cut, and asks for a municipality."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day, as the component ``calendar_days`` shows it; it may have nothing."""

    day: dt.date
    label: str
    is_today: bool
    is_past: bool
    items: tuple[ProgrammeItem, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Days in order."""

    days: tuple[CalendarDay, ...]
    is_cut: bool
    """There is more than is shown."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any of them."""
        return not any(one.items for one in self.days)


def happenings(filters: Filters, first: dt.date, last: dt.date, *, lang: str, now: dt.datetime, on_each_day: bool) -> Days:
    """What happens from ``first`` to ``last`` (both included), cancelled dates among it; of today what is not over.

    :param on_each_day: what lasts several days stands under each of them; else under its first day shown.
    """
    today = now.astimezone(HELSINKI).date()
    start = max(now, midnight(first))
    end = midnight(last + dt.timedelta(days=1))
    rows = dates_of(filters, start, end, limit=MOST + 1) if start < end else []
    listings = {entry.listing_id: entry.listing for entry in by_ids([row.listing_id for row in rows[:MOST]], lang=lang)}
    found: dict[dt.date, list[ProgrammeItem]] = {}
    shown_from = max(first, today)
    for row in rows[:MOST]:
        listing = listings.get(row.listing_id)
        # Old information has no dates; an entry may have gone between the two queries.
        if listing is not None and not listing.is_historical:
            one = occurrence_value(row)
            for day in _days(one, shown_from, last, on_each_day):
                found.setdefault(day, []).append(programme_item(listing, one))
    every = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    return Days(tuple(_day(day, found.get(day, []), today) for day in every), is_cut=len(rows) > MOST)


def _day(day: dt.date, items: list[ProgrammeItem], today: dt.date) -> CalendarDay:
    return CalendarDay(day, capfirst(day_in_words(day, today)), day == today, day < today, tuple(items))


def _days(one: Occurrence, first: dt.date, last: dt.date, on_each_day: bool) -> list[dt.date]:
    begins = max(one.start.date(), first)
    ends = min(one.last_day, last) if on_each_day and lasts_several_days(one) else begins
    return [begins + dt.timedelta(days=number) for number in range((ends - begins).days + 1)]


def midnight(day: dt.date) -> dt.datetime:
    """The day's first moment in Finland."""
    return dt.datetime.combine(day, dt.time(), HELSINKI)
