"""A shelter's address is stored and told nowhere: what an editor typed while the place was an open one is gone everywhere once it
is confidential, from every output, every earlier version, every export and the whole database.

One story, told once: an open meeting place becomes a shelter. Before that the canaries are everywhere, so that each look can fail.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.models import FormState
from wagtail.models import Revision

from home.furniture import forget
from portal.browse.editions import freeze_edition
from portal.browse.short_ids import write_ids
from portal.catalogue.models import CatalogueEntry
from portal.moderation.models import PreviewLink
from portal.pagecache.models import Change
from portal.places.models import MeetingPlacePage
from search import names
from search.engines.elasticsearch_document import source_of
from search.engines.tantivy_schema import to_tantivy
from search.reading import Reader
from search.sync import drain, rebuild
from tests import factories
from tests.admin import edit_form, page_form
from tests.browse.conftest import DAILY, Region, _region
from tests.built import built
from tests.confidential.canaries import ADDRESS, CANARIES, WAY_IN_SWEDISH, crawl, found_in, tables_with_canaries

TEXTS = {"plain_summary": f"Tule taloon. Osoite on {ADDRESS['street']}, {ADDRESS['postal_code']} Mikkeli."}
NOTE = f"Soita ovelta, {ADDRESS['street']}."
"""Running text in which an editor tells the address once more."""

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@dataclass
class Story:
    """What was found before the place became a shelter, and what there is to look at now."""

    region: Region
    place: Any
    service: Any
    before: dict[str, list[str]]
    """Canaries by where they were: tables, addresses."""
    refused: Any = None
    tables_after_refusal: dict[str, list[str]] = field(default_factory=dict)
    changes: int = 0
    """Changes that the page caches have been told of before."""
    starts: tuple[str, ...] = ()
    """Addresses that no link leads to."""


def _story() -> Story:
    region = _region()
    client = Client()
    client.force_login(factories.administrator("toimittaja@example.org"))
    place = _open_place(client, region)
    secret: dict[str, Any] = {name: ADDRESS[name] for name in ("venue_name", "street", "postal_code", "way_in")}
    service = factories.service(
        "Turvapalvelu",
        region.pages["organisation"],
        delivery_points=[factories.delivery_point(kind="place", name="Toimisto", note=NOTE, **secret)],
    )
    factories.group("Talon ryhmä", region.pages["organisation"], DAILY, meeting_place=place)
    rule = {"heading": "Täällä", "kinds": ["meeting_place", "service", "peer_group"], "topics": [], "area": "", "empty_text": ""}
    factories.chapter("Paikat", region.pages["guide"], body=[factories.text(), ("rule_listings", rule)])
    edition = freeze_edition(region.pages["guide"], "1", timezone.localdate(), "fi")
    for page in (place, service):
        page.save_revision().publish()
    rebuild()
    names.forget()
    ids = write_ids((place.listing_id, service.listing_id))
    starts = _starts(place, service, edition, ids)
    said = crawl(Client(), starts)
    before = tables_with_canaries() | {address: found_in(text) for address, text in said.items() if found_in(text)}
    story = Story(region, place, service, before, changes=Change.objects.count(), starts=starts)
    _hide(client, story)
    drain()
    names.forget()
    return story


def _open_place(client: Client, region: Region) -> MeetingPlacePage:
    """Typed into the form for a new page, looked at in its preview, published; then once more into the form of the page."""
    organisation = region.pages["organisation"]
    adding = reverse("wagtailadmin_pages:add", args=["places", "meetingplacepage", organisation.pk])
    form = page_form(client, adding)
    form.update(
        {"title": "Avoin talo", "slug": "avoin-talo", "summary": "Tule käymään.", "municipality": str(region.mikkeli.pk)} | ADDRESS | TEXTS
    )
    form.update(
        {
            "language_versions-TOTAL_FORMS": "1",
            "language_versions-0-locale": "sv",
            "language_versions-0-title": "Öppet hus",
            "language_versions-0-summary": f"Välkommen till {ADDRESS['street']}.",
            "language_versions-0-way_in": WAY_IN_SWEDISH,
            "language_versions-0-body-count": "0",
        }
    )
    previewing = reverse("wagtailadmin_pages:preview_on_add", args=["places", "meetingplacepage", organisation.pk])
    assert client.post(previewing, form).json()["is_valid"]
    response = client.post(adding, form | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors
    place = MeetingPlacePage.objects.get(slug="avoin-talo")
    editing = edit_form(client, reverse("wagtailadmin_pages:edit", args=[place.pk]))
    assert client.post(reverse("wagtailadmin_pages:preview_on_edit", args=[place.pk]), editing).json()["is_valid"]
    assert FormState.objects.count() == 2
    return place


def _starts(place: Any, service: Any, edition: Any, ids: str) -> tuple[str, ...]:
    api = [f"/api/v1/search?q={word}" for word in ("avoin+talo", "turvapalvelu", "talon+ryhm%C3%A4")]
    api += ["/api/v1/openapi.json", "/api/v1/suggest?q=avo", "/api/v1/suggest?q=turva", "/api/v2/", "/api/v2/pages/"]
    api += [f"/api/v2/pages/{place.pk}/", f"/api/v2/pages/{service.pk}/"]
    pages = [f"/juliste/{place.listing_id}/", f"/tuloste/painos/{edition.pk}/", f"/tallennetut/?ids={ids}", f"/tuloste/?ids={ids}"]
    pages += [
        "/haku/?q=avoin+talo",
        "/haku/?q=turvapalvelu",
        "/haku/?near=Mikkeli",
        "/robots.txt",
        "/sitemap.xml",
        "/kohtaamispaikat/?municipality=491",
    ]
    return ("/", "/sv/", "/en/", *pages, *(f"/{lang}{path}" for lang in ("sv", "en") for path in pages if "painos" not in path), *api)


def _hide(client: Client, story: Story) -> None:
    """The place is confidential from now on: first with its address still in the form, then without."""
    place, service = story.place, story.service
    address = reverse("wagtailadmin_pages:edit", args=[place.pk])
    form = edit_form(client, address) | {"is_confidential": "on", "action-publish": "action-publish"}
    before = Revision.objects.count()
    story.refused = client.post(address, form)
    assert Revision.objects.count() == before
    form.update(dict.fromkeys(ADDRESS, "") | {"language_versions-0-way_in": "", "language_versions-0-summary": "Välkommen."})
    form.update(dict.fromkeys(TEXTS, "Tule taloon."))
    response = client.post(address, form)
    assert response.status_code == 302, response.context["form"].errors
    service = type(service).objects.get(pk=service.pk)
    service.delivery_points[0].value.update(is_confidential=True, note="Soita ovelta.")
    service.save_revision().publish()


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any, admin_index: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder: Path = tmp_path_factory.mktemp("index")
    with override_settings(SEARCH_INDEX_DIR=folder), translation.override("fi"):
        forget()
        with built(django_db_blocker, _story) as story:
            yield story


@pytest.fixture
def story(db: None, _built: Story) -> Story:
    forget()
    names.forget()
    return _built


def test_before_it_was_everywhere(story: Story) -> None:
    tables = {
        *("places_meetingplacepage", "wagtailcore_revision", "wagtailadmin_formstate", "content_languageversion"),
        *("catalogue_catalogueentry", "guides_guideedition", "services_servicepage"),
    }
    assert tables <= story.before.keys()
    outputs = [address for address in story.before if address.startswith("/")]
    for start in (
        "/juliste/",
        "/tuloste/painos/",
        "/tuloste/?ids=",
        "/sv/tuloste/?ids=",
        "/api/v1/",
        "/perheyhdistys/avoin-talo/",
    ):
        assert [address for address in outputs if address.startswith(start)], start


def test_the_form_refuses_an_address_on_a_confidential_place(story: Story) -> None:
    form = story.refused.context["form"]
    assert set(form.errors) == {*ADDRESS, *TEXTS}
    assert ADDRESS["street"] in form.errors["plain_summary"][0]  # told which words to take out
    assert set(form.formsets["language_versions"].errors[0]) == {"way_in", "summary"}
    assert form["street"].value() == ADDRESS["street"]  # nothing typed is lost


def test_no_table_of_the_database_has_it(story: Story) -> None:
    assert tables_with_canaries() == {}


def test_no_public_page_tells_it(story: Story) -> None:
    said = crawl(Client(), story.starts)
    assert len(said) > 100
    assert {address: found_in(text) for address, text in said.items() if found_in(text)} == {}
    shown = said[f"/tuloste/?ids={write_ids((story.place.listing_id, story.service.listing_id))}"]
    assert "Avoin talo" in shown
    assert "osoite kerrotaan soitettaessa" in shown.lower() or "Mikkeli" in shown


def test_it_cannot_be_searched(story: Story, client: Client) -> None:
    for word in ("qvixlampinkuja", "zwobbelhuone", "51987", "qvixportista"):
        assert client.get("/api/v1/search", {"q": word, "exact": "1"}).json()["results"] == []
        assert client.get("/api/v1/suggest", {"q": word[:5]}).json()["suggestions"] == []


def test_neither_engine_is_given_it(story: Story) -> None:
    entries = CatalogueEntry.objects.filter(removed=False)
    listings: dict[Any, list[Any]] = {}
    for entry in entries:
        listings.setdefault(entry.listing_id, []).append(entry.listing)
    documents = list(Reader().documents(listings, dict.fromkeys(listings, 1)))
    assert any(document.key.startswith(str(story.place.listing_id)) for document in documents)
    for document in documents:
        assert not found_in(repr(document))
        assert not found_in(repr(source_of(document)))
        assert not found_in(repr(to_tantivy(document).to_dict()))


def test_no_command_writes_it(story: Story) -> None:
    for command in (["dumpdata"], ["thesaurus_export"], ["export_texts", "sv", "--what=all"], ["catalogue_check"]):
        out = StringIO()
        call_command(*command, stdout=out, stderr=out)
        assert not found_in(out.getvalue()), command


def test_no_view_of_the_admin_shows_it(story: Story) -> None:
    """The page's own views, its history and every version of it, and the reports that give spreadsheets."""
    client = Client()
    client.force_login(factories.administrator("tarkastaja@example.org"))
    for page in (story.place, story.service):
        addresses = [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "history", "usage")]
        revisions = list(page.revisions.values_list("pk", flat=True))
        addresses += [reverse("wagtailadmin_pages:revisions_view", args=[page.pk, one]) for one in revisions]
        addresses.append(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, revisions[0], "live"]))
        addresses.append(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            assert not found_in(response.content.decode()), address
    for name in ("site_history", "aging_pages", "locked_pages"):
        response = client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": "csv"})
        assert not found_in(response.getvalue().decode()), name


def test_a_shared_link_shows_the_version_without_it(story: Story, client: Client) -> None:
    draft = MeetingPlacePage.objects.get(pk=story.place.pk)
    draft.summary = "Turvallinen paikka."
    draft.save_revision()
    link = PreviewLink.objects.create(page=draft, made_by=factories.administrator())
    response = client.get(reverse("shared_preview", args=[link.token]))
    assert response.status_code == 200
    assert not found_in(response.content.decode())


def test_the_page_caches_were_told(story: Story) -> None:
    assert Change.objects.count() > story.changes


def test_the_canaries_sing() -> None:
    today = date(2026, 11, 22) + timedelta(days=0)
    assert found_in(f"QVIXLAMPINKUJA 7, 51987 Mikkeli, {today}") == ["51987", "QVIX"]
    assert not CANARIES.search("0.751987 a51987 2026-11-22T10:00:00.51987")
