"""What is open round the clock is so by the day: a season, a closing and old age end it."""

import datetime as dt
from uuid import uuid4

import pytest

from portal.catalogue.always import always_schedules, is_always_open
from portal.catalogue.bits import numbers_in
from portal.catalogue.moment import moment
from portal.listings.kinds import DeliveryKind, Kind
from portal.listings.listing import DeliveryPoint, Listing
from portal.listings.schedule import HELSINKI, ExceptionKind, Schedule, ScheduleException, Season

DAY = dt.date(2026, 11, 22)
CLOSED = ScheduleException(kind=ExceptionKind.CLOSED, date=DAY)
ALWAYS = Schedule(round_the_clock=True)


def at(days: int, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(DAY + dt.timedelta(days=days), dt.time(hour), HELSINKI)


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        (ALWAYS, {-1, 0, 1}),
        (ALWAYS.model_copy(update={"exceptions": (CLOSED,)}), {-1, 1}),
        (ALWAYS.model_copy(update={"seasons": (Season(start=DAY, end=DAY),)}), {0}),
        (ALWAYS.model_copy(update={"as_of": DAY - dt.timedelta(days=365)}), {-1, 0}),
        (ALWAYS.model_copy(update={"check": True}), set()),
    ],
)
def test_days(schedule: Schedule, days: set[int]) -> None:
    assert {day for day in (-1, 0, 1) if is_always_open((schedule,), at(day))} == days
    for day in (-1, 0, 1):
        here = moment(at(day), {}, (), {3: (schedule,)})
        assert set(numbers_in(here.today)) == ({3} if day in days else set())
        assert here.holds(at(day, 23).timestamp())
        assert not here.holds(at(day + 1, 0).timestamp())


def test_one_of_several_is_enough() -> None:
    points = tuple(DeliveryPoint(id=str(number), kind=DeliveryKind.PHONE, schedule=one) for number, one in enumerate((None, ALWAYS)))
    listing = Listing(id=uuid4(), kind=Kind.HELPLINE, lang="fi", url="/x/", title="X", delivery_points=points)
    assert always_schedules(listing) == (ALWAYS,)
    assert always_schedules(listing.model_copy(update={"delivery_points": ()})) == ()
    assert not is_always_open((), at(0))
