"""Frozen editions: whoever prints one a year later prints the same words and addresses."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from portal.browse.editions import freeze_edition
from portal.guides.models import GuideEdition
from tests import factories
from tests.browse.conftest import Region

DAY = dt.date(2026, 11, 1)


@pytest.fixture
def editor(db: None) -> Client:
    """A client signed in as somebody who may publish everything."""
    client = Client()
    client.force_login(factories.administrator())
    return client


def test_somebody_who_may_not_publish_the_guide_cannot_freeze(client: Client, region: Region) -> None:
    path = reverse("guide_editions", args=[region.pages["guide"].pk])
    assert client.post(path, {"label": "Syksy", "date": "2026-11-01", "lang": "fi"}).status_code == 302
    assert not GuideEdition.objects.exists()


def test_an_edition_without_a_label_is_refused(editor: Client, region: Region) -> None:
    path = reverse("guide_editions", args=[region.pages["guide"].pk])
    assert editor.post(path, {"label": "", "date": "2026-11-01", "lang": "fi"}).status_code == 200
    assert not GuideEdition.objects.exists()


def test_an_edition_in_a_language_the_guide_lacks_is_refused(editor: Client, region: Region) -> None:
    path = reverse("guide_editions", args=[region.pages["guide"].pk])
    editor.post(path, {"label": "Höst", "date": "2026-11-01", "lang": "sv"})
    assert not GuideEdition.objects.exists()


def test_an_edition_frozen_in_the_admin_can_be_printed(editor: Client, client: Client, region: Region) -> None:
    path = reverse("guide_editions", args=[region.pages["guide"].pk])
    assert editor.get(path).status_code == 200
    assert editor.post(path, {"label": "Syksy 2026", "date": "2026-11-01", "lang": "fi"}).status_code == 302
    printed = client.get(f"/tuloste/painos/{GuideEdition.objects.get().pk}/").content.decode()
    assert "Syksy 2026" in printed
    assert "1.11.2026" in printed


def test_the_print_of_an_edition_never_changes(client: Client, region: Region) -> None:
    edition = freeze_edition(region.pages["guide"], "Syksy 2026", DAY, "fi")
    path = f"/tuloste/painos/{edition.pk}/"
    before = client.get(path).content
    group, chapter = region.pages["group"], region.pages["chapter"]
    group.title, group.summary = "Uusi nimi", "Uutta tekstiä"
    group.save()
    chapter.title = "Uusi luku"
    chapter.save()
    assert client.get(path).content == before
    assert "Uusi nimi" in client.get(f"/tuloste/{region.pages['guide'].listing_id}/").content.decode()
    region.pages["group"].unpublish()
    assert client.get(path).content == before
    assert "Eroryhmä" in before.decode()


def test_an_edition_of_a_guide_that_is_not_public_is_not_found(client: Client, region: Region) -> None:
    edition = freeze_edition(region.pages["guide"], "Syksy", DAY, "fi")
    region.pages["guide"].unpublish()
    assert client.get(f"/tuloste/painos/{edition.pk}/").status_code == 404
