"""What is not public is neither shown nor named by what is."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from portal.browse.editions import freeze_edition
from portal.catalogue.models import CatalogueEntry
from tests.browse.conftest import Region

pytestmark = pytest.mark.django_db


def close(page: object) -> PageViewRestriction:
    """Close a page to everybody without a login."""
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def entry_of(page: object) -> CatalogueEntry:
    return CatalogueEntry.objects.get(page_id=page.pk, lang="fi", removed=False)


def test_a_closed_chapter_leaves_its_guide_and_comes_back(client: Client, region: Region) -> None:
    chapter, guide = region.pages["chapter"], region.pages["guide"]
    path = region.url("chapter")
    restriction = close(chapter)
    assert entry_of(guide).listing.parts == ()
    assert chapter.title not in client.get(region.url("guide")).content.decode()
    assert client.get(path).status_code == 302
    restriction.delete()
    assert [part.id for part in entry_of(guide).listing.parts] == [chapter.listing_id]
    assert client.get(path).status_code == 200


def test_a_chapter_of_an_unpublished_guide_is_not_found(client: Client, region: Region) -> None:
    path = region.url("chapter")
    region.pages["guide"].unpublish()
    assert client.get(path).status_code == 404


def test_a_closed_meeting_place_is_not_named_by_its_groups(client: Client, region: Region) -> None:
    place, group = region.pages["place"], region.pages["group"]
    group.meeting_place = place
    group.save_revision().publish()
    assert entry_of(group).listing.place is not None
    assert entry_of(group).listing.place.listing_id == place.listing_id
    close(place)
    told = entry_of(group).listing.place
    assert told is None or told.listing_id is None


def test_an_unpublished_organisation_is_not_linked_by_its_pages(client: Client, region: Region) -> None:
    service = region.pages["service"]
    assert entry_of(service).listing.organisation is not None
    service.get_parent().specific.unpublish()
    assert entry_of(service).listing.organisation is None


def test_entries_of_another_release_are_read(client: Client, region: Region) -> None:
    entry = entry_of(region.pages["group"])
    entry.data = entry.data[:-1] + ',"a_field_of_tomorrow":1}'
    entry.save(update_fields=["data"])
    assert client.get(region.url("group")).status_code == 200


def test_a_frozen_edition_of_a_closed_guide_is_not_found(client: Client, region: Region) -> None:
    edition = freeze_edition(region.pages["guide"], "2026", dt.date(2026, 11, 22), "fi")
    path = reverse("browse:edition_print", args=[edition.pk])
    assert client.get(path).status_code == 200
    restriction = close(region.pages["guide"])
    assert client.get(path).status_code == 404
    restriction.delete()
    region.pages["guide"].unpublish()
    assert client.get(path).status_code == 404
