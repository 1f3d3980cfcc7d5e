"""PDF: pages to read, no programs to run and no files inside."""

import re
import zlib
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

_ACTIVE = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
"""ISO 32000-1: actions that run (12.6.4), files inside (7.11.4), players (Adobe supplement to it)."""
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
"""A character of a name may be written as its number (7.3.5)."""
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_MAX_INFLATED = 50 * 1024 * 1024
"""Bytes of object streams that are looked through; a document of words needs a small part of it."""


def check_pdf(document: File[Any], extension: str) -> None:
    """Refuse a PDF with scripts, commands or files inside.

    :raises ValidationError: the message says what to do.
    """
    raw = document.read()
    if _is_active(raw) or _hides_active(raw):
        raise ValidationError(
            _("The PDF holds scripts or other files. Print it to a new PDF, which leaves them out, and add that."), code="active"
        )


def _is_active(part: bytes) -> bool:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part) if b"#" in part else part
    return _ACTIVE.search(plain) is not None


def _hides_active(raw: bytes) -> bool:
    """Whether compressed objects are active, or too big to look through."""
    room = _MAX_INFLATED
    for found in _OBJECT_STREAM.finditer(raw):
        inflater = zlib.decompressobj()
        try:
            objects = inflater.decompress(raw[found.end() :], room)
        except zlib.error:
            continue
        room -= len(objects)
        if room <= 0 or _is_active(objects):
            return True
    return False
