"""Times as a page or a card tells them: next dates when they may be trusted, else words with their year."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from portal.catalogue.ended import last_when_over
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.catalogue.queries import EntryDate
from portal.content.clock import clock, date, past_in_words
from portal.content.wording import (
    OpenState,
    OpenStateKind,
    occurrence_in_words,
    old_times_in_words,
    open_state,
    schedule_in_words,
    status_in_words,
)
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI, Occurrence, Schedule
from portal.listings.value import Value


class DateLine(Value):
    """One date in words. ``status``: scheduled, cancelled (it does not take place) or moved; ``note`` says more."""

    text: str
    status: str = "scheduled"
    note: str = ""
    file_url: str = ""
    """Path of a calendar file of this date, where a page offers one."""

    @property
    def takes_place(self) -> bool:
        """Whether one may go."""
        return self.status != "cancelled"


class Times(Value):
    """What is said of a schedule. ``old`` is set instead of everything else when the times may not be asserted."""

    open: OpenState | None = None
    """Whether it is open at the moment asked; None where the question makes no sense."""
    dates: tuple[DateLine, ...] = ()
    sentences: tuple[str, ...] = ()
    old: str = ""

    @property
    def open_state(self) -> str:
        """open, closed, always, unknown, or empty where the question makes no sense."""
        return self.open.state.value if self.open else ""

    @property
    def is_off(self) -> bool:
        """Whether every date to come is cancelled."""
        return bool(self.dates) and not any(line.takes_place for line in self.dates)

    @property
    def is_open(self) -> bool:
        """Known to be open, by times that may be trusted."""
        return self.open is not None and self.open.state in {OpenStateKind.OPEN, OpenStateKind.ALWAYS}


def occurrence_value(row: OccurrenceRow | EntryDate) -> Occurrence:
    """A date of the catalogue as a value in Finnish time."""
    return Occurrence(
        key=str(row.uid),
        start=row.start.astimezone(HELSINKI),
        end=row.end.astimezone(HELSINKI) if row.end else None,
        all_day=row.all_day,
        status=EventStatus(row.status),
        note=row.note,
        moved_from=row.moved_from.astimezone(HELSINKI) if row.moved_from else None,
    )


def date_lines(rows: Iterable[OccurrenceRow], now: dt.datetime) -> tuple[DateLine, ...]:
    """Dates in words, seen from ``now``."""
    return tuple(_line(occurrence_value(row), now) for row in rows)


def _line(one: Occurrence, now: dt.datetime) -> DateLine:
    when = occurrence_in_words(one, now)
    if one.status is EventStatus.POSTPONED:
        # The new time is not known, and the old one must not be read as one.
        return DateLine(text=status_in_words(one), status="cancelled")
    if one.status is EventStatus.CANCELLED:
        return DateLine(text=when, status="cancelled", note=one.note)
    if one.status is EventStatus.MOVED:
        return DateLine(text=when, status="moved", note=moved_note(one))
    return DateLine(text=when, note=one.note)


def moved_note(one: Occurrence) -> str:
    """Where a moved date was before, and the editor's note."""
    was = ""
    if one.moved_from is not None:
        day = date(one.moved_from.date(), year=one.moved_from.year != one.start.year)
        at = day if one.all_day else f"{day} {clock(one.moved_from.time())}"
        # Translators: of a date that was moved: "oli ke 25.11. klo 9".
        was = gettext("was %(original)s") % {"original": at}
    return ", ".join(part for part in (was, one.note) if part)


def times_of(
    schedule: Schedule | None, rows: Sequence[OccurrenceRow] = (), *, now: dt.datetime, opens: bool, is_current: bool = True
) -> Times | None:
    """What to say of a schedule at ``now``; None when nothing is known.

    :param rows: its next dates from the catalogue. :param opens: whether "open now" makes sense (a place, a telephone).
    :param is_current: False for old information, whose times are never asserted.
    """
    if schedule is None:
        return None
    if not is_current or not schedule.trusted_on(now.astimezone(HELSINKI).date()):
        old = old_times_in_words(schedule)
        return Times(old=old) if old else None
    return Times(
        open=open_state(schedule, now) if opens and (schedule.rules or schedule.round_the_clock) else None,
        dates=date_lines(rows, now),
        sentences=tuple(schedule_in_words(schedule, now.astimezone(HELSINKI).date())),
    )


def past_date(listing: Listing, now: dt.datetime) -> str:
    """Of an event that is over at ``now``, when it was; empty for everything else."""
    if listing.kind is not Kind.EVENT or listing.schedule is None:
        return ""
    last = last_when_over(listing.schedule, now)
    return past_in_words(last) if last else ""


def was_in_words(past: str) -> str:
    """ "Oli 19.2.2026 klo 16.30–18.30", of what ``past_date`` gives."""
    # Translators: of an event that is over: "Oli 19.2.2026 klo 16.30–18.30".
    return gettext("Was %(when)s") % {"when": past}


def may_assert(listing: Listing) -> bool:
    """Whether the listing's times may be told as valid: it is current, or an example that is marked as one."""
    return not listing.is_historical
