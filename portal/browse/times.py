"""Times as a page or a card tells them: next dates when they may be trusted, else words with their year."""

import datetime as dt
from collections.abc import Iterable, Sequence

from portal.browse.wording import OpenState, OpenStateKind, occurrence_in_words, old_times_in_words, open_state, schedule_in_words, status_in_words
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.listings.kinds import EventStatus
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI, Occurrence, Schedule
from portal.listings.value import Value


class DateLine(Value):
    """One date in words. ``struck``: it does not take place; ``note`` says so, or that it was moved."""

    text: str
    note: str = ""
    struck: bool = False
    start: dt.datetime


class Times(Value):
    """What is said of a schedule. ``old`` is set instead of everything else when the times may not be asserted."""

    open: OpenState | None = None
    """Whether it is open at the moment asked; None where the question makes no sense."""
    dates: tuple[DateLine, ...] = ()
    sentences: tuple[str, ...] = ()
    old: str = ""

    @property
    def is_open(self) -> bool:
        """Known to be open, by times that may be trusted."""
        return self.open is not None and self.open.state in {OpenStateKind.OPEN, OpenStateKind.ALWAYS}


def occurrence_value(row: OccurrenceRow) -> Occurrence:
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
    lines = []
    for row in rows:
        one = occurrence_value(row)
        struck = one.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
        lines.append(DateLine(text=occurrence_in_words(one, now), note=status_in_words(one), struck=struck, start=one.start))
    return tuple(lines)


def times_of(schedule: Schedule | None, rows: Sequence[OccurrenceRow] = (), *, now: dt.datetime, opens: bool, is_current: bool = True) -> Times | None:
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


def may_assert(listing: Listing) -> bool:
    """Whether the listing's times may be told as valid: it is current, or an example that is marked as one."""
    return not listing.is_historical
