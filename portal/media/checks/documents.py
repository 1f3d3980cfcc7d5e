"""The door for documents: content must agree with the name and carry no program."""

from pathlib import PurePath
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

from portal.media.checks.office import OFFICE_KINDS, check_office
from portal.media.checks.pdf import check_pdf
from portal.media.checks.text import check_text

CHECKS = {"pdf": check_pdf, "txt": check_text, "csv": check_text} | dict.fromkeys(OFFICE_KINDS, check_office)
"""Checks by extension; other extensions are refused before this (``WAGTAILDOCS_EXTENSIONS``)."""
STARTS = {"pdf": b"%PDF-"} | dict.fromkeys(OFFICE_KINDS, b"PK\x03\x04")
"""How a file of the kind begins (PDF: ISO 32000-1, 7.5.2; office files are ZIP archives: APPNOTE 4.3.7)."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word 97 and its kin, and also new ones under a password (MS-CFB 2.2)."""


def check_document(document: File[Any]) -> None:
    """Refuse a document that is not what its name says, or that carries a program.

    :param document: with its name; it is left at its beginning.
    :raises ValidationError: the message says what to do.
    """
    extension = PurePath(document.name or "").suffix.lower().lstrip(".")
    check = CHECKS.get(extension)
    if check is None:
        raise ValidationError(_("Files of this kind are not taken. Save it as PDF and add that."), code="kind")
    document.seek(0)
    start = document.read(4096)
    if not start:
        raise ValidationError(_("The file is empty. Check that you chose the right one."), code="empty")
    expected = STARTS.get(extension)
    if expected and start.startswith(OLD_OFFICE):
        raise ValidationError(
            _("The file has a password, or was made by an old program. Save it without a password, in the present format or as PDF."),
            code="old",
        )
    if expected and not start.startswith(expected):
        raise ValidationError(
            _("The name says %(name)s, but the content is something else (%(found)s). Save the document anew and add that.")
            % {"name": extension.upper(), "found": _kind_of(start)},
            code="mismatch",
        )
    document.seek(0)
    check(document, extension)
    document.seek(0)


def _kind_of(start: bytes) -> str:
    """What the content looks like, in puremagic's words."""
    try:
        return str(puremagic.magic_string(start)[0].name)
    except (puremagic.PureError, IndexError):
        return _("unknown")
