"""Translations come back: only texts of that language change, in drafts that are approved; everything else is refused with a reason."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation
from wagtail.models import Page, Revision, Site

from portal.translating.exporting import texts_of
from portal.translating.files import Entry, RefusedFileError, TextFile
from portal.translating.importing import Import
from portal.translating.pages import What, outdated_versions, select
from portal.translating.report import Report
from portal.translating.units import units_of
from tests.translating.conftest import World

pytestmark = pytest.mark.django_db
Edit = Callable[[Entry], Entry]
SUMMARY = "För föräldrar till babyer under ett år."


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with translation.override("en"):
        yield


def exported(world: World) -> dict[str, Entry]:
    """The group's texts by the end of their key: title, summary, words, text, …"""
    return {entry.key.split(":", 1)[1].rsplit(":", 1)[-1]: entry for entry in texts_of([world.group], "sv").entries}


def bring(world: World, *entries: Entry, user: Any = None, **options: Any) -> Report:
    with translation.override("en"):
        return Import(TextFile("sv", entries), user=user or world.editor, **options).run()


def draft(world: World) -> Any:
    return Page.objects.get(pk=world.group.pk).specific.get_latest_revision_as_object()


def swedish(page: Any) -> Any:
    return page.language_versions.get(locale="sv")


def whole(world: World) -> list[Entry]:
    """A complete translation."""
    words = {
        "title": "Babygruppen",
        "summary": SUMMARY,
        "price_text": "Gratis",
        "words": '<p>Kom <b>modigt</b> med. <a href="https://yhdistys.example/ryhma">Mer om gruppen</a></p>',
        "text": "<p>Ingen anmälan.</p>",
    }
    found = exported(world)
    assert set(found) == set(words)
    return [replace(found[name], target=text, is_sure=True) for name, text in words.items()]


# --- What goes out -----------------------------------------------------------------------------------------------
def test_what_has_changed_is_marked_with_what_it_was(world: World) -> None:
    found = exported(world)
    assert (found["summary"].is_sure, found["summary"].was) == (False, "Pienten vauvojen vanhemmille.")
    assert (found["title"].is_sure, found["title"].target) == (True, "Babygrupp")
    assert found["price_text"].target == ""


def test_rich_text_goes_out_without_wagtails_marks(world: World) -> None:
    assert "data-block-key" not in exported(world)["words"].source


def test_pages_are_found_by_what_is_wanted(world: World) -> None:
    pages = Page.objects.all()
    outdated = set(select(pages, "sv", What.OUTDATED).values_list("pk", flat=True))
    missing = set(select(pages, "sv", What.MISSING).values_list("pk", flat=True))
    assert outdated == {world.group.pk}
    assert world.foreign.pk in missing
    assert set(select(pages, "sv", What.OPEN).values_list("pk", flat=True)) == outdated | missing
    assert [version.page_id for version in outdated_versions(pages)] == [world.group.pk]


# --- What is refused -----------------------------------------------------------------------------------------------
def _refused(world: World, entry: Entry, said: str, **options: Any) -> None:
    before = Revision.objects.count()
    report = bring(world, entry, **options)
    assert [said in refusal.reason for refusal in report.refused] == [True], report
    assert not report.taken
    assert Revision.objects.count() == before


@pytest.mark.parametrize("key", ["", "nonsense", "title", "1:title", "00000000-0000-0000-0000-000000000000:title:x", "::"])
def test_a_text_without_a_mark_of_the_portal_is_refused(world: World, key: str) -> None:
    _refused(world, Entry(key, "Vauvaryhmä", "Babygruppen"), "mark of the portal")


def test_a_text_of_another_organisation_is_refused_like_an_unknown_one(world: World) -> None:
    foreign = next(iter(texts_of([world.foreign], "sv").entries))
    unknown = replace(foreign, key="00000000-0000-0000-0000-000000000000:title")
    for entry in (foreign, unknown):
        _refused(world, replace(entry, target="Ny"), "No public page of yours")


def test_an_unknown_text_of_the_page_is_refused(world: World) -> None:
    title = exported(world)["title"]
    for name in ("slug", "owner", "website", "body", "body:x:words", "sign_up_text"):
        _refused(world, replace(title, key=title.key.replace("title", name), target="Ny"), "no such text")


def test_a_changed_finnish_text_is_refused_and_named(world: World) -> None:
    entry = replace(exported(world)["summary"], source="Pienten vauvojen vanhemmille.", target=SUMMARY, is_sure=True)
    _refused(world, entry, "has changed after the file was fetched")
    assert bring(world, entry).refused[0].text == "Summary"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>Kom <b>modigt</b> med.</p>", "missing"),
        ('<p>Kom <b>modigt</b> <a href="https://elak.example/">Mer</a></p>', "missing"),
        ('<p>Kom <b>modigt</b> <a href="https://yhdistys.example/ryhma">Mer</a><script>x()</script></p>', "has not"),
        ('<p>Kom <b onclick="x()">modigt</b> <a href="https://yhdistys.example/ryhma">Mer</a></p>', "missing"),
        ('<p>Kom <b>modigt</b> <a href="https://yhdistys.example/ryhma">Mer</a><embed embedtype="image" id="1"/></p>', "has not"),
        ('<p>Kom <b>modigt</b> <!-- x --> <a href="https://yhdistys.example/ryhma">Mer</a></p>', "has not"),
    ],
)
def test_other_markup_than_in_finnish_is_refused(world: World, text: str, said: str) -> None:
    _refused(world, replace(exported(world)["words"], target=text), said)


def test_a_text_that_is_too_long_or_in_lines_is_refused(world: World) -> None:
    found = exported(world)
    _refused(world, replace(found["summary"], target="x" * 401, is_sure=True), "400")
    _refused(world, replace(found["title"], target="Baby\ngrupp"), "several lines")


def test_a_page_with_a_draft_in_work_is_left_alone(world: World) -> None:
    world.group.summary = world.group.summary  # the same Finnish text
    world.group.website = "https://muu.example"
    world.group.save_revision()
    _refused(world, replace(exported(world)["title"], target="Babygruppen"), "draft that is not published")


def test_a_new_version_needs_a_title(world: World) -> None:
    entry = replace(exported(world)["summary"], target="For parents.", is_sure=True)
    report = Import(TextFile("en", (entry,)), user=world.editor).run()
    assert "no title" in report.refused[0].reason


@pytest.mark.parametrize("lang", ["fi", "xx", "", "../sv"])
def test_only_the_portals_other_languages_are_taken(world: World, lang: str) -> None:
    with pytest.raises(RefusedFileError):
        Import(TextFile(lang, ()), user=world.editor)


def test_the_same_text_twice_is_refused_once(world: World) -> None:
    title = replace(exported(world)["title"], target="Babygruppen")
    report = bring(world, title, replace(title, target="Annat"))
    assert len(report.refused) == 1
    assert swedish(draft(world)).title == "Babygruppen"


# --- What is taken -------------------------------------------------------------------------------------------------
def test_a_whole_translation_becomes_a_draft_that_waits_for_approval(world: World) -> None:
    report = bring(world, *whole(world))
    assert (report.refused, report.taken[0].is_complete, report.taken[0].count) == ([], True, 5)
    live, made = Page.objects.get(pk=world.group.pk).specific, draft(world)
    assert (swedish(live).summary, live.current_workflow_state is not None) == ("För föräldrar till små babyer.", True)
    assert (swedish(made).summary, swedish(made).is_outdated(made)) == (SUMMARY, False)
    assert [block.block_type for block in swedish(made).body] == ["text", "notice"]
    assert [block.id for block in swedish(made).body] == [block.id for block in made.body]
    for unit in units_of(made, swedish(made)):
        assert unit.target, unit.label


def _said(page: Any) -> dict[str, Any]:
    """Running content as data: PostgreSQL gives the keys of its JSON in an order of its own."""
    data = page.serializable_data()
    return {**data, "body": json.loads(data["body"])}


def test_nothing_else_changes(world: World) -> None:
    before = _said(draft(world))
    bring(world, *whole(world))
    after = _said(draft(world))
    changed = {name for name in before if before[name] != after[name]}
    bookkeeping = {"latest_revision", "latest_revision_created_at", "has_unpublished_changes", "first_published_at", "last_published_at"}
    assert changed - bookkeeping == {"language_versions"}


def test_a_coordinators_import_is_not_published_either(world: World) -> None:
    bring(world, *whole(world), user=world.coordinator)
    live = Page.objects.get(pk=world.group.pk).specific
    assert swedish(live).summary == "För föräldrar till små babyer."
    assert live.has_unpublished_changes


def test_it_is_brought_in_again_without_harm(world: World) -> None:
    bring(world, *whole(world))
    revisions = Revision.objects.count()
    report = bring(world, *whole(world))
    assert (report.taken, report.refused, report.same) == ([], [], 5)
    assert Revision.objects.count() == revisions


def test_a_file_can_be_only_checked(world: World) -> None:
    revisions = Revision.objects.count()
    report = bring(world, *whole(world), only_check=True)
    assert (len(report.taken), Revision.objects.count()) == (1, revisions)


def test_drafts_can_be_left_unsent(world: World) -> None:
    bring(world, *whole(world), send=False)
    assert Page.objects.get(pk=world.group.pk).specific.current_workflow_state is None


def test_a_part_of_a_translation_leaves_the_version_outdated(world: World) -> None:
    report = bring(world, replace(exported(world)["title"], target="Babygruppen"))
    made = draft(world)
    assert not report.taken[0].is_complete
    assert (swedish(made).title, swedish(made).is_outdated(made)) == ("Babygruppen", True)


def test_what_is_not_finished_is_not_taken(world: World) -> None:
    report = bring(world, replace(exported(world)["summary"], target=SUMMARY, is_sure=False))
    assert (report.taken, report.untranslated) == ([], 1)


def test_an_outdated_version_that_still_holds_is_up_to_date_when_all_of_it_comes_back(world: World) -> None:
    bring(world, *whole(world))
    made = draft(world)
    version = swedish(made)
    version.source_digest = "of another text"
    made.language_versions = [version]
    made.save_revision().publish()
    report = bring(world, *whole(world))
    assert (report.same, len(report.taken)) == (5, 1)
    assert not swedish(draft(world)).is_outdated(draft(world))


def test_content_of_its_own_build_is_replaced_only_as_a_whole(world: World) -> None:
    group = world.group
    version = swedish(group)
    version.body = '[{"type": "notice", "id": "1", "value": {"level": "info", "text": "<p>Eget.</p>"}}]'
    group.language_versions = [version]
    group.save_revision().publish()
    words = [entry for entry in whole(world) if ":body:" in entry.key]
    _refused(world, words[0], "only a whole translation")
    assert bring(world, *words).taken[0].count == 2


# --- What is not as it was, or never was a text --------------------------------------------------------------------
def test_a_page_without_texts_to_translate_is_refused(world: World) -> None:
    bare = Site.objects.get(is_default_site=True).root_page.add_child(instance=Page(title="Kansio", slug="kansio"))
    report = bring(world, Entry(f"{bare.translation_key}:title", bare.title, "Mapp"), user=world.coordinator)
    assert [one.reason for one in report.refused] == ["No public page of yours has this text."]


def test_a_draft_that_somebody_began_while_the_file_was_read_is_not_lost(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = replace(exported(world)["title"], target="Babygruppen")
    found = Import(TextFile("sv", (entry,)), user=world.editor)
    take = found._take_page

    def take_later(*args: Any) -> bool:
        page = draft(world)
        page.price_text = "Kahvi 1 euro"
        page.save_revision()
        return take(*args)

    monkeypatch.setattr(found, "_take_page", take_later)
    assert [one.reason for one in found.run().refused] == ["It has a draft that is not published. Publish or discard it first."]
    assert draft(world).price_text == "Kahvi 1 euro"


def test_a_page_that_was_taken_off_while_the_file_was_read_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = Import(TextFile("sv", (replace(exported(world)["title"], target="Babygruppen"),)), user=world.editor)
    take = found._take_page

    def take_later(*args: Any) -> bool:
        Page.objects.get(pk=world.group.pk).specific.unpublish()
        return take(*args)

    monkeypatch.setattr(found, "_take_page", take_later)
    assert [one.reason for one in found.run().refused] == ["No public page of yours has this text."]
