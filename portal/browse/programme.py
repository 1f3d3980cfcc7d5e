"""A meeting place's programme: what happens in it in the coming days, drawn from groups, events and visits."""

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils import timezone

from portal.browse.clock import day_in_words, hours
from portal.browse.times import occurrence_value
from portal.browse.wording import status_in_words
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.listings.kinds import EventStatus
from portal.listings.value import Value

PROGRAMME_DAYS = 7
"""How many days from today a programme tells: a poster on the wall is changed weekly."""


class ProgrammeRow(Value):
    """One thing on a day."""

    time: str
    title: str
    url: str
    lang: str
    whom: str = ""
    note: str = ""
    struck: bool = False


class ProgrammeDay(Value):
    """A day that has something."""

    day: dt.date
    title: str
    rows: tuple[ProgrammeRow, ...]


def programme_days(
    entries: Iterable[CatalogueEntry], dates: Mapping[UUID, list[Occurrence]], *, now: dt.datetime, days: int = PROGRAMME_DAYS
) -> list[ProgrammeDay]:
    """Days in order with their rows by time; today's past rows are left out by the dates given."""
    today = timezone.localtime(now).date()
    found: dict[dt.date, list[tuple[dt.datetime, ProgrammeRow]]] = {}
    for entry in entries:
        listing = entry.listing
        if listing.is_historical:
            continue
        for row in dates.get(entry.listing_id, []):
            one = occurrence_value(row)
            day = max(one.start.date(), today)
            if day >= today + dt.timedelta(days=days):
                continue
            shown = ProgrammeRow(
                time=hours(None if one.all_day else one.start.time(), one.end.time() if one.end and not one.all_day else None),
                title=listing.title,
                url=listing.url,
                lang=listing.lang,
                whom=listing.eligibility.text,
                note=status_in_words(one),
                struck=one.status in {EventStatus.CANCELLED, EventStatus.POSTPONED},
            )
            found.setdefault(day, []).append((one.start, shown))
    return [
        ProgrammeDay(day=day, title=day_in_words(day, today), rows=tuple(row for _start, row in sorted(rows, key=lambda pair: pair[0])))
        for day, rows in sorted(found.items())
    ]

