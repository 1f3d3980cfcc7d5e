"""Calendars that are kept drawn say at every moment and after every change what one drawn now would say."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.browse.calendar import days, views
from portal.listings.schedule import Dates, ExceptionKind, Schedule, ScheduleException
from portal.pagecache.unchanged import forget_all
from portal.regions.models import Municipality
from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database
MORNING = timezone.localtime().replace(hour=6, minute=30, second=0, microsecond=0)
PATHS = ("/kalenteri/", "/kalenteri/?view=day", "/kalenteri/?view=list&municipality=491", "/tanaan/", "/sv/kalenteri/?kind=event")


def body(client: Client, path: str = "/kalenteri/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def at(patch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    patch.setattr(timezone, "now", lambda: now.astimezone(dt.UTC))


def more() -> None:
    """What lasts several days, ends past midnight, has no end."""
    today = timezone.localdate()

    def on(day: int, start: dt.time | None, end: dt.time | None = None, last: int | None = None) -> Schedule:
        until = None if last is None else today + dt.timedelta(days=last)
        return Schedule(rules=(Dates(dates=(today + dt.timedelta(days=day),), start=start, end=end, last=until),))

    factories.event("Leiri", schedule=on(0, dt.time(10), dt.time(15), last=2))
    factories.event("Yö", schedule=on(0, dt.time(22), dt.time(2)))
    factories.event("Avoin", schedule=on(0, dt.time(17)))
    factories.event("Koko päivä", schedule=on(1, None))


def test_at_every_moment(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    more()
    for path in PATHS:
        moments = [MORNING + dt.timedelta(minutes=minutes) for minutes in range(0, 60 * 26, 97)]
        said = []
        for now in moments:
            at(monkeypatch, now)
            said.append(body(client, path))
        assert len(set(said)) > 2
        for now, shown in zip(moments, said, strict=True):
            at(monkeypatch, now)
            forget_all()
            assert body(client, path) == shown, (path, now)


def test_what_is_kept_is_not_asked_for_again(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    body(client)  # the very first page of a portal writes its settings
    shown = body(client)

    def refuse(*_given: Any, **_named: Any) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(views, "happenings", refuse)
    with CaptureQueriesContext(connection) as captured:
        assert body(client) == shown
    assert len(captured) == 1


def test_after_a_publication_only_what_changed_is_drawn(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    body(client)
    body(client)
    drawn = []
    real = days.item_html
    monkeypatch.setattr(days, "item_html", lambda item: drawn.append(item.title) or real(item))
    group = region.pages["group"]
    group.title = "Iltaryhmä"
    group.save_revision().publish()
    shown = body(client)
    assert "Iltaryhmä" in shown
    assert "Eroryhmä" not in shown
    assert set(drawn) == {"Iltaryhmä"}
    group.unpublish()
    assert "Iltaryhmä" not in body(client)


def test_a_cancelled_date_says_so_at_once(client: Client, region: Region) -> None:
    assert "calendar-cancelled" not in body(client)
    event = region.pages["event"]
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    off = ScheduleException(kind=ExceptionKind.CANCELLED, date=tomorrow, note="Sairaus")
    other = factories.event(
        "Muu", schedule=Schedule(rules=(Dates(dates=(tomorrow,), start=dt.time(9), end=dt.time(10)),), exceptions=(off,))
    )
    shown = body(client)
    assert "Sairaus" in shown
    other.unpublish()
    assert "Sairaus" not in body(client)
    assert event.title in shown


def test_names_of_places_and_filters_are_seen(client: Client, region: Region) -> None:
    assert "Mikkeli" in body(client)
    town = Municipality.objects.get(code="491")
    town.names = {"fi": "Uusikunta"}
    town.save()
    shown = body(client)
    assert "Uusikunta" in shown
    assert "Mikkeli" not in shown.replace("Mikkelin", "")


def test_languages_and_choices_are_kept_apart(client: Client, region: Region) -> None:
    paths = [*PATHS, "/en/kalenteri/", "/kalenteri/?municipality=623", "/kalenteri/?kind=event", "/kalenteri/?kind=nonsense"]
    shown = [body(client, path) for path in paths]
    assert len(set(shown)) == len(paths)
    assert [body(client, path) for path in paths] == shown
    assert "left out" in body(client, "/en/kalenteri/?kind=nonsense")


def test_memory_is_bounded(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.kept_calendars, "most", 2)
    for path in PATHS:
        body(client, path)
    assert len(views.kept_calendars) == 2
