"""Listings repeat facts of other records: when those change, every listing that repeats them is written again."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.rebuild import check
from portal.listings.listing import Listing, Place
from portal.regions.models import Locality
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogue_agrees_with_the_pages() -> Any:
    """Whatever a test does, nothing is missing, stale or surplus afterwards."""
    yield
    assert list(check()) == []


def listing(page: Any, lang: str = "fi") -> Listing:
    """What is public of the page."""
    return CatalogueEntry.objects.get(page_id=page.pk, lang=lang, removed=False).listing


def place_of(page: Any, lang: str = "fi") -> Place:
    """Where it is, as the public knows it."""
    place = listing(page, lang).place
    assert place is not None
    return place


@pytest.fixture
def mikkeli() -> Any:
    """A municipality in an area."""
    return factories.municipality(area=factories.area())


@pytest.fixture
def place(mikkeli: Any) -> Any:
    """A meeting place with an address."""
    return factories.place(municipality=mikkeli, street="Vanha katu 1")


def test_a_places_street_is_seen_on_its_group_its_event_and_its_service(place: Any) -> None:
    group, event = factories.group(meeting_place=place), factories.event(meeting_place=place)
    service = factories.service(delivery_points=[factories.delivery_point(kind="place", meeting_place=place.pk)])
    place.street = "Uusi katu 2"
    place.save_revision().publish()
    assert place_of(group).street == place_of(event).street == "Uusi katu 2"
    point = listing(service).delivery_points[0].place
    assert point is not None
    assert point.street == "Uusi katu 2"


def test_a_draft_of_the_place_is_not(place: Any) -> None:
    group = factories.group(meeting_place=place)
    place.street = "Luonnoskatu 9"
    place.save_revision()
    group = type(group).objects.get(pk=group.pk)
    group.summary = "Uusi teksti."
    group.save_revision().publish()
    assert place_of(group).street == "Vanha katu 1"


def test_a_places_name_in_swedish(place: Any) -> None:
    group = factories.group(meeting_place=place)
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    factories.version(place, "sv", "Familjernas vardagsrum", summary="Öppen plats.")
    assert place_of(group, "sv").name == "Familjernas vardagsrum"
    assert place_of(group, "sv").url.startswith("/sv/")


@pytest.mark.parametrize("change", ["unpublish", "delete"])
def test_a_group_forgets_a_place_that_is_gone(place: Any, change: str) -> None:
    group = factories.group(meeting_place=place, venue_name="Kirjasto")
    getattr(place, change)()
    assert (place_of(group).name, place_of(group).street, place_of(group).listing_id) == ("Kirjasto", "", None)


def test_it_remembers_when_the_place_is_back(place: Any) -> None:
    group = factories.group(meeting_place=place)
    place.unpublish()
    place.save_revision().publish()
    assert place_of(group).street == "Vanha katu 1"


def test_a_new_name_of_a_municipality_reaches_what_is_in_its_places(mikkeli: Any, place: Any) -> None:
    group = factories.group(meeting_place=place)
    organisation = factories.organisation("Kuntayhdistys", municipality=mikkeli)
    mikkeli.names = {"fi": "Uusi-Mikkeli"}
    mikkeli.save()
    for page in (place, group):
        municipality = place_of(page).municipality
        assert municipality is not None
        assert municipality.name == "Uusi-Mikkeli"
    assert listing(organisation).municipalities[0].name == "Uusi-Mikkeli"


def test_a_merger_of_municipalities_reaches_the_services_of_its_area(mikkeli: Any) -> None:
    service = factories.service(area_scope="area", area=mikkeli.area)
    assert [one.code for one in listing(service).municipalities] == ["491"]
    factories.municipality("507", "Mäntyharju", area=mikkeli.area)
    assert [one.code for one in listing(service).municipalities] == ["491", "507"]


def test_a_successors_name_reaches_what_was_in_the_one_that_ended() -> None:
    mantyharju = factories.municipality("507", "Mäntyharju")
    pertunmaa = factories.municipality("588", "Pertunmaa", valid_until=dt.date(2025, 1, 1), successor=mantyharju)
    place = factories.place(municipality=pertunmaa)
    mantyharju.names = {"fi": "Uusi-Mäntyharju"}
    mantyharju.save()
    municipality = place_of(place).municipality
    assert municipality is not None
    assert municipality.name == "Uusi-Mäntyharju"


def test_a_municipality_that_changes_its_area_changes_both(mikkeli: Any) -> None:
    other = factories.area("savonlinnan-alue")
    here, there = (factories.service(title, area_scope="area", area=area) for title, area in (("A", mikkeli.area), ("B", other)))
    mikkeli.area = other
    mikkeli.save()
    assert [one.code for one in listing(here).municipalities] == []
    assert [one.code for one in listing(there).municipalities] == ["491"]


def test_a_new_municipality_is_in_the_county(mikkeli: Any) -> None:
    service = factories.service(area_scope="county")
    factories.municipality("507", "Mäntyharju")
    assert [one.code for one in listing(service).municipalities] == ["491", "507"]


def test_a_localitys_point_reaches_what_is_in_it(mikkeli: Any) -> None:
    place = factories.place("Otavan talo", municipality=mikkeli, locality="Otava")
    Locality.objects.create(municipality=mikkeli, name="Otava", latitude=61.65, longitude=27.07)
    point = place_of(place).point
    assert point is not None
    assert (point.lat, point.precision) == (61.65, "locality")
    Locality.objects.all().delete()
    assert place_of(place).point is None


def test_a_terms_label_and_its_deletion() -> None:
    topic = factories.topic("Ero")
    group = factories.group(topics=[topic])
    topic.labels = {"fi": "Ero ja erillään asuminen"}
    topic.save()
    assert [term.label for term in listing(group).topics] == ["Ero ja erillään asuminen"]
    topic.is_sensitive = True
    topic.save()
    assert listing(group).sensitive
    topic.delete()
    assert listing(group).topics == ()
    assert not CatalogueEntry.objects.get(page_id=group.pk).facets.filter(name="topic").exists()


def test_a_language_of_a_delivery_point() -> None:
    language = factories.language("sv", "ruotsi")
    service = factories.service(delivery_points=[factories.delivery_point(languages=["sv"])])
    language.labels = {"fi": "ruotsiksi"}
    language.save()
    assert [term.label for term in listing(service).delivery_points[0].languages] == ["ruotsiksi"]


def test_an_organisations_slug_is_in_the_addresses_under_it() -> None:
    organisation = factories.organisation()
    place = factories.place(parent=organisation)
    group = factories.group(parent=place)
    elsewhere = factories.group("Muualla", parent=factories.organisation("Toinen"), meeting_place=place)
    organisation.slug = "uusi-osoite"
    organisation.save_revision().publish()
    assert listing(organisation).url == "/uusi-osoite/"
    assert listing(place).url == "/uusi-osoite/perheiden-olohuone/"
    assert listing(group).url == "/uusi-osoite/perheiden-olohuone/vauvaryhma/"
    assert place_of(elsewhere).url == "/uusi-osoite/perheiden-olohuone/"


def test_an_organisations_name_is_told_by_what_it_maintains_provides_and_hosts() -> None:
    organisation = factories.organisation()
    own = factories.group(parent=organisation)
    hosted = factories.place(parent=factories.organisation("Toinen"), hosts=[("page", organisation.pk)])
    organisation.title = "Uusi nimi"
    organisation.save_revision().publish()
    maintainer = listing(own).organisation
    assert maintainer is not None
    assert maintainer.name == "Uusi nimi"
    assert [host.name for host in listing(hosted).hosts] == ["Uusi nimi"]
    organisation.unpublish()
    assert listing(hosted).hosts == ()


def test_an_organisation_is_named_in_the_readers_language() -> None:
    organisation = factories.organisation()
    group = factories.group(parent=organisation)
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    factories.version(organisation, "sv", "Familjeföreningen", summary="En förening.")
    maintainer = listing(group, "sv").organisation
    assert maintainer is not None
    assert maintainer.name == "Familjeföreningen"


def test_a_chapter_is_in_its_guide() -> None:
    guide = factories.guide()
    chapter = factories.chapter("Ennen eroa", parent=guide, body=[factories.text("<p>Puhukaa lapsille.</p>")])
    assert [(part.title, part.text) for part in listing(guide).parts] == [("Ennen eroa", "Puhukaa lapsille.")]
    chapter.title = "Luonnos"
    chapter.save_revision()
    assert listing(guide).parts[0].title == "Ennen eroa"
    chapter.save_revision().publish()
    assert listing(guide).parts[0].title == "Luonnos"
    chapter.unpublish()
    assert listing(guide).parts == ()


def test_chapters_follow_their_order_their_guide_and_their_end() -> None:
    guide, other = factories.guide(), factories.guide("Toinen opas")
    first, second = factories.chapter("Yksi", parent=guide), factories.chapter("Kaksi", parent=guide)
    second.move(first, pos="left")
    assert [part.title for part in listing(guide).parts] == ["Kaksi", "Yksi"]
    second.refresh_from_db()
    second.move(other, pos="last-child")
    assert [part.title for part in listing(guide).parts] == ["Yksi"]
    assert [part.title for part in listing(other).parts] == ["Kaksi"]
    first.refresh_from_db()
    first.delete()
    assert listing(guide).parts == ()


def test_a_chapter_names_who_answers_for_it() -> None:
    organisation = factories.organisation()
    chapter = factories.chapter(responsible=organisation)
    organisation.title = "Uusi nimi"
    organisation.save_revision().publish()
    answering = listing(chapter.get_parent()).parts[0].organisation
    assert answering is not None
    assert answering.name == "Uusi nimi"


def test_a_visiting_service_is_named_by_its_visit() -> None:
    service = factories.service("Perheneuvola")
    visit = factories.event("Perheneuvola vierailee", service=service, event_kind="outreach_visit")
    service.title = "Perheneuvola ja kasvatusohjaus"
    service.save_revision().publish()
    assert listing(visit).providers[0].name == "Perheneuvola ja kasvatusohjaus"
    service.unpublish()
    assert listing(visit).providers == ()


def test_a_link_in_running_text_follows_the_page_it_leads_to() -> None:
    organisation = factories.organisation()
    place = factories.place(parent=organisation)
    group = factories.group(
        parent=factories.organisation("Toinen"), body=[factories.text(f'<p><a linktype="page" id="{place.pk}">Tänne</a></p>')]
    )
    assert f'href="{place.url}"' in listing(group).sections[0].html
    organisation.slug = "uusi-osoite"
    organisation.save_revision().publish()
    assert 'href="/uusi-osoite/perheiden-olohuone/"' in listing(group).sections[0].html


def test_pages_that_name_each_other_are_written_and_not_for_ever() -> None:
    one = factories.organisation("Yksi")
    two = factories.organisation("Kaksi", parent_organisation=one)
    one.parent_organisation = two
    one.save_revision().publish()
    one.title = "Ensimmäinen"
    one.save_revision().publish()
    assert listing(one).title == "Ensimmäinen"


def test_a_guide_that_shows_a_card_repeats_nothing_of_it_and_forgets_it_when_it_is_deleted() -> None:
    service = factories.service()
    card = ("chosen_listings", {"heading": "Apua", "pages": [service.pk]})
    guide = factories.guide(body=[card])
    factories.chapter(parent=guide, body=[card])
    version = CatalogueEntry.objects.get(page_id=guide.pk).version
    with CaptureQueriesContext(connection) as captured:
        service.title = "Uusi nimi"
        service.save_revision().publish()
        service.unpublish()
    assert not [query["sql"] for query in captured if "guides_guidepage" in query["sql"]]
    assert CatalogueEntry.objects.get(page_id=guide.pk).version == version
    service.delete()
    assert listing(guide).sections[0].listing_ids == listing(guide).parts[0].sections[0].listing_ids == ()


def test_a_guide_that_links_to_a_page_beside_its_card_follows_the_link() -> None:
    organisation = factories.organisation()
    service = factories.service(parent=organisation)
    body = [
        ("chosen_listings", {"heading": "Apua", "pages": [service.pk]}),
        factories.text(f'<p><a linktype="page" id="{service.pk}">Tänne</a></p>'),
    ]
    guide = factories.guide(body=body)
    service.slug = "uusi-osoite"
    service.save_revision().publish()
    assert 'href="/perheyhdistys/uusi-osoite/"' in listing(guide).sections[1].html
