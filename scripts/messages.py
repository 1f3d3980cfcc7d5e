"""The interface's translations: collected, compiled, and held complete.

Source strings are English; the catalogues stand in ``locale/`` as .po and compiled .mo (a bare machine has no gettext to
compile with, so both are committed; polib compiles). Finnish and Swedish must be there; every further language is held to the
same once ``start`` has begun its catalogue.
"""

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

LANGUAGES = ("fi", "sv")
"""Languages of the interface besides English that must be complete."""
SOURCES = ("portal", "home", "search", "templates", "static", "locale")
LOCALE = Path("locale")
SKIPPED = 77
"""Exit code for "could not be done here" (automake's convention)."""
_MARKS = frozenset({"_", *(f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy"))})
_PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w+)\}|(%[sd])")


def main() -> int:
    if sys.argv[1:2] == ["start"] and len(sys.argv) == 3:
        _require_gettext()
        start(Path.cwd(), sys.argv[2])
        return 0
    if sys.argv[1:] == ["update"]:
        _require_gettext()
        collect(Path.cwd())
        compile_catalogues()
        return 0
    if sys.argv[1:] == ["compile"]:
        compile_catalogues()
        return 0
    if sys.argv[1:] != ["check"]:
        sys.exit("usage: python -m scripts.messages check|update|compile|start LANGUAGE")
    collectable = shutil.which("xgettext") is not None
    faults = check(collectable)
    print("\n".join(faults) or "Translations are complete.")
    if faults or collectable:
        return 1 if faults else 0
    print("xgettext is missing (package gettext): only the committed catalogues were looked at, not the sources")
    return SKIPPED


def check(collectable: bool = True) -> list[str]:
    """Everything that is missing, unsure or stale in the catalogues, as lines for people; empty when all is well.

    :param collectable: collect from the sources first (needs gettext), so that a new string counts as missing.
    """
    faults = [fault for source in SOURCES for path in sorted(Path(source).rglob("*.py")) for fault in _hidden(path)]
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for source in SOURCES:
            if Path(source).is_dir():
                shutil.copytree(source, copy / source)
        (copy / LOCALE).mkdir(exist_ok=True)
        if collectable:
            collect(copy)
        for language in languages(copy):
            faults += _catalogue_faults(language, polib.pofile(str(copy / _catalogue(language))))
    for language in languages(Path()):
        committed, compiled = _catalogue(language), _catalogue(language).with_suffix(".mo")
        if committed.exists() and (not compiled.exists() or compiled.read_bytes() != polib.pofile(str(committed)).to_binary()):
            faults.append(f"{compiled}: older than its .po; run: make messages")
    return faults


def languages(folder: Path) -> tuple[str, ...]:
    """Languages whose catalogues stand under ``folder``, and those that must."""
    there = {path.parts[-3] for path in folder.glob(str(_catalogue("*")))}
    return tuple(sorted({*LANGUAGES, *there}))


def start(folder: Path, language: str) -> None:
    """Begin the catalogue of a further language: every string to translate, each still empty.

    It belongs to the portal once it is complete; until then ``check`` names what is missing. docs/languages.md.
    """
    (folder / _catalogue(language)).parent.mkdir(parents=True, exist_ok=True)
    (folder / _catalogue(language)).touch()
    collect(folder)


def collect(folder: Path) -> None:
    """Write every string to translate found under ``folder`` into its catalogues (Django's makemessages)."""
    command = [sys.executable, "-m", "django", "makemessages", "--add-location", "file", "--no-wrap", "--no-obsolete", "--verbosity", "0"]
    for language in languages(folder):
        command += ["--locale", language]
    for ignored in (".venv/*", "var/*", "tests/*", "bench/*", "scripts/*", "docs/*"):
        command += ["--ignore", ignored]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(command, cwd=folder, env=environment, check=True)  # noqa: S603 (our own command)


def compile_catalogues() -> None:
    """Write each .mo next to its .po."""
    for language in languages(Path()):
        catalogue = _catalogue(language)
        polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))


def _catalogue(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _catalogue_faults(language: str, catalogue: polib.POFile) -> list[str]:
    faults = []
    for entry in catalogue:
        if entry.obsolete:
            continue
        texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if "fuzzy" in entry.flags:
            fault = "unsure (fuzzy)"
        elif not all(texts):
            fault = "missing"
        elif any(_placeholders(text) - _placeholders(entry.msgid + entry.msgid_plural) for text in texts):
            fault = "has a placeholder that the English text has not"
        elif not entry.msgid_plural and _placeholders(entry.msgid) - _placeholders(entry.msgstr):
            fault = "lacks a placeholder of the English text"
        else:
            continue
        where = ", ".join(name for name, _line in entry.occurrences[:2])
        faults.append(f"{language}: {fault}: {entry.msgid!r} ({where})")
    return faults


def _hidden(path: Path) -> Iterator[str]:
    """Strings of a Python file that xgettext does not see because they stand inside an f-string."""
    for text in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(text, ast.JoinedStr):
            for call in ast.walk(text):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _MARKS:
                    yield f"{path}:{call.lineno}: inside an f-string, where it is not collected: {ast.unparse(call)}"


def _placeholders(text: str) -> set[str]:
    return {"".join(match) for match in _PLACEHOLDER.findall(text)}


def _require_gettext() -> None:
    if shutil.which("xgettext") is None:
        sys.exit("xgettext is missing: install the package gettext to collect or check translations.")


if __name__ == "__main__":
    sys.exit(main())
