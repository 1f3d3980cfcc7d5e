"""Addresses: no page takes one of the portal's own; no address of a confidential place is stored or told."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Page

from portal.content.reserved import RESERVED_SLUGS, is_reserved_slug
from portal.content.street_addresses import street_address_in
from portal.events.models import EventPage
from portal.groups.models import PeerGroupPage
from portal.listings.kinds import PointPrecision
from portal.listings.listing import Place, Point
from portal.localisation.languages import language_codes
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.services.blocks import DeliveryPointBlock
from tests import factories
from tests.admin import page_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SECRET = {
    "venue_name": "Turvakoti",
    "street": "Salainen katu 1",
    "postal_code": "50100",
    "way_in": "Pihan perältä",
    "latitude": 61.6,
    "longitude": 27.2,
}


# --- Reserved addresses ----------------------------------------------------------------------------------------
def first_segments(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """First path segments that the portal's own views take, without Wagtail's catch-all."""
    for pattern in patterns or get_resolver().url_patterns:
        route = prefix + str(getattr(pattern.pattern, "_route", "") or "")
        if "/" not in route.rstrip("/") and isinstance(pattern, URLResolver) and not route:
            yield from first_segments(pattern.url_patterns, route)
        elif isinstance(pattern, (URLPattern, URLResolver)) and route and not route.startswith("<"):
            yield route.split("/")[0]


def test_every_address_of_a_view_is_reserved() -> None:
    segments = set(first_segments())
    assert {"admin", "api", "haku", "kunnat"} <= segments
    free = {segment for segment in segments if not is_reserved_slug(segment)}
    # No slug has a dot: these cannot be taken.
    assert free == {"robots.txt", "favicon.ico", "sitemap.xml", "sitemap-<slug:section>.xml"}


@pytest.mark.parametrize("slug", ["haku", "admin", "sv", "en", "fi", "api"])
def test_the_form_refuses_a_reserved_address(admin_client: Any, slug: str) -> None:
    home = factories.home()
    address = reverse("wagtailadmin_pages:add", args=["organisations", "organisationpage", home.pk])
    form = page_form(admin_client, address)
    form.update({"title": "Yhdistys", "slug": slug, "action-publish": "action-publish"})
    response = admin_client.post(address, form)
    assert "slug" in response.context["form"].errors
    assert not OrganisationPage.objects.exists()


def test_deeper_in_the_tree_they_are_free(admin_client: Any) -> None:
    organisation = factories.organisation()
    address = reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", organisation.pk])
    form = page_form(admin_client, address)
    form.update({"title": "Haku", "slug": "haku", "action-publish": "action-publish"})
    assert admin_client.post(address, form).status_code == 302


def test_an_existing_page_is_not_renamed_onto_a_view(admin_client: Any) -> None:
    organisation = factories.organisation()
    address = reverse("wagtailadmin_pages:edit", args=[organisation.pk])
    form = page_form(admin_client, address)
    form["slug"] = "haku"
    assert "slug" in admin_client.post(address, form).context["form"].errors


@pytest.mark.parametrize("slug", ["haku", "sv"])
def test_the_check_names_a_page_that_a_script_put_there(db: None, slug: str) -> None:
    assert [fault for fault in run_checks(databases=["default"]) if fault.id == "portal.E001"] == []
    factories.organisation("Eksynyt", slug=slug)
    (fault,) = [fault for fault in run_checks(databases=["default"]) if fault.id == "portal.E001"]
    assert "Eksynyt" in str(fault.msg)
    assert slug in str(fault.msg)


def test_languages_are_reserved_whatever_they_are() -> None:
    assert all(is_reserved_slug(code) for code in language_codes())
    assert not is_reserved_slug("perheille")
    assert "perheille" not in RESERVED_SLUGS


# --- Confidential places ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("page_type", [MeetingPlacePage, PeerGroupPage, EventPage])
@pytest.mark.parametrize("field", SECRET)
def test_the_model_refuses_the_address_of_a_confidential_place(page_type: Any, field: str) -> None:
    page = page_type(title="Turvakoti", slug="turvakoti", is_confidential=True, **{field: SECRET[field]})
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.message_dict) == {field}


@pytest.mark.parametrize("page_type", ["place", "group", "event"])
def test_whoever_saves_it_the_address_is_not_stored(db: None, page_type: str) -> None:
    mikkeli = factories.municipality(latitude=61.6886, longitude=27.2723)
    page = getattr(factories, page_type)("Suojattu", municipality=mikkeli, is_confidential=True, **SECRET)
    stored = type(page).objects.get(pk=page.pk)
    assert {name: getattr(stored, name) for name in SECRET} == {name: None if isinstance(SECRET[name], float) else "" for name in SECRET}
    listing = stored.to_listing("fi")
    assert listing.place == Place(municipality=listing.municipalities[0], confidential=True)


def test_the_form_refuses_it_at_each_field_and_stores_no_draft(admin_client: Any) -> None:
    organisation = factories.organisation()
    address = reverse("wagtailadmin_pages:add", args=["places", "meetingplacepage", organisation.pk])
    form = page_form(admin_client, address)
    form.update({"title": "Turvakoti", "slug": "turvakoti", "is_confidential": "on"} | {name: str(value) for name, value in SECRET.items()})
    response = admin_client.post(address, form)
    assert set(response.context["form"].errors) == set(SECRET)
    assert not MeetingPlacePage.objects.exists()


def test_the_way_in_is_told_in_no_language(admin_client: Any) -> None:
    place = factories.place(is_confidential=True)
    factories.version(place, "sv", "Skyddshem", summary="Trygg plats.")
    address = reverse("wagtailadmin_pages:edit", args=[place.pk])
    form = page_form(admin_client, address)
    form["language_versions-0-way_in"] = "Genom gården"
    response = admin_client.post(address, form)
    assert "way_in" in response.context["form"].formsets["language_versions"].errors[0]
    assert not place.language_versions.exclude(way_in="").exists()


@pytest.mark.parametrize("field", ["note", "city", "booking", "texts"])
def test_no_text_of_a_confidential_point_tells_its_street(field: str) -> None:
    block = DeliveryPointBlock()
    value = [{"locale": "sv", "note": "Smygvägen 7"}] if field == "texts" else "Salainen katu 1"
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"kind": "place", "is_confidential": True, field: value}))
    assert set(refused.value.block_errors) == {field}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Osoite: Turvakuja 7, piha", "Turvakuja 7"),
        ("<p>Salainen&nbsp;<b>katu</b> 12</p>", "Salainen katu 12"),
        ("Skyddsgatan 5", "Skyddsgatan 5"),
        ("Satamaranta 4", "Satamaranta 4"),
        ("Tule: 50100 Mikkeli", "50100 Mikkeli"),
        ("Piste 61.6874, 27.2633", "61.6874"),
        *[
            (text, "")
            for text in (
                "Valtatie 5 on lähellä",
                "Vaasan valtatie 5",
                "puh. 015 12345 Mikkeli",
                "Polku 3.4.2026",
                "hätätie 24/7",
                "Perhetie 2026",
            )
        ],
    ],
)
def test_street_addresses_are_known_in_running_text(text: str, told: str) -> None:
    assert street_address_in(text) == told


_BY_CHANCE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Times to the microsecond and UUIDs: their digits may be anything ("13:31:27.204" has a longitude)."""


def stored_in_revisions(page: Any) -> str:
    """What is stored of the page's history, without times and UUIDs."""
    stored = json.dumps([revision.content for revision in page.revisions.all()], ensure_ascii=False)
    return _BY_CHANCE.sub("", stored)


@pytest.mark.parametrize("page_type", ["place", "group", "event"])
@pytest.mark.parametrize("live", [True, False])
def test_a_place_that_becomes_confidential_keeps_no_address_in_its_history(db: None, page_type: str, live: bool) -> None:
    page = getattr(factories, page_type)("Suojattu", **SECRET)
    other = getattr(factories, page_type)("Avoin", **SECRET)
    factories.version(page, "sv", "Skyddad", way_in="Genom gården")
    secrets = [*(str(value) for value in SECRET.values()), "Genom gården"]
    for one in (page, other):
        one.save_revision().publish()
    if not live:
        page.unpublish()
    before = stored_in_revisions(page)
    assert [secret for secret in secrets if secret not in before] == []
    page = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    page.is_confidential = True
    page.language_versions.get().way_in = ""
    for name, value in SECRET.items():
        setattr(page, name, None if isinstance(value, float) else "")
    draft = page.save_revision()
    kept = stored_in_revisions(page)
    assert [secret for secret in secrets if secret in kept] == []
    row = type(page).objects.get(pk=page.pk)
    assert (row.street, row.latitude) == (("Salainen katu 1", 61.6) if live else ("", None))  # what families see waits for publishing
    draft.publish()
    row = type(page).objects.get(pk=page.pk)
    assert (row.street, row.latitude, row.language_versions.get().way_in) == ("", None, "")
    assert "Salainen katu 1" in stored_in_revisions(other)


def test_a_point_that_becomes_confidential_keeps_no_address_in_its_history(db: None) -> None:
    secret = {"venue_name": "Turvakoti", "street": "Salainen katu 1", "postal_code": "50100", "way_in": "Pihan kautta"}
    open_point = factories.delivery_point(kind="place", street="Avoin katu 2")
    page = factories.service(delivery_points=[factories.delivery_point(kind="place", **secret), open_point])
    page.save_revision().publish()
    assert [value for value in secret.values() if value not in stored_in_revisions(page)] == []
    page = type(page).objects.get(pk=page.pk)
    page.delivery_points[0].value["is_confidential"] = True
    page.save_revision().publish()
    history = stored_in_revisions(page)
    rows = json.dumps(list(type(page).objects.get(pk=page.pk).delivery_points.raw_data), ensure_ascii=False)
    assert [value for value in secret.values() if value in history + rows] == []
    assert "Avoin katu 2" in history
    assert "Avoin katu 2" in rows


def test_a_confidential_group_is_not_at_a_public_meeting_place(db: None) -> None:
    group = factories.group()
    group.is_confidential, group.meeting_place = True, factories.place()
    with pytest.raises(ValidationError) as refused:
        group.clean()
    assert "meeting_place" in refused.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"), [("venue_name", "Talo"), ("street", "Salainen katu 1"), ("postal_code", "50100"), ("way_in", "Pihan perältä")]
)
def test_a_delivery_point_refuses_it_too(db: None, field: str, value: str) -> None:
    block = DeliveryPointBlock()
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.to_python({"kind": "place", "is_confidential": True, field: value}))
    assert set(refused.value.block_errors) == {field}


def test_a_confidential_delivery_point_tells_its_municipality_only(db: None) -> None:
    mikkeli = factories.municipality(latitude=61.6886, longitude=27.2723)
    point = factories.delivery_point(kind="place", is_confidential=True, municipality=mikkeli.pk, street="Salainen katu 1")
    place = factories.service(delivery_points=[point]).to_listing("fi").delivery_points[0].place
    assert place is not None
    assert (place.confidential, place.street, place.point) == (True, "", None)


@pytest.mark.parametrize(
    "facts",
    [
        {"street": "Salainen katu 1"},
        {"postal_code": "50100"},
        {"way_in": "Pihan perältä"},
        {"point": Point(lat=61.6, lon=27.2, precision=PointPrecision.MUNICIPALITY)},
    ],
)
def test_the_value_is_the_last_door(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="confidential"):
        Place(confidential=True, **facts)


# --- Points ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("latitude", "longitude"), [(61.6, None), (None, 27.2)])
def test_half_a_point_is_refused(latitude: float | None, longitude: float | None) -> None:
    with pytest.raises(ValidationError):
        MeetingPlacePage(title="x", latitude=latitude, longitude=longitude).clean()


def test_only_a_door_or_a_street_is_a_pin(db: None) -> None:
    mikkeli = factories.municipality(latitude=61.6886, longitude=27.2723)
    point = factories.place(municipality=mikkeli, street="Maaherrankatu 1").to_listing("fi").place.point  # type: ignore[union-attr]  # it has one
    assert point is not None
    assert (point.precision, point.is_pin) == (PointPrecision.MUNICIPALITY, False)
    assert Page.objects.exists()
