"""Every page type: where it may stand, that it is made, edited and previewed in the admin, and whether it is findable."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page, get_page_models

from portal.listings.listing import Listing
from portal.listings.registry import findable, findable_types, is_findable
from tests import factories
from tests.admin import edit_form, page_form
from tests.built import once_a_file
from tests.content.page_types import EXTRA_FIELDS, MAKERS, NOT_FINDABLE, PARENTS

pytestmark = pytest.mark.django_db
TYPES = pytest.mark.parametrize("page_type", MAKERS, ids=lambda page_type: page_type.__name__)


def _one_of_each() -> dict[type[Any], Any]:
    """A published page of each type, under the front page or what it needs above it."""
    return {page_type: make() for page_type, make in MAKERS.items()}


_built, pages = once_a_file(_one_of_each)


# --- The tree --------------------------------------------------------------------------------------------------
def test_every_page_type_is_known_here() -> None:
    assert {model for model in get_page_models() if model is not Page} == set(MAKERS)


@TYPES
def test_a_page_stands_where_it_may_and_nowhere_else(page_type: type[Any]) -> None:
    allowed = {parent.__name__ for parent in get_page_models() if page_type in parent.allowed_subpage_models()}
    assert allowed == PARENTS[page_type]


@TYPES
def test_a_page_type_explains_itself(page_type: type[Any]) -> None:
    assert str(page_type.get_page_description())
    assert str(page_type._meta.verbose_name) != "page"


def test_there_is_one_front_page(admin_client: Any) -> None:
    home = factories.home()
    assert not type(home).can_create_at(Page.objects.get(depth=1))


# --- The admin -------------------------------------------------------------------------------------------------
@TYPES
def test_a_page_is_made_in_the_admin(admin_client: Any, pages: dict[type[Any], Any], page_type: type[Any]) -> None:
    page = pages[page_type]
    parent = page.get_parent()
    page.delete()
    address = reverse("wagtailadmin_pages:add", args=[page_type._meta.app_label, page_type._meta.model_name, parent.pk])
    form = page_form(admin_client, address)
    form.update({"title": "Uusi sivu", "slug": "uusi-sivu", "action-publish": "action-publish"} | EXTRA_FIELDS.get(page_type, {}))
    response = admin_client.post(address, form)
    assert response.status_code == 302, response.context["form"].errors
    made = page_type.objects.get(slug="uusi-sivu")
    assert made.live


@TYPES
def test_a_page_is_edited_in_the_admin(admin_client: Any, pages: dict[type[Any], Any], page_type: type[Any]) -> None:
    page = pages[page_type]
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = page_form(admin_client, address)
    form["title"] = "Uusi nimi"
    assert admin_client.post(address, form).status_code == 302
    page.refresh_from_db()
    assert page.title != "Uusi nimi"
    assert page.get_latest_revision_as_object().title == "Uusi nimi"
    form["action-publish"] = "action-publish"
    assert admin_client.post(address, form).status_code == 302
    page.refresh_from_db()
    assert page.title == "Uusi nimi"


@pytest.mark.one_database
@TYPES
def test_a_page_is_previewed_in_each_of_its_languages(admin_client: Any, pages: dict[type[Any], Any], page_type: type[Any]) -> None:
    page = pages[page_type]
    titles = {"fi": page.title, "sv": "Titel på svenska", "en": "Title in English"}
    for locale in ("sv", "en"):
        factories.version(page, locale, titles[locale], summary="…")
    assert [mode for mode, _label in page.preview_modes] == ["fi", "en", "sv"] or [mode for mode, _ in page.preview_modes] == [
        "fi",
        "sv",
        "en",
    ]
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = edit_form(admin_client, edit)
    for mode, title in titles.items():
        posted = admin_client.post(f"{preview}?mode={mode}", form)
        assert posted.json() == {"is_valid": True, "is_available": True}
        shown = admin_client.get(preview, {"mode": mode})
        assert shown.status_code == 200
        assert title in shown.content.decode()


@pytest.mark.one_database
@TYPES
def test_a_preview_shows_the_draft(admin_client: Any, pages: dict[type[Any], Any], page_type: type[Any]) -> None:
    page = pages[page_type]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = edit_form(admin_client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form["title"] = "Vasta luonnos"
    mode = page.preview_modes[0][0]
    admin_client.post(f"{preview}?mode={mode}", form)
    assert "Vasta luonnos" in admin_client.get(preview, {"mode": mode}).content.decode()
    page.refresh_from_db()
    assert page.title != "Vasta luonnos"


# --- Findable or not -------------------------------------------------------------------------------------------
def test_every_page_type_is_findable_or_named_as_not() -> None:
    assert set(findable_types()) | NOT_FINDABLE == set(MAKERS)
    assert not set(findable_types()) & NOT_FINDABLE


@pytest.mark.parametrize("page_type", [one for one in MAKERS if one not in NOT_FINDABLE], ids=lambda one: one.__name__)
def test_a_findable_page_is_told_as_a_listing_in_each_language(pages: dict[type[Any], Any], page_type: type[Any]) -> None:
    page = pages[page_type]
    assert is_findable(page)
    factories.version(page, "sv", "Titel", summary="Sammanfattning.")
    for lang in page.listing_languages():
        listing = page.to_listing(lang)
        assert isinstance(listing, Listing)
        assert (listing.id, listing.lang, listing.kind) == (page.translation_key, lang, page.kind)
        assert Listing.model_validate_json(listing.model_dump_json()) == listing
    assert page.to_listing("sv").url == f"/sv{page.to_listing('fi').url}"


def test_a_page_type_without_a_listing_cannot_be_registered() -> None:
    class Mute:
        """Has no to_listing."""

    with pytest.raises(TypeError, match="to_listing"):
        findable(Mute)


def test_an_unpublished_draft_is_told_too() -> None:
    organisation = factories.organisation()
    draft = type(factories.group())(title="Luonnos", slug="luonnos", live=False)
    organisation.add_child(instance=draft)
    assert draft.to_listing("fi").title == "Luonnos"
