"""What a review shows: every field in words, in every language, of every page type."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from portal.content.changes.marks import marked
from portal.content.changes.words import rich_text
from portal.listings.schedule import Schedule, Weekly
from portal.media.models import PortalImage
from portal.moderation.differences import Part, differences
from tests import factories
from tests.content.page_types import MAKERS

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def draft_of(page: Any, **values: Any) -> Any:
    """The page's draft with these values, stored as a revision and read again."""
    draft = type(page).objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision()
    return Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()


def told(parts: list[Part]) -> str:
    """Everything a review says, a line for each change."""
    return "\n".join(f"{part.heading} | {change.label} | {change.html}" for part in parts for change in part.changes)


def changes(page: Any, **values: Any) -> str:
    """What a draft with these values would change."""
    return told(differences(type(page).objects.get(pk=page.pk), draft_of(page, **values)))


# --- Nothing is hidden, nothing is executed ----------------------------------------------------------------------
def test_markup_in_a_title_is_text() -> None:
    assert "&lt;script&gt;" in changes(factories.event(), title="<script>alert(1)</script>")


def test_a_link_that_leads_elsewhere_is_seen() -> None:
    """The words stay the same; only the address is another one."""
    page = factories.event(body=[("text", '<p><a href="https://example.org/">Ilmoittaudu</a></p>')])
    said = changes(page, body=factories.stream([("text", '<p><a href="https://example.com/">Ilmoittaudu</a></p>')]))
    assert "https://example.com/" in said


def test_a_link_to_what_is_gone_is_told() -> None:
    assert rich_text('<p><a linktype="page" id="999">Ryhmä</a></p>') == "Ryhmä (no longer there)"


def test_every_field_that_an_editor_decides_is_compared() -> None:
    """A hidden field would be a way to publish unread text."""
    page = factories.event()
    own = {field.name for field in page._meta.get_fields() if field.concrete and not field.auto_created and field.editable}
    texts = {name: f"Uutta {name}" for name in own if page._meta.get_field(name).get_internal_type() in ("CharField", "TextField")}
    bookkeeping = {"draft_title", "url_path", "path", "translation_key"}
    free = {name for name in texts if name not in bookkeeping and not page._meta.get_field(name).choices}
    short = {name: texts[name][: page._meta.get_field(name).max_length or 200] for name in free}
    draft = type(page).objects.get(pk=page.pk)
    for name, value in short.items():
        setattr(draft, name, value)
    said = told(differences(page, draft))
    assert len(free) > 15
    assert not [name for name, value in short.items() if value not in said.replace("<ins>", "").replace("</ins>", "")]


# --- In words ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("page_type", MAKERS, ids=lambda page_type: page_type.__name__)
def test_a_change_of_each_page_type_is_told_and_nothing_else(page_type: type[Any]) -> None:
    factories.home()
    page = MAKERS[page_type]()
    factories.version(page, "sv", "Titel", summary="Sammanfattning.")
    assert changes(page) == ""
    assert changes(page, title=f"{page.title} uusi") == f"The page | Title | {page.title}<ins> uusi</ins>"


@pytest.mark.parametrize("page_type", MAKERS, ids=lambda page_type: page_type.__name__)
def test_of_a_new_page_everything_is_new(page_type: type[Any]) -> None:
    factories.home()
    page = MAKERS[page_type]()
    said = told(differences(None, draft_of(page)))
    assert f"Title | <ins>{page.title}</ins>" in said
    assert "<del>" not in said


def test_times_are_told_as_families_read_them() -> None:
    page = factories.group(schedule=Schedule(rules=(Weekly(weekdays=(3,), start=dt.time(9), end=dt.time(11)),)))
    other = factories.group("Toinen", schedule=Schedule(rules=(Weekly(weekdays=(4,), start=dt.time(9), end=dt.time(11)),)))
    said = changes(page, schedule_rules=other.schedule_rules)
    assert "Times, as families read them" in said
    assert "<del>" in said
    assert "Next dates" in said


def test_codes_are_told_by_their_labels() -> None:
    topic = factories.topic("Ero")
    page = factories.event()
    said = changes(page, status="cancelled", is_free=True, topics=[topic], go_live_at=dt.datetime(2030, 1, 2, 12, tzinfo=dt.UTC))
    assert "Cancelled" in said
    assert "<ins>yes</ins>" in said
    assert "<ins>Ero</ins>" in said
    assert "2030" in said


def test_rows_that_are_added_changed_removed_and_moved() -> None:
    page = factories.event(
        contacts=[("contact", {"name": "Toimisto", "phone": "015 1"}), ("contact", {"name": "Puhelin", "phone": "015 2"})]
    )
    page.save()
    page = type(page).objects.get(pk=page.pk)
    first, second = (dict(row) for row in page.contacts.raw_data)
    changed = {**second, "value": {**second["value"], "phone": "015 22"}}
    new = {"type": "contact", "value": {"name": "Uusi", "phone": "015 3"}}
    said = changes(page, contacts=[changed, new])
    assert "<del>Office or role: Toimisto\nTelephone: 015 1</del>" in said
    assert "<ins>Office or role: Uusi\nTelephone: 015 3</ins>" in said
    assert "<ins>22</ins>" in said
    assert "The order has changed." in changes(page, contacts=[second, first])


def test_language_versions_are_told_by_their_languages() -> None:
    page = factories.event()
    factories.version(page, "sv", "Familjedag", summary="Välkommen.")
    page = type(page).objects.get(pk=page.pk)
    draft = type(page).objects.get(pk=page.pk)
    swedish = draft.language_versions.get()
    swedish.summary = "Välkommen till parken."
    draft.language_versions.add(swedish, type(swedish)(locale="en", title="Family day"))
    draft.save_revision()
    said = told(differences(page, Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object()))
    assert "Swedish | Summary | Välkommen<del>.</del><ins> till parken.</ins>" in said
    assert "English (new) | Title | <ins>Family day</ins>" in said


def test_a_language_that_goes_is_told() -> None:
    page = factories.event()
    factories.version(page, "sv", "Familjedag")
    page = type(page).objects.get(pk=page.pk)
    draft = type(page).objects.get(pk=page.pk)
    draft.language_versions.clear()
    assert "Swedish (removed) | Title | <del>Familjedag</del>" in told(differences(page, draft))


def test_a_picture_is_shown_with_its_words() -> None:
    image = PortalImage.objects.create(title="Puisto", file=get_test_image_file(), alt_text="Lapsia puistossa")
    page = factories.event()
    [part] = differences(type(page).objects.get(pk=page.pk), draft_of(page, image=image))
    [change] = part.changes
    assert change.before is None
    assert change.after is not None
    assert (change.after.alt, change.after.pk) == ("Lapsia puistossa", image.pk)
    assert "Lapsia puistossa" in change.html


def test_long_unchanged_text_is_shortened() -> None:
    long = "Sama teksti jatkuu. " * 100
    shown = marked(f"{long}vanha", f"{long}uusi")
    assert len(shown) < 400
    assert shown.endswith("<del>vanha</del><ins>uusi</ins>")
