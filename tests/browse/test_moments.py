"""Until when words of times are true: never longer than they are said, and no shorter than needs be."""

import datetime as dt
from uuid import uuid4

import pytest

from portal.browse.moments import true_until
from portal.catalogue.models import Occurrence
from portal.catalogue.moment import end_of_day
from portal.content.wording import open_state
from portal.listings.kinds import DeliveryKind, Kind, RecordStatus
from portal.listings.listing import DeliveryPoint, Freshness, Listing
from portal.listings.schedule import HELSINKI, Dates, ExceptionKind, Schedule, ScheduleException, Weekly

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
SATURDAY = dt.date(2026, 10, 24)
"""The clock is turned back in the night after it."""


def weekly(*times: tuple[dt.time, dt.time | None], exceptions: tuple[ScheduleException, ...] = ()) -> Schedule:
    rules = tuple(Weekly(weekdays=EVERY_DAY, start=start, end=end) for start, end in times)
    return Schedule(rules=rules, exceptions=exceptions, closed_on_holidays=False)


def listing(schedule: Schedule | None, kind: Kind = Kind.MEETING_PLACE, **fields: object) -> Listing:
    return Listing(id=uuid4(), kind=kind, lang="fi", url="/x/", title="Olohuone", schedule=schedule, **fields)  # type: ignore[arg-type]


def at(hour: int, minute: int = 0, day: dt.date = SATURDAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute), HELSINKI)


NOT_TODAY = ScheduleException(kind=ExceptionKind.CLOSED, date=SATURDAY)
SCHEDULES = {
    "twice": weekly((dt.time(9), dt.time(11, 30)), (dt.time(16, 15), dt.time(18))),
    "without a gap": weekly((dt.time(9), dt.time(12)), (dt.time(12), dt.time(15))),
    "over midnight": weekly((dt.time(21), dt.time(3, 30))),
    "half hours": weekly(*((dt.time(half // 2, half % 2 * 30), dt.time((half + 1) // 2, (half + 1) % 2 * 30)) for half in range(14, 36))),
    "day and night": weekly((dt.time(8), dt.time(20)), (dt.time(20), dt.time(8))),
    "open end": weekly((dt.time(17), None)),
    "open end among others": weekly((dt.time(10), None), (dt.time(13), dt.time(14))),
    "shut today": weekly((dt.time(9), dt.time(11)), exceptions=(NOT_TODAY,)),
    "round the clock": Schedule(round_the_clock=True, exceptions=(NOT_TODAY,)),
    "by appointment": Schedule(by_appointment=True),
    "old": weekly((dt.time(9), dt.time(11))).model_copy(update={"as_of": dt.date(2025, 10, 24)}),
}


@pytest.mark.parametrize("name", SCHEDULES)
def test_what_is_said_stays_so_until_then(name: str) -> None:
    place = listing(SCHEDULES[name])
    schedule = SCHEDULES[name]
    now, end = (moment.astimezone(dt.UTC) for moment in (at(0), at(0, day=SATURDAY + dt.timedelta(days=3))))
    looks = 0
    while now < end:
        until = dt.datetime.fromtimestamp(true_until(place, (), now), dt.UTC)
        assert until > now
        said = open_state(schedule, now)
        for share in (0.3, 0.7, 0.9999):
            moment = now + (until - now) * share
            assert open_state(schedule, moment) == said, (now, until, moment)
        now = max(until, now + dt.timedelta(minutes=17))
        looks += 1
    assert looks > 2


def test_it_is_no_shorter_than_needs_be() -> None:
    place = listing(SCHEDULES["twice"])
    assert true_until(place, (), at(6, 30)) == at(9).timestamp()
    assert true_until(place, (), at(9)) == at(11, 30).timestamp()
    assert true_until(place, (), at(11, 30)) == at(16, 15).timestamp()
    assert true_until(place, (), at(18)) == end_of_day(at(18))


def test_what_nobody_can_tell_beforehand_holds_for_the_minute() -> None:
    assert true_until(listing(SCHEDULES["open end"]), (), at(17, 20)) == at(17, 21).timestamp()
    far = Schedule(rules=(Dates(dates=(SATURDAY + dt.timedelta(days=61),), start=dt.time(9), end=dt.time(11)),))
    assert true_until(listing(far), (), at(17, 20)) == at(17, 21).timestamp()


def test_each_delivery_point_is_asked() -> None:
    points = tuple(
        DeliveryPoint(id=str(hour), kind=DeliveryKind.PHONE, schedule=weekly((dt.time(hour), dt.time(hour + 1)))) for hour in (14, 10)
    )
    line = listing(None, Kind.HELPLINE, delivery_points=points)
    assert true_until(line, (), at(9)) == at(10).timestamp()
    assert true_until(line, (), at(11)) == at(14).timestamp()
    old = line.model_copy(update={"freshness": Freshness(status=RecordStatus.HISTORICAL)})
    assert true_until(old, (), at(9)) == end_of_day(at(9))


def test_dates_that_are_told_end_it() -> None:
    group = listing(weekly((dt.time(9), dt.time(11))), Kind.PEER_GROUP)
    row = Occurrence(uid=uuid4(), listing_id=group.id, start=at(17), end=at(19))
    assert true_until(group, (), at(8)) == end_of_day(at(8))
    assert true_until(group, (row,), at(8)) == at(17).timestamp()
    assert true_until(group, (row,), at(17)) == at(19).timestamp()


def test_an_event_that_is_over_says_so_from_then_on() -> None:
    event = listing(Schedule(rules=(Dates(dates=(SATURDAY,), start=dt.time(10), end=dt.time(12)),)), Kind.EVENT)
    assert true_until(event, (), at(9)) == at(12).timestamp()
