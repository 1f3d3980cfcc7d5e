"""A page refers to own and public things only, by whatever field the reference comes in."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext
from wagtail.models import Page, ReferenceIndex
from wagtail.test.utils.form_data import rich_text

from portal.content.blocks.body import RICH_TEXT_FEATURES
from portal.isolation.references import foreign, in_object
from tests import factories
from tests.admin import edit_form, page_form
from tests.isolation.world import CANARY, World

pytestmark = pytest.mark.django_db
PAGES = "wagtailadmin_pages"
Forged = dict[str, Any]


def _stream(name: str, kind: str, values: Forged) -> Forged:
    row = {f"{name}-0-{key}": value for key, value in {"type": kind, "order": "0", "deleted": "", "id": ""}.items()}
    return {f"{name}-count": "1", **row, **{f"{name}-0-{key}": value for key, value in values.items()}}


def _link(kind: str, pk: int, words: str = "täältä") -> str:
    text: str = rich_text(f'<p>Katso <a linktype="{kind}" id="{pk}">{words}</a>.</p>', features=RICH_TEXT_FEATURES)
    return text


def _version(values: Forged) -> Forged:
    """A row for a new Swedish version."""
    row = {"locale": "sv", "title": "Titel", "id": "", "DELETE": "", "body-count": "0"} | values
    formset = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {f"language_versions-{key}": value for key, value in formset.items()} | {
        f"language_versions-0-{key}": value for key, value in row.items()
    }


def _picture(name: str, pk: int) -> Forged:
    return _stream(name, "image", {"value-image": pk, "value-decorative": "on", "value-alt_text": ""})


def _listings(pk: int) -> Forged:
    item = {"type": "item", "value": pk, "order": "0", "deleted": "", "id": ""}
    pages = {"value-pages-count": "1", **{f"value-pages-0-{key}": value for key, value in item.items()}}
    return _stream("body", "chosen_listings", {"value-heading": "Katso myös", **pages})


def _hidden_place(world: World) -> Page:
    return _withdrawn(factories.place(f"{CANARY} paikka", world.b.organisation))


def _hidden_organisation(world: World) -> Page:
    return _withdrawn(factories.organisation(f"{CANARY} yhdistys"))


def _withdrawn(page: Page) -> Page:
    page.unpublish()
    return page


CASES: dict[str, Callable[[World], Forged]] = {
    "foreign key to a page": lambda w: {"meeting_place": _hidden_place(w).pk},
    "foreign key to a picture": lambda w: {"image": w.b.image.pk},
    "page link in running text": lambda w: _stream("body", "text", {"value": _link("page", w.b.draft.pk)}),
    "document link in running text": lambda w: _stream("body", "text", {"value": _link("document", w.b.document.pk)}),
    "picture in a StreamField": lambda w: _picture("body", w.b.image.pk),
    "page in a list in a StreamField": lambda w: _listings(w.b.draft.pk),
    "link in a struct in a StreamField": lambda w: _stream(
        "body", "notice", {"value-level": "info", "value-text": _link("page", w.b.draft.pk)}
    ),
    "organisation in a StreamField": lambda w: _stream("providers", "page", {"value": _hidden_organisation(w).pk}),
    "link in a language version": lambda w: _version(_stream("body", "text", {"value": _link("page", w.b.draft.pk)})),
    "picture in a language version": lambda w: _version(_picture("body", w.b.image.pk)),
}


def _form(client: Client, page: Page, forged: Forged) -> tuple[str, QueryDict]:
    address = reverse(f"{PAGES}:edit", args=[page.pk])
    data = edit_form(client, address)
    for name, value in forged.items():
        data[name] = str(value)
    return address, data


def _as_block_data(words: str) -> str:
    """The words as an attribute carries them to a block editor: as JSON."""
    return escape(json.dumps(words).strip('"'))


@pytest.mark.one_database
@pytest.mark.parametrize("case", CASES)
def test_a_reference_to_what_is_anothers_is_refused(client: Client, world: World, case: str) -> None:
    """Case 15: an error in words, nothing of it shown, nothing stored."""
    client.force_login(world.a.editor)
    page = world.a.draft
    before = page.latest_revision_id
    address, data = _form(client, page, CASES[case](world) | {"summary": "Minun tekstini."})
    answer = client.post(address, data)
    html = answer.content.decode()
    assert answer.status_code == 200, "saved"
    refusal = gettext("Something chosen here is neither yours nor public. It was taken away: choose again.")
    assert escape(refusal) in html or _as_block_data(refusal) in html
    assert CANARY not in html.lower()
    assert "Minun tekstini." in html, "what was typed is kept"
    page.refresh_from_db()
    assert page.latest_revision_id == before


@pytest.mark.one_database
@pytest.mark.parametrize("case", CASES)
def test_a_preview_draws_nothing_of_anothers(client: Client, world: World, case: str) -> None:
    """Case 15 for the preview: it is not available, and what is drawn from earlier data has nothing of it."""
    client.force_login(world.a.editor)
    _, data = _form(client, world.a.draft, CASES[case](world))
    preview = reverse(f"{PAGES}:preview_on_edit", args=[world.a.draft.pk])
    answer = client.post(preview, data)
    assert answer.json() == {"is_valid": False, "is_available": False}
    drawn = client.get(preview).content.decode().lower()
    assert CANARY not in drawn


def test_a_preview_falls_back_to_what_was_right(client: Client, world: World) -> None:
    """Wagtail draws the last data that were valid: they are checked again before they are drawn."""
    client.force_login(world.a.editor)
    preview = reverse(f"{PAGES}:preview_on_edit", args=[world.a.draft.pk])
    _, good = _form(client, world.a.draft, {"image": world.a.image.pk})
    bad = good.copy()
    bad["image"] = str(world.b.image.pk)
    assert client.post(preview, good).json() == {"is_valid": True, "is_available": True}
    assert client.post(preview, bad).json() == {"is_valid": False, "is_available": True}
    drawn = client.get(preview).content.decode()
    assert CANARY not in drawn.lower()
    assert "oma kuvassa" in drawn
    world.a.image.collection = world.b.collection
    world.a.image.save()
    assert "oma kuvassa" not in client.get(preview).content.decode(), "no longer own, and not stored"


@pytest.mark.one_database
@pytest.mark.parametrize("case", ["foreign key to a picture", "picture in a StreamField", "link in a language version"])
def test_an_error_elsewhere_shows_nothing_of_anothers_either(client: Client, world: World, case: str) -> None:
    """A form that is wrong for another reason is drawn again, with what was sent."""
    client.force_login(world.a.editor)
    address, data = _form(client, world.a.draft, CASES[case](world) | {"title": "", "website": "ei osoite"})
    answer = client.post(address, data)
    assert answer.status_code == 200
    assert CANARY not in answer.content.decode().lower().replace(world.a.draft.slug, "")


def test_a_document_and_an_owner_of_a_material(client: Client, world: World) -> None:
    """Foreign keys of another type of page, on the form for a new one."""
    client.force_login(world.a.editor)
    address = reverse(f"{PAGES}:add", args=["materials", "materialpage", world.a.organisation.pk])
    data = page_form(client, address)
    data.update({"title": "Aineisto", "slug": "aineisto", "document": str(world.b.document.pk)})
    for document, status in ((world.b.document, 200), (world.a.document, 302)):
        data["document"] = str(document.pk)
        answer = client.post(address, data)
        assert answer.status_code == status
        assert CANARY not in answer.content.decode().lower()


def test_own_and_public_references_are_taken(client: Client, world: World) -> None:
    client.force_login(world.a.editor)
    page = world.a.draft
    forged = {"meeting_place": world.b.place.pk, "image": world.a.image.pk} | _stream(
        "body", "text", {"value": _link("page", world.a.submitted.pk)}
    )
    address, data = _form(client, page, forged)
    assert client.post(address, data).status_code == 302
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert draft.meeting_place_id == world.b.place.pk
    assert draft.image_id == world.a.image.pk
    assert f'id="{world.a.submitted.pk}"' in draft.body[0].value.source


def test_a_stored_reference_is_kept(client: Client, world: World) -> None:
    """Case 16: a coordinator set it; an editor who saves the page does not lose it, and cannot add a second one."""
    page = world.a.draft
    page.image = world.b.image
    page.save_revision(user=world.coordinator)
    client.force_login(world.a.editor)
    address, data = _form(client, page, {"summary": "Uusi"})
    assert data["image"] == str(world.b.image.pk)
    assert client.post(address, data).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().image_id == world.b.image.pk
    address, data = _form(client, page, _stream("body", "text", {"value": _link("document", world.b.document.pk)}))
    assert client.post(address, data).status_code == 200


def test_an_old_version_with_a_foreign_reference_is_shown_without_it(client: Client, world: World) -> None:
    """Restoring what the page no longer refers to."""
    page = world.a.draft
    clean = page.latest_revision
    page.image = world.b.image
    page.body = factories.stream([("text", f'<p><a linktype="page" id="{world.b.draft.pk}">x</a></p>'), factories.text("<p>Vanha.</p>")])
    old = page.save_revision(user=world.coordinator)
    page = clean.as_object()
    page.save_revision(user=world.coordinator)
    client.force_login(world.a.editor)
    answer = client.get(reverse(f"{PAGES}:revisions_revert", args=[page.pk, old.pk]))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Vanha." in html
    assert CANARY not in html.lower()


def test_bad_input_is_the_fields_own_business(client: Client, world: World) -> None:
    client.force_login(world.a.editor)
    address, data = _form(client, world.a.draft, {})
    for value in ("999999", "x", "-1"):
        data["municipality"], data["image"] = value, value
        answer = client.post(address, data)
        assert answer.status_code == 200
        assert {"municipality", "image"} <= answer.context["form"].errors.keys()


def test_coordinators_refer_to_anything(client: Client, world: World) -> None:
    client.force_login(world.coordinator)
    address, data = _form(client, world.a.draft, {"image": world.b.image.pk})
    assert client.post(address, data).status_code == 302


def test_references_of_an_object_are_found_wherever_they_stand(world: World) -> None:
    """Pins Wagtail's private extraction: if it changes, this says so."""
    a, b = world.a, world.b
    page = a.submitted
    page.meeting_place = b.place
    page.image = b.image
    page.body = factories.stream(
        [
            ("text", f'<p><a linktype="page" id="{b.draft.pk}">x</a><a linktype="document" id="{b.document.pk}">y</a></p>'),
            ("image", {"image": a.image.pk, "decorative": True, "alt_text": ""}),
            ("chosen_listings", {"heading": "", "pages": [{"type": "item", "value": b.live.pk, "id": "1"}]}),
        ]
    )
    page.language_versions.get().body = ""
    version = next(iter(page.language_versions.all()))
    version.body = factories.stream([("notice", {"level": "info", "text": f'<a linktype="page" id="{b.changed.pk}">z</a>'})])
    page.language_versions = [version]
    found = in_object(page)
    assert found == {
        *((Page, one.pk) for one in (b.place, b.draft, b.live, b.changed)),
        (type(b.image), b.image.pk),
        (type(a.image), a.image.pk),
        (type(b.document), b.document.pk),
    }
    assert foreign(a.editor, found) == {(Page, b.draft.pk), (type(b.image), b.image.pk), (type(b.document), b.document.pk)}
    assert foreign(world.coordinator, found) == set()
    assert callable(ReferenceIndex._extract_references_from_object)


@pytest.mark.one_database
def test_checking_asks_a_fixed_number_of_times(world: World) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    model = type(world.a.image)
    many = {(Page, pk) for pk in Page.objects.values_list("pk", flat=True)}
    counts = []
    for references in ({(Page, world.b.draft.pk), (model, world.b.image.pk)}, many | {(model, world.b.image.pk)}):
        user = get_user_model().objects.get(pk=world.a.editor.pk)
        with CaptureQueriesContext(connection) as queries:
            foreign(user, references)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7


def test_links_to_what_is_not_public_have_no_address(world: World) -> None:
    """On public pages and in previews."""
    from wagtail.rich_text import expand_db_html

    def link(page: Page) -> str:
        return str(expand_db_html(f'<a linktype="page" id="{page.pk}">x</a>'))

    assert link(world.b.draft) == "<a>x</a>"
    assert link(world.b.live) == f'<a href="{world.b.live.url}">x</a>'
    from wagtail.models import PageViewRestriction

    PageViewRestriction.objects.create(page=world.b.place, restriction_type=PageViewRestriction.LOGIN)
    assert link(world.b.live) == "<a>x</a>"
