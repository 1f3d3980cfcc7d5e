"""Language versions: what is text in a language, when it is outdated, what falls back to Finnish."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.content.models import LanguageVersion
from tests import factories
from tests.admin import edit_form
from tests.built import once_a_file

pytestmark = pytest.mark.django_db


def save(client: Any, page: Any, **fields: str) -> Any:
    """Publish the page by its form with these fields changed."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(client, address)
    form.update({"action-publish": "action-publish"} | fields)
    return client.post(address, form)


def _translated() -> Any:
    """A group with a Swedish version that was made in the admin."""
    client = Client()
    client.force_login(factories.administrator())
    group = factories.group("Vauvaryhmä", summary="Pienten vauvojen vanhemmille.")
    row = {
        "locale": "sv",
        "title": "Babygrupp",
        "summary": "För föräldrar till små babyer.",
        "id": "",
        "ORDER": "1",
        "DELETE": "",
        "body-count": "0",
    }
    empty = {
        f"language_versions-0-{name}": ""
        for name in ("plain_summary", "audience_text", "schedule_text", "way_in", "price_text", "sign_up_text", "provider_note")
    }
    response = save(
        client,
        group,
        **empty,
        **{f"language_versions-0-{name}": value for name, value in row.items()},
        **{"language_versions-TOTAL_FORMS": "1"},
    )
    assert response.status_code == 302
    group = type(group).objects.get(pk=group.pk)
    assert group.listing_languages() == ("fi", "sv")
    return group


_built, translated = once_a_file(_translated)


def test_a_fresh_version_is_not_outdated(translated: Any) -> None:
    listing = translated.to_listing("sv")
    assert (listing.title, listing.outdated) == ("Babygrupp", False)


@pytest.mark.parametrize("changed", [{"title": "Uusi nimi"}, {"summary": "Uusi teksti."}, {"price_text": "Maksuton"}])
def test_it_is_outdated_when_the_finnish_text_changed_after_it(admin_client: Any, translated: Any, changed: dict[str, str]) -> None:
    save(admin_client, translated, **changed)
    fresh = type(translated).objects.get(pk=translated.pk)
    assert fresh.to_listing("sv").outdated
    assert not fresh.to_listing("fi").outdated


@pytest.mark.parametrize("changed", [{"slug": "toinen-osoite"}, {"website": "https://yhdistys.example"}, {"age_min": "1"}])
def test_a_changed_fact_does_not_make_it_outdated(admin_client: Any, translated: Any, changed: dict[str, str]) -> None:
    save(admin_client, translated, **changed)
    assert not type(translated).objects.get(pk=translated.pk).to_listing("sv").outdated


def test_it_is_up_to_date_again_when_it_was_changed_too(admin_client: Any, translated: Any) -> None:
    save(admin_client, translated, summary="Uusi teksti.")
    save(admin_client, translated, **{"language_versions-0-summary": "Ny text."})
    fresh = type(translated).objects.get(pk=translated.pk)
    assert (fresh.to_listing("sv").summary, fresh.to_listing("sv").outdated) == ("Ny text.", False)


def test_a_version_of_unknown_origin_is_not_called_outdated() -> None:
    group = factories.group()
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    assert not group.to_listing("sv").outdated


def test_a_language_has_one_version() -> None:
    group = factories.group()
    LanguageVersion.objects.create(page=group, locale="sv", title="En")
    with pytest.raises(IntegrityError), transaction.atomic():
        LanguageVersion.objects.create(page=group, locale="sv", title="Två")


def test_finnish_is_not_a_version_of_itself() -> None:
    with pytest.raises(ValidationError):
        LanguageVersion(page=factories.group(), locale="fi", title="Suomeksi").full_clean()


def test_a_text_that_is_missing_falls_back_to_finnish() -> None:
    group = factories.group(price_text="Maksuton", audience_text="Vauvaperheille")
    factories.version(group, "sv", "Babygrupp", summary="För familjer.", price_text="Avgiftsfri")
    listing = group.to_listing("sv")
    assert (listing.price.text, listing.eligibility.text) == ("Avgiftsfri", "Vauvaperheille")


def test_a_title_alone_is_no_text() -> None:
    group = factories.group()
    factories.version(group, "sv", "Babygrupp")
    assert group.listing_languages() == ("fi",)
    assert group.listing_title("sv") == "Vauvaryhmä"
