"""The factories themselves: every kind of record is public as soon as it is made."""

import datetime as dt

import pytest

from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.listings.schedule import Schedule, Weekly
from tests import factories

pytestmark = pytest.mark.django_db

EVERY_DAY = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)


def test_every_kind_of_page_gets_its_entry() -> None:
    mikkeli = factories.municipality()
    organisation = factories.organisation(topics=[factories.topic()])
    factories.place(municipality=mikkeli, schedule=EVERY_DAY, offers=[factories.offer()])
    factories.group(parent=organisation)
    factories.event()
    factories.service(delivery_points=[factories.delivery_point(EVERY_DAY, phone="015 000 000")])
    factories.helpline()
    factories.chapter(body=[factories.text()])
    factories.material()
    kinds = sorted(CatalogueEntry.objects.values_list("kind", flat=True))
    assert kinds == ["event", "guide", "helpline", "material", "meeting_place", "organisation", "peer_group", "service"]
    assert CatalogueEntry.objects.get(kind="organisation").facets.get(name="topic").value == "vertaistuki"
    assert Occurrence.objects.values("listing_id").distinct().count() == 2


def test_a_language_version_gets_an_entry_of_its_own() -> None:
    group = factories.group()
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    assert CatalogueEntry.objects.filter(listing_id=group.listing_id, lang="sv").get().path.startswith("/sv/")
