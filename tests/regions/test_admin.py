"""The region in the admin: listed, found in any language, edited, kept from being deleted while it is used."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from portal.regions.models import FamilyCentreArea, Municipality
from tests import factories

pytestmark = pytest.mark.django_db


def form(**fields: Any) -> dict[str, Any]:
    """The form of a municipality."""
    base = {
        "names_fi": "Mäntyharju",
        "names_sv": "",
        "names_en": "",
        "introduction_fi": "",
        "introduction_sv": "",
        "introduction_en": "",
        "code": "507",
        "slug": "mantyharju",
        "area": "",
        "meeting_place_state": "unknown",
        "latitude": "",
        "longitude": "",
        "valid_from": "",
        "valid_until": "",
        "successor": "",
        "localities": inline_formset([{"name": "Pertunmaa", "latitude": "61.5", "longitude": "26.5", "id": "", "ORDER": "1"}]),
    }
    data: dict[str, Any] = nested_form_data(base | fields)
    return data


@pytest.mark.parametrize("model", ["municipality", "familycentrearea"])
def test_lists_and_forms_open(admin_client: Any, model: str) -> None:
    for view in ("list", "add"):
        assert admin_client.get(reverse(f"wagtailsnippets_regions_{model}:{view}")).status_code == 200


def test_a_municipality_is_added_with_its_localities(admin_client: Any) -> None:
    response = admin_client.post(reverse("wagtailsnippets_regions_municipality:add"), form())
    assert response.status_code == 302, response.context["form"].errors
    mantyharju = Municipality.objects.get()
    assert mantyharju.names == {"fi": "Mäntyharju"}
    assert [locality.name for locality in mantyharju.localities.all()] == ["Pertunmaa"]
    assert admin_client.get(reverse("wagtailsnippets_regions_municipality:edit", args=[mantyharju.pk])).status_code == 200


@pytest.mark.parametrize(("field", "value"), [("code", "50"), ("names_fi", ""), ("slug", ""), ("meeting_place_state", "perhaps")])
def test_a_bad_municipality_is_refused_at_its_field(admin_client: Any, field: str, value: str) -> None:
    response = admin_client.post(reverse("wagtailsnippets_regions_municipality:add"), form(**{field: value}))
    assert response.status_code == 200
    assert field.partition("_fi")[0] in response.context["form"].errors
    assert not Municipality.objects.exists()


@pytest.mark.parametrize("query", ["mänty", "MÄNTY", "sankt", "507"])
def test_a_municipality_is_found_by_any_name_or_its_code(admin_client: Any, query: str) -> None:
    factories.municipality("507", "Mäntyharju", names={"fi": "Mäntyharju", "sv": "Sankt Test"})
    factories.municipality("491", "Mikkeli")
    response = admin_client.get(reverse("wagtailsnippets_regions_municipality:list"), {"q": query})
    assert [one.code for one in response.context["object_list"]] == ["507"]


def test_the_list_is_filtered(admin_client: Any) -> None:
    area = factories.area()
    factories.municipality("507", "Mäntyharju", area=area)
    factories.municipality("491", "Mikkeli")
    response = admin_client.get(reverse("wagtailsnippets_regions_municipality:list"), {"area": area.pk})
    assert [one.code for one in response.context["object_list"]] == ["507"]


def test_what_pages_name_is_not_deleted(admin_client: Any) -> None:
    mikkeli = factories.municipality()
    factories.place(municipality=mikkeli)
    address = reverse("wagtailsnippets_regions_municipality:delete", args=[mikkeli.pk])
    admin_client.post(address)
    assert Municipality.objects.filter(pk=mikkeli.pk).exists()


def area_form(*sections: str) -> dict[str, Any]:
    """The form of an area with a contact for each of these sections."""
    texts = {f"{name}_{lang}": "" for name in ("names", "introduction", "contact_name", "contact_note") for lang in ("fi", "sv", "en")}
    empty = {"name_sv": "", "name_en": "", "note_fi": "", "note_sv": "", "note_en": "", "email": "", "url": "", "id": ""}
    contacts = [
        empty | {"section": section, "name_fi": "Ohjaamo", "phone": "015 000 000", "ORDER": str(number)}
        for number, section in enumerate(sections, start=1)
    ]
    area = {"names_fi": "Mikkelin alue", "slug": "mikkelin-alue", "contact_phone": "", "contact_email": "", "contact_url": ""}
    data: dict[str, Any] = nested_form_data(texts | area | {"contacts": inline_formset(contacts)})
    return data


def test_an_area_is_added_with_a_contact_for_young_people(admin_client: Any) -> None:
    response = admin_client.post(reverse("wagtailsnippets_regions_familycentrearea:add"), area_form("youth"))
    assert response.status_code == 302
    area = FamilyCentreArea.objects.get()
    assert area.names == {"fi": "Mikkelin alue"}
    assert [(one.section, one.phone) for one in area.contacts.all()] == [("youth", "015 000 000")]


def test_two_contacts_for_the_same_people_are_refused(admin_client: Any) -> None:
    response = admin_client.post(reverse("wagtailsnippets_regions_familycentrearea:add"), area_form("youth", "youth"))
    assert response.status_code == 200
    assert response.context["form"].formsets["contacts"].non_form_errors()
    assert not FamilyCentreArea.objects.exists()
