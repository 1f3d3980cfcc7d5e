"""Wagtail's two indexes of pages: what refers to what, and the admin's search boxes."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Comment, Page, ReferenceIndex
from wagtail.search.models import IndexEntry

from home.models import SectionPage
from portal.places.models import MeetingPlacePage
from tests import factories
from tests.content.page_types import MAKERS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _search_boxes(admin_index: None) -> None:
    """The admin's search boxes find what these tests write."""


def referred(page: Page) -> set[tuple[int, str, str]]:
    """What is written down that the page refers to."""
    rows = ReferenceIndex.objects.filter(object_id=str(page.pk)).values_list("to_content_type_id", "to_object_id", "content_path")
    return {(kind, pk, path) for kind, pk, path in rows}


def pages_referred(page: Page) -> set[str]:
    """Primary keys of the pages among that."""
    places = ReferenceIndex.objects.filter(object_id=str(page.pk), to_content_type__model="page")
    return set(places.values_list("to_object_id", flat=True))


def found(words: str) -> set[int]:
    """Pages that the admin's search box finds."""
    return set(Page.objects.search(words).get_queryset().values_list("pk", flat=True))


def link(page: Page) -> tuple[str, str]:
    """Running text that leads to the page."""
    return factories.text(f'<p><a linktype="page" id="{page.pk}">Tänne</a></p>')


@pytest.mark.parametrize("page_type", MAKERS, ids=lambda page_type: page_type.__name__)
def test_what_is_written_down_is_what_wagtail_itself_would_find(page_type: Any) -> None:
    target = factories.place("Kohde")
    page = MAKERS[page_type]()
    if hasattr(page, "body"):
        page.body = [link(target)]
    if hasattr(page, "language_versions"):
        factories.version(page, "sv", "På svenska", body=[link(target)])
    page.save_revision().publish()
    stored = page_type.objects.get(pk=page.pk)
    assert {tuple(row) for row in ReferenceIndex._extract_references_from_object(stored)} == set(
        ReferenceIndex.objects.filter(object_id=str(page.pk)).values_list("to_content_type", "to_object_id", "model_path", "content_path")
    )
    if hasattr(page, "body"):
        assert str(target.pk) in pages_referred(page)


def test_a_page_is_found_in_the_admin_at_once_and_under_its_new_name(client: Client) -> None:
    client.force_login(factories.administrator())
    place = factories.place("Kuusikkotupa")
    assert place.title in client.get("/admin/pages/search/", {"q": "Kuusikkotupa"}).content.decode()
    place.title = "Mäntyrinne"
    place.save_revision().publish()
    assert f"/admin/pages/{place.pk}/" in client.get("/admin/pages/search/", {"q": "Mäntyrinne"}).content.decode()
    assert place.pk not in found("Kuusikkotupa")


def test_a_page_never_published_is_found_in_the_admin() -> None:
    draft = MeetingPlacePage(title="Luonnostupa", slug="luonnostupa", live=False)
    factories.organisation().add_child(instance=draft)
    assert draft.pk in found("Luonnostupa")


def test_a_draft_changes_neither() -> None:
    place, target = factories.place("Kuusikkotupa"), factories.place("Kohde")
    before = referred(place)
    place.title, place.body = "Mäntyrinne", [link(target)]
    place.save_revision()
    assert referred(place) == before
    assert place.pk not in found("Mäntyrinne")
    place.get_latest_revision().publish()
    assert str(target.pk) in pages_referred(place)
    assert place.pk in found("Mäntyrinne")


def test_a_draft_of_which_something_is_stored_at_once_does_not_leak_the_rest() -> None:
    """A service that is not public and has a confidential point: its delivery points are stored with the draft."""
    target = factories.place("Kohde")
    service = factories.service()
    service.unpublish()
    service.body = [link(target)]
    kind, value = factories.delivery_point(kind="place", meeting_place=target.pk, is_confidential=True)
    service.delivery_points = json.dumps([{"type": kind, "value": value}])
    service.save_revision()
    stored = type(service).objects.get(pk=service.pk)
    wanted = {tuple(row)[:2] for row in ReferenceIndex._extract_references_from_object(stored)}
    assert {row[:2] for row in referred(service)} == wanted
    assert not any("body" in path for *_, path in referred(service))


def test_a_comment_refers_to_its_author() -> None:
    place, author = factories.place(), factories.user()
    place.wagtail_admin_comments.add(Comment(user=author, text="Onko tämä totta?", contentpath="title"))
    place.save_revision(user=author)
    assert str(author.pk) in {pk for _, pk, _ in referred(place)}


def test_what_is_gone_is_forgotten() -> None:
    target = factories.place("Kohde")
    place = factories.place("Kuusikkotupa", body=[link(target)])
    keys = {str(place.pk), str(target.pk)}
    factories.organisation("Toinen")
    Page.objects.get(pk=place.get_parent().pk).delete()
    assert not IndexEntry.objects.filter(object_id__in=keys, content_type__model="meetingplacepage").exists()
    assert not ReferenceIndex.objects.filter(object_id__in=keys, base_content_type__model="page").exists()


def test_a_page_saved_while_another_is_being_saved_is_written_down_too() -> None:
    target, section = factories.place("Kohde"), factories.section()
    group = factories.group()

    def save_section(instance: Any, **kwargs: Any) -> None:
        section.body = [link(target)]
        section.save()

    post_save.connect(save_section, sender=type(group))
    try:
        group.body = [link(target)]
        group.save()
    finally:
        post_save.disconnect(save_section, sender=type(group))
    assert str(target.pk) in pages_referred(group)
    assert str(target.pk) in pages_referred(SectionPage.objects.get(pk=section.pk))


@pytest.mark.one_database
def test_each_is_written_once_for_a_draft_and_its_publication_in_three_languages() -> None:
    place = factories.place()
    for lang in ("sv", "en"):
        factories.version(place, lang, f"Place {lang}", body=[factories.text("<p>Text</p>")])
    place.title = "Mäntyrinne"
    with CaptureQueriesContext(connection) as captured:
        place.save_revision().publish()
    statements = [query["sql"] for query in captured]
    assert (
        sum('FROM "wagtailcore_referenceindex" WHERE ("wagtailcore_referenceindex"."base_content_type_id"' in sql for sql in statements)
        == 1
    )
    assert sum(sql.startswith('UPDATE "wagtailsearch_indexentry" SET "title" =') for sql in statements) == 1


@pytest.mark.one_database
def test_no_statement_reads_every_title_of_the_admins_index() -> None:
    place = factories.place()
    place.title = "Mäntyrinne"
    with CaptureQueriesContext(connection) as captured:
        place.save_revision().publish()
    of_index = [query["sql"] for query in captured if "wagtailsearch_indexentry" in query["sql"]]
    assert of_index
    for sql in of_index:
        assert "LIMIT" in sql or re.search(r'"object_id"\s+(=|IN)', sql), sql


def test_a_short_title_that_matches_comes_before_a_long_one() -> None:
    long = factories.place("Tuomikoti ja monta muuta perheiden kohtaamispaikkaa kesällä ja talvella")
    short = factories.place("Tuomikoti")
    ranked = [page.pk for page in Page.objects.search("Tuomikoti")]
    assert ranked == [short.pk, long.pk]
