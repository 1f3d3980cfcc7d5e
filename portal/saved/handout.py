"""A hand-out: what somebody needs who is given a sheet of paper and has no page to click on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.browse.answers import AnswerRow, answer_rows, contact_views
from portal.browse.briefly import whom_in_words
from portal.browse.cards import foreign_label
from portal.browse.freshness import freshness_line, state_label
from portal.browse.points import PointView, point_views
from portal.browse.times import may_assert, moved_note, occurrence_value, past_date, times_of
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.catalogue.queries import next_occurrences
from portal.content.choices import KIND_LABELS
from portal.content.clock import date, helsinki, hours, past_in_words
from portal.listings.kinds import DeliveryKind, EventStatus
from portal.listings.listing import Listing
from portal.listings.schedule import Occurrence
from portal.localisation.languages import current_language, path_in

PERIOD = dt.timedelta(weeks=4)
MOST_DATES = 12
"""At one time of day: more than three days a week is a rule that the sentence above tells better than a list of dates."""
_ROWS = 60
"""Dates read for each listing: twice a day for four weeks."""
_OFF = {EventStatus.CANCELLED, EventStatus.POSTPONED}


@dataclass(frozen=True, slots=True)
class HandoutPoint:
    """A way or place to get a service, with its dates."""

    view: PointView
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoutItem:
    """A listing on a hand-out, all of it in words that are still true next week: no "today", no "open now"."""

    listing: Listing
    kind_label: str
    foreign: str
    """That its texts are in another language than the sheet, in words; else empty."""
    state: str
    """Old information or an example, in words; else empty."""
    whom: str
    rows: tuple[AnswerRow, ...]
    """When by rule, where, how to join, what it costs, who arranges it: the page's own answers."""
    dates: tuple[str, ...]
    """The dates of the next four weeks."""
    points: tuple[HandoutPoint, ...]
    contacts: tuple[PointView, ...]
    freshness: str
    url: str
    """Path of the living page in the sheet's language."""


def handout_items(listings: Sequence[Listing], *, now: dt.datetime) -> list[HandoutItem]:
    """Listings as they are printed at ``now`` (aware) in the active language. One query, for their dates."""
    rows = next_occurrences([listing.id for listing in listings], now=now, per_listing=_ROWS)
    until = now + PERIOD
    return [_item(listing, [row for row in rows[listing.id] if row.start < until], now) for listing in listings]


def _item(listing: Listing, rows: list[OccurrenceRow], now: dt.datetime) -> HandoutItem:
    times = times_of(listing.schedule, now=now, opens=False, is_current=may_assert(listing))
    past = past_date(listing, now)
    dates = dates_in_words([occurrence_value(row) for row in rows if not row.point_id]) if may_assert(listing) else ()
    # Of what is over or cancelled as a whole the answer itself says so; dates would invite.
    is_off = bool(past) or listing.status in _OFF
    return HandoutItem(
        listing=listing,
        kind_label=str(KIND_LABELS[listing.kind]),
        foreign=foreign_label(listing.lang),
        state=state_label(listing),
        whom=whom_in_words(listing.eligibility),
        # Without its next dates, whose words ("tomorrow") are true on a screen only.
        rows=answer_rows(listing, times, past=past),
        dates=() if is_off else dates,
        points=tuple(_points(listing, rows, now)),
        contacts=tuple(contact_views(listing)),
        freshness=freshness_line(listing),
        url=path_in(current_language(), listing.url),
    )


def _points(listing: Listing, rows: list[OccurrenceRow], now: dt.datetime) -> Iterable[HandoutPoint]:
    by_point: dict[str, list[Occurrence]] = defaultdict(list)
    for row in rows if may_assert(listing) else ():
        by_point[row.point_id].append(occurrence_value(row))
    for point in listing.delivery_points:
        (view,) = point_views(listing.model_copy(update={"delivery_points": (point,)}), (), now=now)
        # A telephone's hours are told by their rule; somebody has to travel to a place, and needs its dates.
        yield HandoutPoint(view, dates_in_words(by_point[point.id]) if point.kind is DeliveryKind.PLACE else ())


def dates_in_words(dates: Sequence[Occurrence]) -> tuple[str, ...]:
    """Dates by their time of day ("klo 9–11: ke 25.11., ke 2.12."), then those that are cancelled or moved, each with why.

    A time of day with more than ``MOST_DATES`` dates is left to the rule.
    """
    usual: dict[str, list[str]] = defaultdict(list)
    unusual: list[str] = []
    for one in dates:
        if one.status is EventStatus.CANCELLED:
            unusual.append(_noted(gettext("Cancelled: %(when)s") % {"when": _when(one)}, one.note))
        elif one.status is EventStatus.MOVED:
            unusual.append(_noted(gettext("Moved: %(when)s") % {"when": _when(one)}, moved_note(one)))
        elif _is_long(one) or one.note:
            unusual.append(_noted(capfirst(_when(one)), one.note))
        elif one.status is not EventStatus.POSTPONED:
            usual[_hours(one)].append(date(helsinki(one.start).date(), year=False))
    told = [f"{capfirst(at)}: {', '.join(days)}" for at, days in usual.items() if len(days) <= MOST_DATES]
    return (*told, *unusual)


def _is_long(one: Occurrence) -> bool:
    return one.end is not None and one.end - one.start > dt.timedelta(hours=24)


def _hours(one: Occurrence) -> str:
    if one.all_day:
        return hours(None, None)
    return hours(helsinki(one.start).time(), helsinki(one.end).time() if one.end else None)


def _when(one: Occurrence) -> str:
    return past_in_words(one) if _is_long(one) else f"{date(helsinki(one.start).date(), year=False)} {_hours(one)}"


def _noted(said: str, note: str) -> str:
    return f"{said} ({note})" if note else said
