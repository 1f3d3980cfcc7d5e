"""Calendar files and feeds as programs get them, compared with the catalogue."""

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
import recurring_ical_events  # type: ignore[import-untyped]  # ships no types
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.listings.schedule import Dates, ExceptionKind, Schedule, ScheduleException
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import more_of_everything, queries

pytestmark = pytest.mark.one_database
NOWHERE = "11111111-2222-4333-8444-555555555555"
ATOM = "{http://www.w3.org/2005/Atom}"


def tomorrow(days: int = 1) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def listing_path(page: Any) -> str:
    return f"/kalenteri/{page.listing_id}.ics"


def read(client: Client, path: str) -> Any:
    """The calendar, parsed; the library's types know no property's own."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    return Calendar.from_ical(response.content)


@pytest.fixture
def calm(region: Region) -> Any:
    """A group on no sensitive topic."""
    return factories.group("Perhekahvila", region.pages["organisation"], schedule_of_days(), summary="Kahvia; leikkiä")


def schedule_of_days() -> Schedule:
    days = tuple(tomorrow(number) for number in (1, 8, 200))
    off = (ScheduleException(kind=ExceptionKind.CANCELLED, date=tomorrow(8), note="Loma"),)
    return Schedule(rules=(Dates(dates=days, start=dt.time(9), end=dt.time(11)),), exceptions=off)


@pytest.mark.parametrize(
    "path",
    [
        f"/kalenteri/{NOWHERE}.ics",
        "/kalenteri/kissa.ics",
        "/kalenteri/kaikki.ics?municipality=kissa",
        "/kalenteri/kaikki.ics?municipality=000",
        f"/kalenteri/kaikki.ics?organisation={NOWHERE}",
        "/kalenteri/kaikki.ics?organisation=1",
        "/kalenteri/kaikki.ics?kind=service",
        "/kalenteri/kaikki.ics?date=kissa",
        f"/kalenteri/{NOWHERE}/",
        "/feeds/uutta.atom?kind=kissa",
        "/feeds/uutta.atom?municipality=000",
        f"/feeds/uutta.atom?organisation={NOWHERE}",
    ],
)
def test_what_does_not_exist_is_not_found(client: Client, region: Region, path: str) -> None:
    assert client.get(path).status_code == 404


def test_examples_old_information_and_untrusted_times_go_into_no_calendar(client: Client, region: Region) -> None:
    schedule = schedule_of_days()
    example = factories.event("Esimerkki", schedule=schedule, record_status="example", municipality=region.mikkeli)
    old = factories.event("Vanha", schedule=schedule, record_status="historical")
    checked = factories.event("Tarkista", schedule=schedule.model_copy(update={"check": True}))
    titles = {str(event["SUMMARY"]) for event in read(client, "/kalenteri/kaikki.ics?municipality=491").walk("VEVENT")}
    for page in (example, old, checked, region.pages["service"], region.pages["guide"]):
        assert client.get(listing_path(page)).status_code == 404
        assert page.title not in titles
        assert "/kalenteri/" + str(page.listing_id) not in client.get(page.url).content.decode()
    row = Occurrence.objects.filter(listing_id=example.listing_id).first()
    assert row is not None
    assert client.get(f"/kalenteri/{example.listing_id}/{row.uid}.ics").status_code == 404
    assert client.get(f"/kalenteri/{region.pages['group'].listing_id}/{row.uid}.ics").status_code == 404


@pytest.mark.parametrize("name", ["group", "event", "place"])
def test_a_listings_file_has_the_catalogues_dates_over_the_change_of_the_clock(client: Client, region: Region, name: str) -> None:
    page = region.pages[name]
    made = read(client, listing_path(page))
    rows = list(Occurrence.objects.filter(listing_id=page.listing_id))
    found = recurring_ical_events.of(made).between(tomorrow(-1), tomorrow(600))
    assert {event["DTSTART"].dt for event in found} == {row.start for row in rows}
    assert {event["DTEND"].dt for event in found} == {row.end for row in rows}
    assert len({row.start.astimezone(timezone.get_default_timezone()).utcoffset() for row in rows}) == 2
    assert len(made.walk("VEVENT")) == 1


def test_facts_identifiers_and_cancelled_dates(client: Client, calm: Any) -> None:
    events = read(client, listing_path(calm)).walk("VEVENT")
    rows = {str(row.uid): row for row in Occurrence.objects.filter(listing_id=calm.listing_id)}
    assert {str(event["UID"]) for event in events} == rows.keys()
    status = {event["DTSTART"].dt.date(): (event["STATUS"], str(event["SUMMARY"])) for event in events}
    assert status[tomorrow(1)] == ("CONFIRMED", "Perhekahvila")
    assert status[tomorrow(8)][0] == "CANCELLED"
    assert status[tomorrow(8)][1] != "Perhekahvila"
    assert all("Kahvia; leikkiä" in str(event["DESCRIPTION"]) for event in events)
    assert all(str(event["URL"]).endswith(calm.url) for event in events)
    uid, row = next(iter(rows.items()))
    (single,) = read(client, f"/kalenteri/{calm.listing_id}/{uid}.ics").walk("VEVENT")
    assert (str(single["UID"]), single["DTSTART"].dt) == (uid, row.start)
    assert 'filename="perhekahvila.ics"' in client.get(listing_path(calm)).headers["Content-Disposition"]


def test_a_sensitive_listings_file_betrays_nothing(client: Client, region: Region) -> None:
    topic = factories.topic("Väkivalta", is_sensitive=True)
    page = factories.group("Väkivaltaa kokeneet", region.pages["organisation"], schedule_of_days(), topics=[topic], summary="Väkivallasta")
    response = client.get(listing_path(page))
    assert "kivalt" not in response.content.decode()
    assert "kivalt" not in str(response.headers)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'inline; filename="kalenteri.ics"'
    events: Any = Calendar.from_ical(response.content).walk("VEVENT")
    assert {event["CLASS"] for event in events} == {"PRIVATE"}
    leading = client.get(f"/kalenteri/{page.listing_id}/")
    assert (leading.status_code, leading.headers["Location"]) == (302, page.url)
    assert "kivalt" not in client.get("/kalenteri/kaikki.ics").content.decode()


def test_a_subscription_has_what_the_calendar_shows(client: Client, region: Region, calm: Any) -> None:
    there = factories.event("Puumalassa", schedule=schedule_of_days(), municipality=region.puumala)
    every = {str(event["SUMMARY"]) for event in read(client, "/kalenteri/kaikki.ics").walk("VEVENT")}
    assert {"Perhekahvila", "Puumalassa", "Olohuone"} <= every
    made = read(client, "/kalenteri/kaikki.ics?municipality=623")
    assert {str(event["URL"]).removeprefix("http://localhost:8000") for event in made.walk("VEVENT")} == {there.url}
    assert "Puumala" in str(made["X-WR-CALNAME"])
    own = factories.organisation("Toinen yhdistys")
    factories.event("Oma juttu", own, schedule_of_days())
    made = read(client, f"/kalenteri/kaikki.ics?organisation={own.listing_id}")
    assert {str(event["DTSTART"].dt.date()) for event in made.walk("VEVENT")} == {str(tomorrow(1)), str(tomorrow(8))}
    assert str(made["X-WR-CALNAME"]).endswith("Toinen yhdistys")


def test_files_are_kept_and_asked_for_conditionally(client: Client, calm: Any) -> None:
    for path in (listing_path(calm), "/kalenteri/kaikki.ics", "/feeds/uutta.atom"):
        first = client.get(path)
        assert first.headers["Cache-Control"] == "public, max-age=900"
        assert first.headers["X-Page-Cache"] == "page"
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
    before = client.get("/feeds/uutta.atom").headers["ETag"]
    calm.title = "Perhekahvila Kota"
    calm.save_revision().publish()
    assert client.get("/feeds/uutta.atom", headers={"If-None-Match": before}).status_code == 200


def test_pages_lead_to_their_files_and_feeds(client: Client, region: Region, calm: Any) -> None:
    page = client.get(calm.url).content.decode()
    assert f'href="{listing_path(calm)}"' in page
    row = Occurrence.objects.filter(listing_id=calm.listing_id).order_by("start").first()
    assert row is not None
    assert f'href="/kalenteri/{calm.listing_id}/{row.uid}.ics"' in page
    organisation = region.pages["organisation"]
    for path, query in (
        ("/", ""),
        ("/kalenteri/", ""),
        ("/ryhmat/", "?kind=peer_group"),
        ("/kunnat/mikkeli/", "?municipality=491"),
        (organisation.url, f"?organisation={organisation.listing_id}"),
    ):
        assert f'href="http://localhost:8000/feeds/uutta.atom{query}"' in client.get(path).content.decode(), path
    assert "webcal://localhost:8000/kalenteri/kaikki.ics?municipality=491" in client.get("/kunnat/mikkeli/").content.decode()


def feed(client: Client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own)


def titles(found: ElementTree.Element) -> list[str]:
    return [str(entry.findtext(f"{ATOM}title")) for entry in found.findall(f"{ATOM}entry")]


def published(page: Any) -> Any:
    """As an editor publishes it: factories make pages that are live and have no history."""
    page.save_revision().publish()
    return page


def test_a_feed_is_what_rfc_4287_asks(client: Client, region: Region) -> None:
    published(factories.event("Kissa & <koira>", summary="5 < 6"))
    for name in ("group", "service", "guide", "organisation", "place"):
        published(region.pages[name])
    found = feed(client, "/feeds/uutta.atom")
    for element in (found, *found.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
            assert element.findtext(f"{ATOM}{name}")
        assert dt.datetime.fromisoformat(str(element.findtext(f"{ATOM}updated"))).tzinfo
        assert element.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{ATOM}link")}
    assert links == {"self": "http://localhost:8000/feeds/uutta.atom", "alternate": "http://localhost:8000/kalenteri/"}
    ids = [entry.findtext(f"{ATOM}id") for entry in found.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) > 5
    assert "Kissa & <koira>" in titles(found)
    assert "5 &lt; 6" in {entry.findtext(f"{ATOM}summary") for entry in found.findall(f"{ATOM}entry")}


def test_a_feed_names_nothing_that_others_must_not_see(client: Client, region: Region) -> None:
    shelter = factories.organisation("Turvakotiyhdistys")
    topic = factories.topic("Väkivalta", is_sensitive=True)
    page = published(factories.group("Väkivaltaa kokeneet", shelter, schedule_of_days(), topics=[topic], summary="Väkivallasta"))
    for path in ("/feeds/uutta.atom", f"/feeds/uutta.atom?organisation={shelter.listing_id}", "/sv/feeds/uutta.atom"):
        found = feed(client, path)
        (entry,) = [one for one in found.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id") == f"urn:uuid:{page.listing_id}"]
        told = ElementTree.tostring(entry, encoding="unicode")
        assert not any(word in told.lower() for word in ("kivalt", "turvakoti", page.slug)), path
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert str(link.get("href")).endswith(f"/sv/kalenteri/{page.listing_id}/")
    assert client.get(f"/sv/kalenteri/{page.listing_id}/").headers["Location"].endswith(f"/{page.slug}/")


def test_a_feed_tells_the_last_changed_first_and_only_what_was_asked(client: Client, region: Region) -> None:
    published(factories.event("Esimerkki", record_status="example"))
    published(factories.event("Vanha", record_status="historical"))
    there = published(factories.event("Puumalassa", municipality=region.puumala))
    published(region.pages["service"])
    found = titles(feed(client, "/feeds/uutta.atom"))
    assert found[0] == "Eron ensiapu"
    assert not {"Esimerkki", "Vanha"} & set(found)
    assert titles(feed(client, "/feeds/uutta.atom?kind=event&municipality=623")) == ["Puumalassa"]
    assert "Puumalassa" not in titles(feed(client, "/feeds/uutta.atom?municipality=491"))
    own = CatalogueEntry.objects.get(page_id=there.pk).organisation_id
    assert "Puumalassa" in titles(feed(client, f"/feeds/uutta.atom?organisation={own}"))


def test_files_and_feeds_cost_the_same_with_twenty(client: Client, region: Region) -> None:
    paths = [listing_path(region.pages["group"]), "/kalenteri/kaikki.ics?municipality=491", "/feeds/uutta.atom?kind=event"]
    one = {path: queries(client, path) for path in paths}
    more_of_everything(region)
    assert {path: queries(client, path) for path in paths} == one
    assert max(one.values()) <= 3, one
