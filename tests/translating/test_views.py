"""Translations in the admin and on the command line: own pages only, and nothing lost when a file is refused."""

from io import StringIO
from pathlib import Path
from typing import Any

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.members.models import Role
from tests import factories
from tests.translating.conftest import World

pytestmark = pytest.mark.django_db
TEXTS, EXPORT = reverse("translating_texts"), reverse("translating_export")


@pytest.fixture
def editor(world: World, client: Client) -> Client:
    client.force_login(world.editor)
    return client


def po_of(content: bytes, tmp_path: Path) -> polib.POFile:
    path = tmp_path / "texts.po"
    path.write_bytes(content)
    return polib.pofile(str(path))


def send(client: Client, content: bytes, name: str = "texts.po", **fields: str) -> Any:
    return client.post(TEXTS, {"file": SimpleUploadedFile(name, content)} | fields)


# --- Fetching ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "query",
    [
        "",
        "language=fi",
        "language=xx",
        "language=sv&format=.exe",
        "language=sv&what=secret",
        "language=sv&page=0",
        "language=sv&page=x",
        "language=sv&organisation=x",
    ],
)
def test_nonsense_is_not_found(editor: Client, query: str) -> None:
    assert editor.get(f"{EXPORT}?{query}").status_code == 404


def test_another_organisations_texts_are_not_found(editor: Client, world: World) -> None:
    assert editor.get(EXPORT, {"language": "sv", "page": world.foreign.pk}).status_code == 404
    assert editor.get(EXPORT, {"language": "sv", "organisation": world.foreign.get_parent().pk}).status_code == 404


def test_an_editor_fetches_own_texts_only(editor: Client, world: World, tmp_path: Path) -> None:
    response = editor.get(EXPORT, {"language": "sv", "what": "all"})
    assert response["Content-Type"] == "text/x-gettext-translation"
    assert "no-store" in response["Cache-Control"]
    assert ".po" in response["Content-Disposition"]
    text = response.content.decode()
    assert "Vauvaryhmä" in text
    assert "Toisten ryhmä" not in text
    catalogue = po_of(response.content, tmp_path)
    assert catalogue.metadata["Language"] == "sv"
    assert [entry.msgid for entry in catalogue if "fuzzy" in entry.flags] == ["Alle vuoden ikäisten vauvojen vanhemmille."]


def test_one_page_and_one_organisation_are_fetched(editor: Client, world: World) -> None:
    one = editor.get(EXPORT, {"language": "sv", "page": world.group.pk, "format": ".xlf"})
    assert one["Content-Type"] == "application/xliff+xml"
    assert "Vauvaryhm" in one.content.decode()
    whole = editor.get(EXPORT, {"language": "en", "organisation": world.group.get_parent().pk, "what": "missing"}).content.decode()
    assert "Perheyhdistys" in whole
    assert "Vauvaryhmä" in whole


def test_a_coordinator_fetches_everything_that_is_outdated(client: Client, world: World) -> None:
    client.force_login(world.coordinator)
    text = client.get(EXPORT, {"language": "sv", "what": "outdated"}).content.decode()
    assert "Vauvaryhmä" in text
    assert "Toisten ryhmä" not in text


def test_strangers_are_sent_to_the_login(client: Client) -> None:
    for address in (TEXTS, EXPORT):
        assert client.get(address).status_code == 302


# --- Bringing back -----------------------------------------------------------------------------------------------
def test_a_refused_file_is_told_at_its_field(editor: Client) -> None:
    for name, content in (("texts.exe", b"x"), ("texts.xlf", b"<!DOCTYPE x><x/>"), ("texts.po", b"\xff")):
        response = send(editor, content, name)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]


def test_no_file_is_told(editor: Client) -> None:
    assert editor.post(TEXTS, {}).context["form"].errors["file"]


def test_a_file_in_another_language_is_told(editor: Client) -> None:
    response = send(editor, b'msgid ""\nmsgstr ""\n"Language: xx\\n"\n')
    assert "xx" in str(response.context["form"].errors["file"])


def test_a_translated_file_comes_back_as_a_draft(editor: Client, world: World, tmp_path: Path) -> None:
    catalogue = po_of(editor.get(EXPORT, {"language": "sv", "page": world.group.pk}).content, tmp_path)
    for entry in catalogue:
        if entry.msgid == world.group.summary:
            entry.msgstr, entry.flags = "För föräldrar till babyer under ett år.", []
    response = send(editor, str(catalogue).encode())
    assert [one.title for one in response.context["report"].taken] == ["Vauvaryhmä"]
    assert "Vauvaryhmä" in response.content.decode()
    page = Page.objects.get(pk=world.group.pk).specific
    assert page.has_unpublished_changes
    assert page.current_workflow_state is not None


def test_the_page_lists_what_is_outdated_of_ones_own(editor: Client, world: World) -> None:
    response = editor.get(TEXTS)
    assert [row["version"].page_id for row in response.context["rows"]] == [world.group.pk]
    other = factories.member(Role.EDITOR, world.foreign.get_parent().specific)
    client = Client()
    client.force_login(other)
    assert client.get(TEXTS).context["rows"] == []


# --- Commands ------------------------------------------------------------------------------------------------------
def test_the_commands_do_the_same(world: World, tmp_path: Path) -> None:
    file = tmp_path / "texts.po"
    call_command("export_texts", "sv", what="outdated", output=str(file), stdout=StringIO())
    catalogue = polib.pofile(str(file))
    for entry in catalogue:
        entry.flags = []
        entry.msgstr = entry.msgstr or entry.msgid
    catalogue.save()
    out = StringIO()
    call_command("import_texts", str(file), user=world.coordinator.email, check=True, stdout=out)
    assert "taken: Vauvaryhmä" in out.getvalue()
    assert not Page.objects.get(pk=world.group.pk).has_unpublished_changes


@pytest.mark.parametrize("asked", [{"page": 0}, {"output": "texts.doc"}])
def test_the_export_refuses_nonsense(asked: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        call_command("export_texts", "sv", **asked)


def test_the_import_needs_an_account_and_a_file(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_texts", str(tmp_path / "texts.po"), user="nobody@example.org")
    with pytest.raises(CommandError):
        call_command("import_texts", str(tmp_path / "texts.po"), user=world.editor.email)
