"""Lists, front page, municipalities and help now are kept drawn: they say at every moment and after every change what is so."""

import datetime as dt
import time
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from home.models import SiteSettings
from portal.browse.drawn_pages import DrawnPages, Itself
from portal.listings.schedule import Schedule, Weekly
from portal.pagecache.changes import read_generation
from portal.pagecache.unchanged import forget_all
from portal.pagecache.watcher import watcher
from portal.regions.models import Municipality
from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database
MORNING = timezone.localtime().replace(hour=6, minute=30, second=0, microsecond=0)
HOURS = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
PATHS = (
    "/",
    "/en/",
    "/ryhmat/",
    "/ryhmat/?municipality=491",
    "/tapahtumat/?only=open_today",
    "/kunnat/",
    "/kunnat/mikkeli/",
    "/sv/kunnat/puumala/",
    "/apua-nyt/",
    "/en/apua-nyt/",
)


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def told_anew(client: Client) -> dict[str, str]:
    """Every page as it is when nothing is kept; what was kept must have said the same."""
    kept = {path: body(client, path) for path in PATHS}
    for path, shown in kept.items():
        forget_all()
        assert body(client, path) == shown, path
    return kept


def test_at_every_moment(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.helpline("Aamulinja", delivery_points=[factories.delivery_point(HOURS, phone="015 222 222")])
    said: dict[str, set[str]] = {path: set() for path in PATHS}
    for hours in (4, 9, 20):
        now = MORNING + dt.timedelta(hours=hours)
        monkeypatch.setattr(timezone, "now", lambda now=now: now.astimezone(dt.UTC))
        for path, shown in told_anew(client).items():
            said[path].add(shown)
    assert len(said["/"]) > 1
    assert len(said["/apua-nyt/"]) > 2
    assert len(said["/tapahtumat/?only=open_today"]) > 1


def _rename_group(region: Region) -> None:
    page = region.pages["group"]
    page.title = "Uusi nimi"
    page.save_revision().publish()


def _rename_municipality(region: Region) -> None:
    region.mikkeli.names = {"fi": "Mikkelin seutu"}
    region.mikkeli.introduction = {"fi": "Uusi esittely."}
    region.mikkeli.save()


def _rewrite_front(region: Region) -> None:
    page = region.pages["home"]
    page.summary = "Aivan uusi esittely."
    page.save_revision().publish()


def _campaign(_region: Region) -> None:
    settings = SiteSettings.load()
    settings.campaign_title = {"fi": "Isovanhempien viikko"}
    settings.save()


CHANGES: dict[str, tuple[Any, set[str]]] = {
    "a group's name": (_rename_group, {"/ryhmat/", "/ryhmat/?municipality=491"}),
    "a municipality's name": (_rename_municipality, {"/kunnat/", "/kunnat/mikkeli/"}),
    "the front page's words": (_rewrite_front, {"/"}),
    "a new helpline": (lambda _region: factories.helpline("Uusi linja"), {"/apua-nyt/", "/en/apua-nyt/"}),
    "a new municipality": (lambda _region: factories.municipality("178", "Juva"), {"/", "/kunnat/"}),
    "a campaign": (_campaign, {"/"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_every_change(client: Client, region: Region, change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)  # pages tell the minute
    before = {path: body(client, path) for path in PATHS}
    change_it, seen_on = CHANGES[change]
    change_it(region)
    monkeypatch.setattr(watcher, "_seen", (read_generation(), time.monotonic()))  # as its thread looks four times a second
    after = told_anew(client)
    assert seen_on <= {path for path in PATHS if after[path] != before[path]}


def test_a_list_that_left_a_filter_out_is_another_page(client: Client, region: Region) -> None:
    plain, told = body(client, "/en/ryhmat/"), body(client, "/en/ryhmat/?topic=%00")
    assert "was not understood" in told
    assert body(client, "/en/ryhmat/") == plain
    assert "was not understood" not in plain


def test_a_draft_of_the_front_page_is_drawn_anew_and_kept_by_nobody(admin_client: Client, client: Client, region: Region) -> None:
    page = region.pages["home"]
    public = body(client, "/")
    page.summary = "Vasta luonnos."
    page.save_revision()
    assert "Vasta luonnos." in admin_client.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()
    assert body(client, "/") == public


def test_parts_are_those_of_what_they_were_made_of() -> None:
    pages: DrawnPages[str] = DrawnPages(2)
    one, other = Municipality(pk=1), Municipality(pk=1)
    assert one == other, "models are compared by their keys"
    parts = pages.parts("fi", Itself(one), [1, 2])
    assert pages.parts("fi", Itself(one), [1, 2]) is parts
    assert pages.parts("fi", Itself(other), [1, 2]) is not parts
    assert pages.parts("fi", Itself(other), [1, 3]) == {}
