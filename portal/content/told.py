"""A schedule told back to its editor: the sentences families will read, and the next dates."""

import datetime as dt

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.content.wording import occurrence_in_words, old_times_in_words, schedule_in_words, status_in_words
from portal.listings.kinds import EventStatus
from portal.listings.schedule import HELSINKI, Dates, Schedule
from portal.listings.value import Value

DATES = 5
"""How many next dates are told: enough to see the rhythm and the first break."""


class ToldSchedule(Value):
    """What a schedule says. ``note`` says why there are no dates, when there are none."""

    sentences: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    note: str = ""


def tell(schedule: Schedule | None, now: dt.datetime, *, read_at: dt.datetime | None = None) -> ToldSchedule:
    """The schedule in words and its next ``DATES`` dates, seen from ``now`` (aware). None: nothing is said about times.

    ``read_at`` (aware): when the dates are read, if that is not ``now``: "tomorrow" is the day after it.
    """
    if schedule is None or not schedule.says_something:
        return ToldSchedule(note=_("Nothing is said about times yet."))
    today = now.astimezone(HELSINKI).date()
    if not schedule.trusted_on(today):
        return ToldSchedule(sentences=_sentences([old_times_in_words(schedule)]), note=_why_untrusted(schedule))
    following = schedule.next_occurrences(now, DATES)
    read = read_at or now
    dates = [
        _date(occurrence_in_words(one, read), status_in_words(one) if one.status != EventStatus.SCHEDULED else "") for one in following
    ]
    return ToldSchedule(
        sentences=_sentences(schedule_in_words(schedule, today)),
        dates=tuple(dates),
        note="" if dates else _why_no_dates(schedule, today),
    )


def _sentences(said: list[str]) -> tuple[str, ...]:
    return tuple(capfirst(sentence) for sentence in said if sentence)


def _date(when: str, status: str) -> str:
    return f"{capfirst(when)} ({status})" if status else capfirst(when)


def _why_untrusted(schedule: Schedule) -> str:
    if schedule.check:
        return _("These times are marked to be checked, so families see no dates. Take the mark away when the times are right.")
    return _("These times were last known to be true over a year ago, so families see no dates. Renew “times known on”.")


def _why_no_dates(schedule: Schedule, today: dt.date) -> str:
    if schedule.round_the_clock or not schedule.rules:
        return ""
    if all(isinstance(rule, Dates) for rule in schedule.rules):
        return _("All dates are over.")
    if schedule.seasons and all(season.end is not None and season.end < today for season in schedule.seasons):
        return _("The season is over. Add a new season.")
    return _("There are no dates to come.")
