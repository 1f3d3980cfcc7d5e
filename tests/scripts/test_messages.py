"""The translation check: a string without a Finnish or Swedish text must not slip through."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polib
import pytest

from scripts import messages
from tests.servers import require_server

GREETING = "Welcome, %(name)s"
PLURAL = ("%(count)s place", "%(count)s places")
TRANSLATED = {
    "fi": ("Tervetuloa, %(name)s", ("%(count)s paikka", "%(count)s paikkaa")),
    "sv": ("Välkommen, %(name)s", ("%(count)s plats",) * 2),
}

Edit = Callable[[polib.POFile], None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tiny project whose two strings are translated and compiled."""
    if shutil.which("xgettext") is None:
        require_server("gettext", "apt-get install gettext")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "views.py").write_text(f"_({GREETING!r})\nngettext({PLURAL[0]!r}, {PLURAL[1]!r}, count)\n")
    (tmp_path / "locale").mkdir()
    messages.collect(tmp_path)
    for language in messages.LANGUAGES:
        _edit(language, partial(_translate, TRANSLATED[language]))
    messages.compile_catalogues()
    return tmp_path


def _edit(language: str, edit: Edit) -> None:
    path = f"locale/{language}/LC_MESSAGES/django.po"
    catalogue = polib.pofile(path)
    edit(catalogue)
    catalogue.save(path)


def _translate(texts: tuple[str, tuple[str, str]], catalogue: polib.POFile) -> None:
    greeting, (one, many) = texts
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: one, 1: many}
        else:
            entry.msgstr = greeting


def _entry(catalogue: polib.POFile, msgid: str) -> polib.POEntry:
    found = catalogue.find(msgid)
    assert found is not None
    return found


@pytest.mark.parametrize("call", ['gettext("Welcome")', 'ngettext("a", "b", 1)', 'pgettext_lazy("greeting", "Welcome")'])
def test_a_string_inside_an_f_string_is_named(project: Path, call: str) -> None:
    (project / "home" / "more.py").write_text(f"x = f'{{a}}: {{{call}}}'\n")
    (fault,) = messages.check(collectable=False)
    assert fault.startswith("home/more.py:1: ")


def test_new_string_is_missing_in_every_language(project: Path) -> None:
    (project / "home" / "forms.py").write_text("_('Something quite new')\n")
    faults = messages.check()
    assert [fault.partition(":")[0] for fault in faults] == ["fi", "sv"]
    assert all("Something quite new" in fault for fault in faults)


def test_fuzzy_text_is_not_a_translation(project: Path) -> None:
    _edit("sv", lambda catalogue: _entry(catalogue, GREETING).flags.append("fuzzy"))
    messages.compile_catalogues()
    assert any(fault.startswith("sv: unsure") for fault in messages.check())


def test_one_plural_form_missing_is_missing(project: Path) -> None:
    _edit("fi", lambda catalogue: _entry(catalogue, PLURAL[0]).msgstr_plural.update({1: ""}))
    messages.compile_catalogues()
    assert any(fault.startswith("fi: missing") for fault in messages.check())


@pytest.mark.parametrize(("text", "fault"), [("Tervetuloa", "lacks a placeholder"), ("Tervetuloa, %(nimi)s %(name)s", "has a placeholder")])
def test_placeholders_must_be_the_same(project: Path, text: str, fault: str) -> None:
    _edit("fi", lambda catalogue: setattr(_entry(catalogue, GREETING), "msgstr", text))
    messages.compile_catalogues()
    assert any(fault in line for line in messages.check())


def test_catalogue_edited_but_not_compiled_is_stale(project: Path) -> None:
    _edit("fi", lambda catalogue: setattr(_entry(catalogue, GREETING), "msgstr", "Hei, %(name)s"))
    assert messages.check() == ["locale/fi/LC_MESSAGES/django.mo: older than its .po; run: make messages"]


def test_complete_catalogues_pass(project: Path) -> None:
    assert messages.check() == []
