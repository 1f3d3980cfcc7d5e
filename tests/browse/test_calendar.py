"""The calendar page: the right things on the right days, whatever the address says."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.listings.schedule import Dates, ExceptionKind, Schedule, ScheduleException
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import more_of_everything, queries

pytestmark = pytest.mark.one_database  # addresses and drawing; what dates there are, the catalogue's tests ask


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def on(*days: dt.date, **more: Any) -> Schedule:
    return Schedule(rules=(Dates(dates=days, start=dt.time(10), end=dt.time(11)),), **more)


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return str(response.content.decode())


@pytest.mark.parametrize("date", ["2026-02-30", "huomenna", "20261122", "2026-13-01", "-1", "2026-11-22T10:00", "²026-11-22"])
def test_a_day_that_does_not_exist_is_not_found_and_leads_on(client: Client, region: Region, date: str) -> None:
    response = client.get("/en/kalenteri/", {"date": date})
    assert response.status_code == 404
    assert "There is no such day" in response.content.decode()
    assert 'href="/en/kalenteri/"' in response.content.decode()


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("0001-01-01", "These days are over"),
        ("2020-05-05", "These days are over"),
        ("9999-12-31", "So far ahead nothing is known yet"),
        ("2099-01-01", "So far ahead nothing is known yet"),
    ],
)
@pytest.mark.parametrize("view", ["week", "day", "list"])
def test_far_away_days_are_answered_politely(client: Client, region: Region, date: str, words: str, view: str) -> None:
    found = body(client, f"/en/kalenteri/?date={date}&view={view}")
    assert words in found
    assert 'name="robots"' in found


def test_what_is_not_understood_is_left_out_and_said(client: Client, region: Region) -> None:
    for query in ("view=month", "kind=service", "municipality=x", "age_band=<b>"):
        assert "was not understood" in body(client, f"/en/kalenteri/?{query}"), query
    assert "was not understood" not in body(client, "/en/kalenteri/?view=day&kind=event&municipality=491&utm_source=x")


def test_events_groups_and_places_stand_on_their_days(client: Client, region: Region) -> None:
    factories.event("Ylihuominen", schedule=on(in_days(2)))
    day = body(client, f"/kalenteri/?view=day&date={in_days(2)}")
    assert all(f">{title}<" in day for title in ("Ylihuominen", "Eroryhmä", "Perhepäivä", "Olohuone"))
    assert ">Ylihuominen<" not in body(client, f"/kalenteri/?view=day&date={in_days(3)}")
    assert ">Ylihuominen<" in body(client, "/kalenteri/?view=list")
    assert ">Ylihuominen<" in body(client, f"/kalenteri/?date={in_days(2)}")
    assert ">Ylihuominen<" in body(client, "/tanaan/")


def test_filters_narrow_and_can_be_taken_away(client: Client, region: Region) -> None:
    tomorrow = in_days(1)
    band = factories.age_band("0–2 vuotta")
    factories.event("Vauvat", schedule=on(tomorrow), municipality=region.puumala, age_bands=[band])
    day = f"/en/kalenteri/?view=day&date={tomorrow}"
    everything = body(client, day)
    assert ">Vauvat<" in everything
    assert ">Eroryhmä<" in everything
    for query in ("municipality=623", f"age_band={band.slug}"):
        found = body(client, f"{day}&{query}")
        assert ">Vauvat<" in found
        assert ">Eroryhmä<" not in found
        assert f'class="chip" href="?view=day&amp;date={tomorrow}"' in found
    assert ">Vauvat<" not in body(client, f"{day}&kind=peer_group")
    assert f"/en/kalenteri/?date={tomorrow}&amp;municipality=623" in body(client, f"{day}&municipality=623")  # the week, filter kept


def test_an_organisations_calendar_has_what_it_arranges(client: Client, region: Region) -> None:
    other = factories.organisation("Toinen yhdistys")
    factories.event("Oma juttu", other, on(in_days(1)))
    found = body(client, f"/en/kalenteri/?view=list&organisation={other.listing_id}")
    assert ">Oma juttu<" in found
    assert ">Perhepäivä<" not in found
    assert 'class="chip" href="?view=list"' in found
    assert f'name="organisation" value="{other.listing_id}"' in found
    assert f"/kalenteri/?organisation={other.listing_id}" in body(client, other.url)
    for unknown in (factories.group("Ryhmä").listing_id, "11111111-2222-4333-8444-555555555555", "kissa"):
        assert "was not understood" in body(client, f"/en/kalenteri/?organisation={unknown}")


def test_cancelled_and_moved_dates_are_said_and_what_lasts_stands_on_each_day(client: Client, region: Region) -> None:
    tomorrow = in_days(1)
    off = (ScheduleException(kind=ExceptionKind.CANCELLED, date=tomorrow, note="Ohjaaja sairaana"),)
    moved = (ScheduleException(kind=ExceptionKind.MOVED, date=tomorrow, new_date=in_days(2)),)
    factories.event("Peruttu tapahtuma", schedule=on(tomorrow, exceptions=off))
    factories.event("Siirretty tapahtuma", schedule=on(tomorrow, exceptions=moved))
    factories.event("Leiri", schedule=Schedule(rules=(Dates(dates=(tomorrow,), last=in_days(3)),)))
    first, second = (body(client, f"/en/kalenteri/?view=day&date={in_days(days)}") for days in (1, 2))
    assert "<s>10:00–11:00</s>" in first
    assert "<strong>Cancelled</strong>: Ohjaaja sairaana" in first
    assert "Siirretty" not in first
    assert "<strong>Moved</strong>: was" in second
    assert ">Leiri<" in first
    assert ">Leiri<" in second
    assert body(client, "/en/kalenteri/?view=list").count(">Leiri<") == 1


def test_untrusted_times_and_old_information_do_not_happen(client: Client, region: Region) -> None:
    factories.event("Tarkistettava", schedule=on(in_days(1), check=True))
    factories.event("Vanha", schedule=on(in_days(1)), record_status="historical", information_from="2018")
    day = body(client, f"/kalenteri/?view=day&date={in_days(1)}")
    assert "Tarkistettava" not in day
    assert ">Vanha<" not in day


def test_links_lead_to_the_days_around_and_never_past_the_ends(client: Client, region: Region) -> None:
    here = body(client, "/en/kalenteri/?view=day")
    assert 'rel="prev"' not in here
    assert f'rel="next" href="/en/kalenteri/?view=day&amp;date={in_days(1)}"' in here
    later = body(client, f"/en/kalenteri/?view=day&date={in_days(3)}&municipality=491")
    assert f'rel="prev" href="/en/kalenteri/?view=day&amp;date={in_days(2)}&amp;municipality=491"' in later
    assert 'href="/en/kalenteri/?view=day&amp;municipality=491"' in later
    assert 'rel="next"' not in body(client, f"/en/kalenteri/?view=day&date={in_days(548)}")


def test_without_a_day_the_week_begins_today_and_has_nothing_over(client: Client, region: Region) -> None:
    found = body(client, "/en/kalenteri/")
    assert re.findall(r'<time datetime="([^"]+)"', found) == [str(in_days(number)) for number in range(7)]
    assert "calendar-past" not in found
    assert f'rel="next" href="/en/kalenteri/?date={in_days(7)}"' in found


def test_the_week_of_a_day_begins_on_monday_and_leads_back_to_today(client: Client, region: Region) -> None:
    found = body(client, f"/en/kalenteri/?date={in_days(7)}")
    monday = in_days(7 - in_days(7).weekday())
    assert re.findall(r'<time datetime="([^"]+)"', found) == [str(monday + dt.timedelta(days=number)) for number in range(7)]
    assert 'rel="prev" href="/en/kalenteri/"' in found


def test_a_page_with_more_than_fits_says_so(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "more than fits" not in body(client, "/en/kalenteri/?view=list")
    monkeypatch.setattr("portal.browse.calendar.days.MOST", 3)
    found = body(client, "/en/kalenteri/?view=list")
    assert "more than fits" in found
    assert found.count("calendar-title") == 3


def test_titles_are_escaped_and_the_empty_week_helps_on(client: Client, region: Region) -> None:
    factories.event("<b>Lihava</b>", schedule=on(in_days(1)))
    assert "&lt;b&gt;Lihava&lt;/b&gt;" in body(client, f"/kalenteri/?view=day&date={in_days(1)}")
    assert "Nothing with a known time" in body(client, "/en/kalenteri/?municipality=623&kind=event")


def test_queries_are_the_same_with_twenty(client: Client, region: Region) -> None:
    paths = ["/kalenteri/", f"/kalenteri/?view=day&date={in_days(1)}&municipality=491", "/kalenteri/?view=list&kind=event", "/tanaan/"]
    paths.append(f"/kalenteri/?organisation={region.pages['organisation'].listing_id}")
    one = {path: queries(client, path) for path in paths}
    more_of_everything(region)
    assert {path: queries(client, path) for path in paths} == one
    assert max(one.values()) <= 4, one


def test_the_plain_week_is_for_search_engines_and_for_the_page_cache(client: Client, region: Region) -> None:
    assert 'name="robots"' not in body(client, "/kalenteri/")
    assert 'name="robots"' in body(client, f"/kalenteri/?date={in_days(1)}")
    assert client.get("/kalenteri/").headers["X-Page-Cache"] == "page"
    assert client.post("/kalenteri/").status_code == 405
