"""The saved list by its link, and its hand-out: nothing is kept by anybody, what is gone is told, and a tab tells nothing."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.browse.short_ids import MOST, short_id, write_ids
from portal.catalogue.models import CatalogueEntry
from portal.content.neutral import neutral_appointment, neutral_title
from portal.listings.schedule import Schedule, Weekly
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import multiply

LIST, SHEET = "/tallennetut/", "/tuloste/"


def ids_of(*pages: Any) -> str:
    return write_ids(tuple(page.listing_id for page in pages))


def text(client: Client, path: str, *pages: Any, ids: str = "") -> str:
    response = client.get(path, {"ids": ids or ids_of(*pages)})
    assert response.status_code == 200
    return response.content.decode()


def title_of(body: str) -> str:
    return body[body.index("<title>") : body.index("</title>")]


@pytest.mark.parametrize("path", [LIST, SHEET, f"/sv{LIST}", f"/en{SHEET}"])
@pytest.mark.parametrize(
    "query", ["", "?ids=", "?ids=nothing.readable", "?ids=%00%ff", "?ids=<script>alert(1)</script>", "?ids=" + "x" * 4000]
)
def test_nothing_that_is_typed_breaks_it(client: Client, region: Region, path: str, query: str) -> None:
    response = client.get(path + query)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("path", [LIST, SHEET])
def test_it_is_read_only_and_kept_by_nobody(client: Client, region: Region, path: str) -> None:
    assert client.post(path, {"ids": ids_of(region.pages["group"])}).status_code == 405
    response = client.get(path, {"ids": ids_of(region.pages["group"])})
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "X-Page-Cache" not in response.headers
    assert not response.cookies
    assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize("path", [LIST, SHEET])
def test_things_stand_in_their_order(client: Client, region: Region, path: str) -> None:
    body = text(client, path, region.pages["service"], region.pages["group"], region.pages["place"])
    places = [body.index(f">{title}</") for title in ("Eron ensiapu", "Eroryhmä", "Olohuone")]
    assert places == sorted(places)


@pytest.mark.parametrize("path", [LIST, SHEET])
def test_what_is_gone_or_unknown_is_told(client: Client, region: Region, path: str) -> None:
    gone = region.pages["event"]
    gone.unpublish()
    body = text(client, f"/en{path}", ids=f"{ids_of(region.pages['group'], gone)}.{short_id(uuid4())}.cut")
    assert "3 things on the list cannot be shown" in body
    assert "Eroryhmä" in body
    assert "Perhepäivä" not in body
    assert "cannot be shown" not in text(client, f"/en{path}", region.pages["group"])


@pytest.mark.parametrize("path", [LIST, SHEET])
def test_a_list_that_is_too_long_says_so(client: Client, region: Region, path: str) -> None:
    ids = write_ids((region.pages["group"].listing_id, *(uuid4() for _ in range(MOST))))
    assert "the last one is left out" in text(client, f"/en{path}", ids=ids)


def test_one_can_be_left_out_without_a_script(client: Client, region: Region) -> None:
    group, place = region.pages["group"], region.pages["place"]
    body = text(client, LIST, group, place)
    assert f'href="{LIST}?ids={ids_of(place)}"' in body
    assert f'href="{LIST}"' in text(client, LIST, group)


def test_the_link_and_the_sheets_carry_what_is_shown(client: Client, region: Region) -> None:
    gone = region.pages["event"]
    gone.unpublish()
    body = text(client, LIST, region.pages["group"], gone)
    ids = ids_of(region.pages["group"])
    for prefix in ("", "/sv", "/en"):
        assert f'href="{prefix}{SHEET}?ids={ids}"' in body
    assert f'data-share-link href="{LIST}?ids={ids}"' in body


def test_the_language_switch_keeps_the_list(client: Client, region: Region) -> None:
    ids = ids_of(region.pages["group"])
    assert f'href="/sv{LIST}?ids={ids}"' in text(client, LIST, region.pages["group"])


def test_of_the_devices_own_list_the_page_knows_nothing(client: Client, region: Region) -> None:
    response = client.get(LIST)
    body = response.content.decode()
    assert 'id="quick-exit"' in body
    assert response.headers["Cache-Control"] == "no-store"
    assert "data-empty-list" in body


# --- Sensitive -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", [LIST, SHEET])
def test_a_sensitive_list_tells_nothing_in_the_tab(client: Client, region: Region, path: str) -> None:
    page = factories.service("Väkivallan tuki", topics=[factories.topic("Väkivalta", is_sensitive=True)])
    body = text(client, path, page, region.pages["group"])
    assert "kivall" not in title_of(body)
    assert 'id="quick-exit"' in body
    assert 'id="quick-exit"' not in text(client, path, region.pages["group"])


@pytest.mark.parametrize("path", [LIST, SHEET])
def test_no_tab_names_what_is_on_the_list(client: Client, region: Region, path: str) -> None:
    assert "Eroryhmä" not in title_of(text(client, path, region.pages["group"]))


def test_what_can_be_saved_says_whether_it_is_sensitive(client: Client, region: Region) -> None:
    page = factories.service("Väkivallan tuki", topics=[factories.topic("Väkivalta", is_sensitive=True)])
    saves = f'data-save="{short_id(page.listing_id)}"'
    card = client.get("/palvelut/").content.decode()
    assert f"{saves} data-save-sensitive" in card
    detail = client.get(page.url).content.decode()
    assert saves in detail
    assert "Anybody who uses this device" in client.get(f"/en{page.url}").content.decode().partition(saves)[2].partition("</div>")[0]
    ordinary = client.get(f"/en{region.url('group')}").content.decode()
    assert "Anybody who uses this device" not in ordinary.partition("data-save=")[2].partition("</div>")[0]
    assert 'data-share-title="Perhekeskus"' in detail


def test_names_that_give_nothing_away(region: Region) -> None:
    page = factories.service("Väkivallan tuki", topics=[factories.topic("Väkivalta", is_sensitive=True)])
    sensitive, ordinary = page.to_listing("fi"), region.pages["group"].to_listing("fi")
    for name in (neutral_title, neutral_appointment):
        assert "kivall" not in name(sensitive)
        assert name(ordinary) == "Eroryhmä"


# --- On paper --------------------------------------------------------------------------------------------------
def test_the_sheet_writes_everything_out(client: Client, region: Region) -> None:
    body = text(client, f"/en{SHEET}", region.pages["place"], region.pages["service"], region.pages["helpline"])
    for fact in ("Katu 1", "015 111 111", "09 000 0000", "Notes:", "112"):
        assert fact in body
    assert body.count('class="qr"') == 3
    assert "open now" not in body.lower()
    assert "<form" not in body
    assert "<input" not in body


def test_the_sheet_is_in_the_chosen_language_or_says_it_is_finnish(client: Client, region: Region) -> None:
    factories.version(region.pages["group"], "sv", "Skilsmässogrupp", summary="För dig som skilt dig.")
    body = text(client, f"/sv{SHEET}", region.pages["group"], region.pages["place"])
    assert '<html lang="sv"' in body
    assert "Skilsmässogrupp" in body
    assert '<h2 lang="fi">Olohuone</h2>' in body
    assert "På finska" in body


def test_the_next_four_weeks_and_no_day_more(client: Client, region: Region) -> None:
    today = dt.date.today()  # noqa: DTZ011 (the weekday alone matters)
    weekly = Schedule(rules=(Weekly(weekdays=(today.isoweekday(),), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
    group = factories.group("Viikoittain", schedule=weekly)
    body = text(client, f"/en{SHEET}", group)
    row = body.partition("The next four weeks:")[2].partition("</dd>")[0]
    told = [today + dt.timedelta(weeks=week) for week in range(1, 7)]
    shown = [day for day in told if f"{day.day} {day:%b}" in row]
    assert shown in (told[:3], told[:4])  # the fourth is within four weeks until the hour of today
    assert "tomorrow" not in body
    assert "today" not in body


def test_a_thing_that_is_there_every_day_is_told_by_its_rule(client: Client, region: Region) -> None:
    assert "The next four weeks:" not in text(client, f"/en{SHEET}", region.pages["place"])


@pytest.mark.one_database
@pytest.mark.parametrize("path", [LIST, SHEET])
def test_twenty_things_cost_the_queries_of_one(client: Client, region: Region, path: str) -> None:
    client.get("/apua-nyt/")
    client.get("/ryhmat/")
    multiply(region.pages["group"])
    ids = tuple(CatalogueEntry.objects.filter(kind="peer_group").values_list("listing_id", flat=True))
    counts = []
    for some in (ids[:1], ids):
        with CaptureQueriesContext(connection) as captured:
            body = text(client, path, ids=write_ids(some))
        assert body.count("Eroryhmä") >= len(some)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 4
