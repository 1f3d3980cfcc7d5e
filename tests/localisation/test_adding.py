"""One more language is configuration and a catalogue: routes, versions, the switch, the API and search follow by themselves."""

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.env import read
from scripts import messages, pseudo_locale


def _booted(program: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a process of its own, with the portal set up with these variables."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    told = {"DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONPATH": str(Path.cwd()), **environment}
    command = [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"]
    return subprocess.run(command, env=kept | told, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603


# --- What is refused -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("codes", ["sv,fi", "en", "fi,sv,sv", "fi,xx", "fi,sv-FI", "fi,../etc", "fi,SV"])
def test_codes_that_are_none_stop_the_start(codes: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LANGUAGES"):
        read({"LANGUAGES": codes})


def test_without_the_setting_there_are_three() -> None:
    assert read({}).LANGUAGES == ("fi", "sv", "en")
    assert read({"LANGUAGES": ""}).LANGUAGES == ("fi", "sv", "en")
    assert read({"LANGUAGES": "fi, uk , ar"}).LANGUAGES == ("fi", "uk", "ar")


# --- A portal with two languages more --------------------------------------------------------------------------------
def test_everything_follows_from_the_setting(tmp_path: Path) -> None:
    pseudo_locale.write(tmp_path)
    program = """
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext, override
from portal.api.v1 import common
from portal.browse.templatetags.portal_ui import language_links
from portal.content.models import LanguageVersion
from portal.groups.models import PeerGroupPage
from portal.localisation.fields import LocalisedTextFormField
from search.language.analysis import analyse_text, analyser_for

with override("ar"):
    print("rtl", get_language_bidi(), gettext("Skip to the content") != "Skip to the content")
    print("route", reverse("browse:municipalities"))
with override("uk"):
    print("fallback", gettext("Skip to the content"))
print("switch", [(link.code, link.label, link.url) for link in language_links("/ryhmat/?page=2")][-2:])
print("versions", [code for code, _name in LanguageVersion._meta.get_field("locale").flatchoices])
print("tabs", [str(tab.heading) for tab in PeerGroupPage.get_edit_handler().children][2:6])
print("fields", [code for code, _name in LocalisedTextFormField().languages])
print("api", common._language("uk"))
print("plain", [word.text for word in analyse_text("Розлучення з дітьми", "uk")], type(analyser_for("uk")).__name__)
"""
    done = _booted(program, LANGUAGES="fi,sv,en,uk,ar", LOCALE_DIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    told = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert told["rtl"] == "True True"
    assert told["route"] == "/ar/kunnat/"
    assert told["fallback"] == "Siirry sisältöön"
    assert told["switch"] == "[('uk', 'Українська', '/uk/ryhmat/?page=2'), ('ar', 'العربيّة', '/ar/ryhmat/?page=2')]"
    assert told["versions"] == "['sv', 'en', 'uk', 'ar']"
    assert told["tabs"] == "['ruotsi', 'englanti', 'ukraina', 'arabia']"
    assert told["fields"] == "['fi', 'sv', 'en', 'uk', 'ar']"
    assert told["api"] == "uk"
    assert told["plain"] == "['Розлучення', 'з', 'дітьми'] PlainAnalyser"


def test_a_language_needs_no_change_of_the_database() -> None:
    program = "from django.core.management import call_command\ncall_command('makemigrations', check=True, dry_run=True, verbosity=0)"
    done = _booted(program, LANGUAGES="fi,sv,en,uk,ar")
    assert done.returncode == 0, done.stdout + done.stderr


# --- The pseudo language, and catalogues of further languages -----------------------------------------------------------
@pytest.mark.parametrize("text", ["Hello, %(name)s", "%d pages", "<b>Bold</b> {count}", "100 %", "See https://example.org/a"])
def test_the_pseudo_language_keeps_placeholders_and_is_longer(text: str) -> None:
    said = pseudo_locale.pseudo(text)
    assert messages._placeholders(said) == messages._placeholders(text)
    assert len(said) > len(text)
    assert said.count(pseudo_locale.RIGHT_TO_LEFT) == 2
    for kept in ("<b>", "</b>", "https://example.org/a"):
        assert (kept in said) == (kept in text)


def test_the_edges_of_a_text_stay() -> None:
    assert pseudo_locale.pseudo("\nTwo lines\n").startswith("\n")
    assert pseudo_locale.pseudo("\nTwo lines\n").endswith("\n")


def test_a_further_catalogue_is_held_complete_as_well(tmp_path: Path) -> None:
    assert messages.languages(tmp_path) == ("fi", "sv")
    pseudo_locale.write(tmp_path / "locale", "uk")
    assert messages.languages(tmp_path) == ("fi", "sv", "uk")
    catalogue = polib.pofile(str(tmp_path / "locale/uk/LC_MESSAGES/django.po"))
    assert not catalogue.untranslated_entries()
    catalogue[0].msgstr = ""
    assert messages._catalogue_faults("uk", catalogue) != []
