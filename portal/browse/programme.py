"""A meeting place's programme: what happens in it in the coming days, drawn from groups, events and visits."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst

from portal.browse.briefly import where_in_words, whom_in_words
from portal.browse.times import moved_note, occurrence_value
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.content.clock import NIGHT, date, day_in_words, hours
from portal.content.clock import dates as dates_in_words
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing
from portal.listings.schedule import Occurrence

PROGRAMME_DAYS = 7
"""How many days from today a programme tells: a poster on the wall is changed weekly."""


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """One thing on a day."""

    time: str
    title: str
    url: str
    lang: str
    whom: str = ""
    note: str = ""
    status: str = "scheduled"
    """scheduled, moved or cancelled (it does not take place)."""
    kind: Kind = Kind.EVENT
    where: str = ""
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day that has something, as the component ``weekly_programme`` shows it."""

    day: dt.date
    label: str
    is_today: bool
    items: tuple[ProgrammeItem, ...]


def programme_days(
    entries: Iterable[CatalogueEntry],
    dates: Mapping[UUID, list[OccurrenceRow]],
    *,
    now: dt.datetime,
    days: int = PROGRAMME_DAYS,
    by_date: bool = False,
) -> list[ProgrammeDay]:
    """Days in order with their rows by time; today's past rows are left out by the dates given.

    :param by_date: name every day by its date: on paper "today" is soon another day.
    """
    today = timezone.localtime(now).date()
    found: dict[dt.date, list[tuple[dt.datetime, ProgrammeItem]]] = {}
    for entry in entries:
        listing = entry.listing
        for one in map(occurrence_value, () if listing.is_historical else dates.get(entry.listing_id, [])):
            day = max(one.start.date(), today)
            if day < today + dt.timedelta(days=days):
                found.setdefault(day, []).append((one.start, programme_item(listing, one)))
    return [
        ProgrammeDay(
            day=day,
            label=capfirst(date(day, year=False) if by_date else day_in_words(day, today)),
            is_today=day == today and not by_date,
            items=tuple(item for _start, item in sorted(items, key=lambda pair: pair[0])),
        )
        for day, items in sorted(found.items())
    ]


def programme_item(listing: Listing, one: Occurrence) -> ProgrammeItem:
    """A date of a listing in words. What lasts several days tells its days instead of a time."""
    off = one.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    if lasts_several_days(one):
        time = dates_in_words(one.start.date(), one.last_day)
    else:
        time = hours(None if one.all_day else one.start.time(), one.end.time() if one.end and not one.all_day else None)
    return ProgrammeItem(
        time=time,
        title=listing.title,
        url=listing.url,
        lang=listing.lang,
        whom=whom_in_words(listing.eligibility),
        note=one.note if off else moved_note(one),
        status="cancelled" if off else "moved" if one.status is EventStatus.MOVED else "scheduled",
        kind=listing.kind,
        where=where_in_words(listing),
        is_example=listing.is_example,
    )


def lasts_several_days(one: Occurrence) -> bool:
    """Whether it goes on over more than a day; a night that ends the next morning is one evening."""
    return one.last_day > one.start.date() and (one.all_day or (one.end is not None and one.end - one.start > NIGHT))
