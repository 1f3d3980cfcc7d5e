"""Dates as iCalendar (RFC 5545), by the library ``icalendar``: what a listing happens, as calendar programs read it.

Nothing is worded here: ``Words`` brings what a reader may see, so that a sensitive listing's calendar betrays nothing.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from icalendar import Calendar, Event, Timezone, vText

from portal.content.clock import Happening
from portal.listings.kinds import EventStatus
from portal.listings.schedule import HELSINKI

TZID = "Europe/Helsinki"
REFRESH = "PT4H"
"""How often a calendar program may ask again, as it is told."""
_SEQUENCE_FROM = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}


@dataclass(frozen=True, slots=True)
class Words:
    """What a calendar tells of a listing beside its times, in one language."""

    summary: str
    summary_off: str
    """The same when it does not take place: programs that pass over STATUS show it at least in words."""
    changed: dt.datetime
    """When anything the public sees of the listing changed last (aware)."""
    description: str = ""
    location: str = ""
    url: str = ""
    """Absolute."""
    is_off: bool = False
    """Whether the whole listing is cancelled or postponed."""
    is_private: bool = False
    """Whether others who see the calendar should not see this (CLASS)."""


def calendar(name: str, events: Iterable[Event], *, today: dt.date) -> bytes:
    """A calendar of events, with the rules of Finnish time from last year on.

    :param name: what a calendar program calls it. :param today: the present day in Finland.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Perhekeskus//Perhekeskus 1.0//FI")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):  # RFC 7986, and what programs read in practice
        made.add(key, vText(name))
    made.add("x-wr-timezone", TZID)
    made.add("refresh-interval", dt.timedelta(hours=4), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", REFRESH)
    made.add_component(_finnish_time(today.year))
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def one_date(happening: Happening, uid: UUID | str, words: Words) -> Event:
    """One date as an event of its own. ``uid`` stays the same when the date moves (``Occurrence.uid``)."""
    event = _event(uid, words, note=happening.note, is_off=words.is_off or happening.status in _OFF)
    add_times(event, happening)
    return event


def add_times(event: Event, happening: Happening) -> None:
    """Start and end as Finnish wall-clock times, or as days; an unknown end is left out."""
    event.add("dtstart", moment(happening.start, happening.all_day))
    if happening.end is not None:
        event.add("dtend", moment(happening.end, happening.all_day))


def moment(at: dt.datetime, all_day: bool) -> dt.datetime | dt.date:
    """An aware moment as iCalendar has it: a Finnish wall-clock time, or the day."""
    local = at.astimezone(HELSINKI)
    return local.date() if all_day else local


def repeated(uid: UUID, first: Happening, rule: dict[str, Any], without: Iterable[Happening], words: Words) -> Event:
    """A series by its rule (RRULE) from ``first`` on, without some of its dates (EXDATE)."""
    event = _event(uid, words, is_off=words.is_off)
    add_times(event, first)
    event.add("rrule", rule)
    left_out = [moment(one.start, one.all_day) for one in without]
    if left_out:
        event.add("exdate", left_out, parameters={"VALUE": "DATE"} if first.all_day else {})
    return event


def changed_date(uid: UUID, happening: Happening, original: Happening, words: Words) -> Event:
    """One date of a series that is cancelled, moved or has a note of its own (RECURRENCE-ID)."""
    event = one_date(happening, uid, words)
    event.add("recurrence-id", moment(original.start, original.all_day))
    return event


def _event(uid: UUID | str, words: Words, *, note: str = "", is_off: bool = False) -> Event:
    event = Event()
    event.add("uid", str(uid))
    changed = words.changed.astimezone(dt.UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(int((changed - _SEQUENCE_FROM).total_seconds() // 60), 0))
    event.add("summary", words.summary_off if is_off else words.summary)
    for name, text in (("description", "\n\n".join(filter(None, (note, words.description)))), ("location", words.location)):
        if text:
            event.add(name, text)
    if words.url:
        event.add("url", words.url)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # that something is on does not make anybody busy
    if words.is_private:
        event.add("class", "PRIVATE")
    return event


@lru_cache(maxsize=2)
def _finnish_time(year: int) -> Timezone:
    """Changes of the clock from last year to four years on. Shared: not to be changed."""
    return Timezone.from_tzid(TZID, first_date=dt.date(year - 1, 1, 1), last_date=dt.date(year + 4, 12, 31))
