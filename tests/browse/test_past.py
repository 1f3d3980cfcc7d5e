"""What is over, moved or cancelled is told as such, once, and never as something to go to."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone, translation

from portal.catalogue.ended import last_when_over
from portal.listings.schedule import HELSINKI, Dates, ExceptionKind, Schedule, ScheduleException, Weekly
from tests import factories
from tests.browse.conftest import DAILY, Region, words_of

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=HELSINKI)
LATE = Dates(dates=(dt.date(2026, 2, 19),), start=dt.time(16, 30), end=dt.time(18, 30))


def page(client: Client, path: str) -> str:
    """The English page."""
    return words_of(client.get("/en" + path))


def url(made: object) -> str:
    with translation.override("fi"):
        return str(made.url)  # type: ignore[attr-defined]  # a page


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(),
        Schedule(text="Keväällä"),
        Schedule(round_the_clock=True),
        Schedule(rules=(LATE,), check=True),
        Schedule(rules=(LATE, Weekly(weekdays=(1,), start=dt.time(9)))),
        Schedule(rules=(Dates(dates=(NOW.date(),), start=dt.time(11), end=dt.time(13)),)),
        Schedule(rules=(Dates(dates=(NOW.date(),), start=dt.time(9)),)),
        Schedule(rules=(Dates(dates=(dt.date(2026, 11, 20),), last=NOW.date()),)),
        Schedule(rules=(Dates(dates=(dt.date(2026, 11, 21),), start=dt.time(20), end=dt.time(13)),)),
        Schedule(
            rules=(LATE,), exceptions=(ScheduleException(kind=ExceptionKind.MOVED, date=LATE.dates[0], new_date=dt.date(2026, 12, 1)),)
        ),
    ],
)
def test_what_is_not_known_to_be_over_is_not_over(schedule: Schedule) -> None:
    assert last_when_over(schedule, NOW) is None


def test_past_dates_are_past_whatever_the_age_of_their_source() -> None:
    last = last_when_over(Schedule(rules=(LATE,), as_of=dt.date(2024, 1, 1)), NOW)
    assert last is not None
    assert last.start == dt.datetime(2026, 2, 19, 16, 30, tzinfo=HELSINKI)


def test_an_event_that_is_over_says_when_it_was_and_comes_last(client: Client, region: Region) -> None:
    day = timezone.localdate() - dt.timedelta(days=40)
    over = factories.event("Aamukahvit", schedule=_on(day), municipality=region.puumala)
    factories.event("Zumbapäivä", schedule=_on(timezone.localdate() + dt.timedelta(days=3)))
    factories.event("Öinen tapahtuma", schedule=None)
    body = words_of(client.get("/tapahtumat/"))
    order = [body.index(f">{name}<") for name in ("Perhepäivä", "Zumbapäivä", "Öinen tapahtuma", "Aamukahvit")]
    assert order == sorted(order)
    assert f"Oli {day.day}.{day.month}.{day.year} klo 10–11" in body
    assert "card-when-old" in body
    detail = page(client, url(over))
    assert f"Was {day.day} {day:%b} {day.year} 10:00–11:00" in detail
    assert "Next:" not in detail


def test_an_event_that_is_over_is_not_counted(client: Client, region: Region) -> None:
    factories.event("Aamukahvit", schedule=_on(timezone.localdate() - dt.timedelta(days=40)), municipality=region.puumala)
    assert 'href="/en/tapahtumat/?municipality=623"' not in page(client, "/kunnat/puumala/")
    factories.event("Iltakahvit", schedule=_on(timezone.localdate() + dt.timedelta(days=4)), municipality=region.puumala)
    assert 'href="/en/tapahtumat/?municipality=623"' in page(client, "/kunnat/puumala/")


@pytest.mark.parametrize("status", ["scheduled", "moved"])
def test_a_moved_event_tells_the_new_time_first_and_not_the_old_plan(client: Client, region: Region, status: str) -> None:
    old, new = (timezone.localdate() + dt.timedelta(days=days) for days in (7, 9))
    moved = ScheduleException(kind=ExceptionKind.MOVED, date=old, new_date=new, note="Sali on varattu")
    event = factories.event("Iltapäivä", schedule=_on(old).model_copy(update={"exceptions": (moved,)}), status=status)
    body = _when_row(page(client, url(event)))
    assert body.index(f"{new.day} {new:%b}") < body.index("Moved") < body.index(f"{old.day} {old:%b}")
    assert body.count("Sali on varattu") == 1
    assert body.count(f"{old.day} {old:%b}") == 1


@pytest.mark.parametrize("status", ["scheduled", "cancelled"])
def test_a_cancelled_event_says_so_and_why_once(client: Client, region: Region, status: str) -> None:
    day = timezone.localdate() + dt.timedelta(days=7)
    off = ScheduleException(kind=ExceptionKind.CANCELLED, date=day, note="Ohjaaja on sairaana")
    note = "Ohjaaja on sairaana" if status == "cancelled" else ""
    event = factories.event("Iltapäivä", schedule=_on(day).model_copy(update={"exceptions": (off,)}), status=status, status_note=note)
    body = page(client, url(event)).split("<aside")[0]
    assert f"Cancelled: {day:%a} {day.day} {day:%b}" in body
    assert body.lower().count("cancelled:") == 1
    assert body.count("Ohjaaja on sairaana") == 1


def test_a_group_that_meets_every_day_is_never_over(client: Client, region: Region) -> None:
    assert last_when_over(DAILY, NOW) is None


def _when_row(body: str) -> str:
    return body.split('class="answer-box"')[1].split("</dd>")[0]


def _on(day: dt.date) -> Schedule:
    return Schedule(rules=(Dates(dates=(day,), start=dt.time(10), end=dt.time(11)),))
