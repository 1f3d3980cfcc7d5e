"""How far asking has come on a day: rules only, no database."""

import datetime as dt

from portal.freshness.models import Step

MONTH_BEFORE, WEEK_BEFORE = 30, 7
"""Days before the due day on which the first contact is reminded."""
TELL_COORDINATOR = 14
"""Days after the due day until the coordinator is told."""
TAKE_DOWN = 60
"""Days after the due day until the page is taken down."""
WARNED_FOR = dt.timedelta(days=14)
"""A page is taken down at the earliest this long after somebody was asked: after a downtime nothing vanishes without a word."""


def reminder_step(due_on: dt.date, day: dt.date) -> Step | None:
    """The latest step of asking that ``day`` has reached; earlier ones that were missed are not made up for.

    A due day a month or more away asks nobody.
    """
    left = (due_on - day).days
    if left > MONTH_BEFORE:
        return None
    if left > WEEK_BEFORE:
        return Step.MONTH_BEFORE
    if left > 0:
        return Step.WEEK_BEFORE
    return Step.DUE if left > -TELL_COORDINATOR else Step.COORDINATOR


def ready_to_take_down(due_on: dt.date, first_asked: dt.date | None, day: dt.date) -> bool:
    """Whether a page may be taken down. ``first_asked``: when somebody was first asked about this due day; None = nobody yet."""
    return day >= due_on + dt.timedelta(days=TAKE_DOWN) and first_asked is not None and day >= first_asked + WARNED_FOR
