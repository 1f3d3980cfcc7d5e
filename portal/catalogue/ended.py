"""Events that are over: their dates are told in the past tense, after what is to come, and no municipality counts them."""

import datetime as dt
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI, Dates, ExceptionKind, Occurrence, Schedule


def last_when_over(schedule: Schedule, now: dt.datetime) -> Occurrence | None:
    """The last date that took place (of none, the last of all) when every date is over at ``now``; else None.

    None also when the times have no last date, or are marked to be checked. What is past needs no fresh source, so
    ``as_of`` does not matter. An open end counts to the end of its day.

    :param now: aware.
    """
    days = _days(schedule)
    if not days or schedule.check or max(days) > now.astimezone(HELSINKI).date():
        return None
    start = dt.datetime.combine(min(days), dt.time(), HELSINKI)
    # A date may go on past midnight, so the window ends a day after the last one.
    end = dt.datetime.combine(max(days), dt.time(), HELSINKI) + dt.timedelta(days=2)
    every = list(schedule.model_copy(update={"as_of": None}).occurrences(start, end))
    if not every or any(_end(one) > now for one in every):
        return None
    return next((one for one in reversed(every) if one.status is not EventStatus.CANCELLED), every[-1])


def no_date_to_come(now: dt.datetime, prefix: str = "") -> Q:
    """Events that may be over: those with no date to come. ``prefix``: lookup of the entry from the model asked, ``entry__``."""
    coming = OccurrenceRow.objects.filter(listing_id=OuterRef(f"{prefix}listing_id"), start__gt=now)
    return Q(~Exists(coming), **{f"{prefix}kind": Kind.EVENT.value})


def ended_events(now: dt.datetime) -> list[UUID]:
    """Listing ids of events that are over at ``now`` (aware): one query.

    An ended event has no date to come in the catalogue, but neither has one whose dates are not known: of these the
    listing's own times tell which is which.
    """
    events = CatalogueEntry.objects.filter(no_date_to_come(now), removed=False, is_primary=True).only("listing_id", "data")
    return [entry.listing_id for entry in events if is_over(entry.listing, now)]


def is_over(listing: Listing, now: dt.datetime) -> bool:
    """Whether its last date is over at ``now`` (aware)."""
    return listing.schedule is not None and last_when_over(listing.schedule, now) is not None


def _days(schedule: Schedule) -> list[dt.date]:
    """First and last days of everything that is dated; empty when something repeats without end."""
    if schedule.round_the_clock or not all(isinstance(rule, Dates) for rule in schedule.rules):
        return []
    dated = [rule for rule in schedule.rules if isinstance(rule, Dates)]
    days = [day for rule in dated for day in (*rule.dates, *([rule.last] if rule.last else []))]
    days += [one.new_date for one in schedule.exceptions if one.kind is ExceptionKind.MOVED and one.new_date]
    return days + [one.date for one in schedule.exceptions if one.kind is ExceptionKind.EXTRA]


def _end(one: Occurrence) -> dt.datetime:
    if one.end is not None:
        return one.end
    return dt.datetime.combine(one.start.astimezone(HELSINKI).date() + dt.timedelta(days=1), dt.time(), HELSINKI)
