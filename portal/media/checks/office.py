"""Word, Excel, PowerPoint and OpenDocument: a real archive of the right kind, without programs and of a sane size."""

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

_OPEN_XML = "application/vnd.openxmlformats-officedocument.%s.main+xml"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.%s"
OFFICE_KINDS = {
    "docx": _OPEN_XML % "wordprocessingml.document",
    "xlsx": _OPEN_XML % "spreadsheetml.sheet",
    "pptx": _OPEN_XML % "presentationml.presentation",
    "odt": _OPEN_DOCUMENT % "text",
    "ods": _OPEN_DOCUMENT % "spreadsheet",
    "odp": _OPEN_DOCUMENT % "presentation",
}
"""What each kind calls itself (ECMA-376 part 1, 15.2; OpenDocument 1.3 part 2, 3.3)."""
MAX_UNPACKED = 200 * 1024 * 1024
"""Bytes. An upload is at most 20 MB; ten times that unpacked is more than any document of words and pictures."""
MAX_RATIO = 100
"""Unpacked to packed. XML packs to about a twentieth; a bomb to a thousandth."""
SMALL = 20 * 1024 * 1024
"""Bytes unpacked below which the ratio does not matter."""
MAX_MEMBERS = 5000
MAX_TYPES = 1024 * 1024
"""Bytes of the list of contents that are read."""
_PROGRAMS = {".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar", ".hta", ".scr", ".com", ".msi", ".docm", ".xlsm", ".pptm"}
_PROGRAM_FOLDERS = {"basic", "scripts", "activex"}
"""Macros of OpenDocument, controls of Office."""


def check_office(document: File[Any], extension: str) -> None:
    """Refuse an archive that is broken, of another kind, with programs inside, or a bomb.

    :raises ValidationError: the message says what to do.
    """
    try:
        with zipfile.ZipFile(document) as archive:
            members = archive.infolist()
            _check_size(members)
            if any(_is_program(member.filename) for member in members):
                raise _program_inside()
            kind = _kind(archive, extension)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, UnicodeDecodeError) as error:
        raise ValidationError(
            _("The document cannot be read; the file may be broken. Save it anew and add that."), code="broken"
        ) from error
    if "macroEnabled" in kind:
        raise _program_inside()
    if OFFICE_KINDS[extension] not in kind:
        raise ValidationError(
            _("The name says %(name)s, but the content is a document of another kind. Save it as %(name)s or as PDF and add that.")
            % {"name": extension.upper()},
            code="mismatch",
        )


def _program_inside() -> ValidationError:
    return ValidationError(_("The document holds macros or programs. Save it without them, or as PDF, and add that."), code="program")


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked / packed > MAX_RATIO):
        raise ValidationError(
            _("The document is far bigger inside than it looks, and is not opened. Save it as PDF and add that."), code="bomb"
        )


def _is_program(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/").lower())
    if path.is_absolute() or ".." in path.parts:
        return True
    in_folder = len(path.parts) > 1 and not _PROGRAM_FOLDERS.isdisjoint(path.parts[:-1])
    return in_folder or path.name.startswith(("vbaproject", "vbadata")) or path.suffix in _PROGRAMS


def _kind(archive: zipfile.ZipFile, extension: str) -> str:
    """What the archive says it is; empty when it does not say."""
    name = "mimetype" if extension.startswith("od") else "[Content_Types].xml"
    try:
        with archive.open(name) as member:
            said = member.read(MAX_TYPES).decode("utf-8-sig")
    except KeyError:
        return ""
    # A template and a flat kind begin with the same words as a document: OpenDocument's must be said exactly.
    return said if not extension.startswith("od") or said.strip() == OFFICE_KINDS[extension] else ""
