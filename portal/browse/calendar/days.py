"""What happens on which day: at most two queries for any number of days, and one when all that happens is kept drawn."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst

from portal.browse.programme import lasts_several_days, programme_item
from portal.browse.templatetags.calendars import item_html
from portal.browse.times import occurrence_value
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.filters import Filters
from portal.catalogue.moment import end_of_day
from portal.catalogue.queries import EntryDate, Key, dates_with_entries, entries_of, public_keys
from portal.content.clock import NIGHT, day_in_words
from portal.listings.schedule import HELSINKI

_SHORT = NIGHT - dt.timedelta(hours=1)
"""What is no longer stands under one day, whatever the clock does in that night."""
MOST = 200
"""Dates on one page; a page with more is told to be cut, and asks for a municipality."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day, as the component ``calendar_days`` shows it; it may have nothing."""

    day: dt.date
    label: str
    is_today: bool
    is_past: bool
    items: tuple[str, ...]
    """Drawn (``portal.browse.templatetags.calendars.item_html``)."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days in order."""

    days: tuple[CalendarDay, ...]
    is_cut: bool
    """There is more than is shown."""
    until: float
    """Until when it is so while nothing is published, as Unix time: the first date that is shown ends, or the day does."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of any of them."""
        return not any(one.items for one in self.days)


def happenings(filters: Filters, first: dt.date, last: dt.date, *, lang: str, now: dt.datetime, on_each_day: bool) -> Days:
    """What happens from ``first`` to ``last`` (both included), cancelled dates among it; of today what is not over.

    The caller has just asked memory for its state (``portal.catalogue.memory``). :param lang: the active language.
    :param on_each_day: what lasts several days stands under each of them; else under its first day shown.
    """
    today = now.astimezone(HELSINKI).date()
    start = max(now, midnight(first))
    end = midnight(last + dt.timedelta(days=1))
    rows = dates_with_entries(filters, start, end, lang=lang, limit=MOST + 1) if start < end else []
    found: dict[dt.date, list[str]] = {}
    shown_from = max(first, today)
    for row, html in zip(rows, drawn_items(rows[:MOST], lang), strict=False):
        # Old information has no dates; an entry may have gone between the two queries.
        if html:
            for day in _days(row, shown_from, last, on_each_day):
                found.setdefault(day, []).append(html)
    every = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    return Days(
        tuple(_day(day, found.get(day, []), today) for day in every),
        is_cut=len(rows) > MOST,
        until=min([end_of_day(now), *(row.end.timestamp() for row in rows if row.end and row.end > now)]),
    )


def drawn_items(rows: Sequence[EntryDate], lang: str) -> list[str]:
    """Each date as HTML in the active language ``lang``; empty where its listing is not public any more, or old information.

    One query, none when all of them are kept: what is said of a date does not depend on the time.
    """
    keys = {key.entry: key for key in public_keys({row.entry for row in rows}, seen=True)}
    names = [(keys.get(row.entry), row, lang) for row in rows]
    found = {name: html for name in names if (html := _kept_items.get(name, 0.0)) is not None}
    missing = [(key, name) for name in names if name not in found and (key := name[0]) is not None]
    listings = {entry.pk: entry.listing for entry in entries_of(list(dict.fromkeys(key for key, _name in missing)))}
    for key, name in missing:
        listing = listings.get(key.entry)
        if listing is not None:
            html = "" if listing.is_historical else item_html(programme_item(listing, occurrence_value(name[1])))
            found[name] = html
            _kept_items.put(name, html, 0.0, float("inf"))
    return [found.get(name, "") for name in names]


def _day(day: dt.date, items: list[str], today: dt.date) -> CalendarDay:
    return CalendarDay(day, capfirst(day_in_words(day, today)), day == today, day < today, tuple(items))


def _days(row: EntryDate, first: dt.date, last: dt.date, on_each_day: bool) -> list[dt.date]:
    start = row.start.astimezone(HELSINKI).date()
    if not row.all_day and (row.end is None or row.end - row.start <= _SHORT):
        return [max(start, first)]
    one = occurrence_value(row)
    begins = max(one.start.date(), first)
    ends = min(one.last_day, last) if on_each_day and lasts_several_days(one) else begins
    return [begins + dt.timedelta(days=number) for number in range((ends - begins).days + 1)]


def midnight(day: dt.date) -> dt.datetime:
    """The day's first moment in Finland."""
    return dt.datetime.combine(day, dt.time(), HELSINKI)


_kept_items: TrueForNow[tuple[Key | None, EntryDate, str], str] = TrueForNow(4_000)
"""Some 2 kB each."""
