"""How the next date moves a result: only among near-equals. The same arithmetic for every engine.

The bounds 0.8 and 1.0 are the issue's ("freshness and next date may move a hit only among near-equals"); the shape is our
own: what is on within a week is as good as what is always open, what is months away gives way to it a little, and what
is over gives way to everything alike.
"""

import datetime as dt
from collections.abc import Sequence

LEAST = 0.8
"""The least that freshness and next date together leave of a score."""
ENDED = 0.8
SOON = dt.timedelta(days=7)
FAR = dt.timedelta(days=90)
FAR_FACTOR = 0.85
_SOON_SECONDS = SOON.total_seconds()
_FALL_SECONDS = (FAR - SOON).total_seconds()
WINDOW = 200
"""Results that are put in order anew at a time: the first 200 by score among themselves, then the next 200, ..."""


def next_date_factor(next_start: int | None, now: dt.datetime, *, ended: bool = False, prior: float = 1.0) -> float:
    """Factor of a score, 0.8-1: 1 within a week of the next date and without one, falling evenly to 0.85 at 90 days; 0.8 when
    ended. Together with ``prior`` (SearchDocument.prior; what it has already taken for age) never below 0.8.

    ``next_start``: seconds since the epoch; a date that has begun counts as today. ``now``: aware.
    """
    factor = ENDED if ended else _upcoming(next_start, now)
    return max(factor, min(1.0, LEAST / prior))


def _upcoming(next_start: int | None, now: dt.datetime) -> float:
    if next_start is None:
        return 1.0
    share = (next_start - now.timestamp() - _SOON_SECONDS) / _FALL_SECONDS
    return 1.0 - (1.0 - FAR_FACTOR) * min(1.0, max(0.0, share))


def windows(offset: int, limit: int) -> Sequence[int]:
    """Offsets of the windows that a page touches. Windows never overlap, so no result is on two pages and none is lost."""
    first = offset // WINDOW * WINDOW
    return range(first, max(offset + limit, first + 1), WINDOW)
