"""Plain text and tables: readable words only."""

import codecs
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _

_ENCODINGS = ("utf-8-sig", "cp1252")
"""What Finnish offices save as: UTF-8, and Excel's older Windows-1252."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|script|svg|\?xml|\?php)", re.IGNORECASE)


def check_text(document: File[Any], extension: str) -> None:
    """Refuse what is not text, and web pages under a text's name.

    :raises ValidationError: the message says what to do.
    """
    text = _decoded(document.read())
    if text is None or _CONTROL.search(text):
        raise ValidationError(_("This is not plain text. Save it as text (UTF-8) or as PDF and add that."), code="not_text")
    if _MARKUP.match(text):
        raise ValidationError(_("This is a web page, not a document. Save it as PDF and add that."), code="markup")


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-16",) if raw.startswith(_UTF16) else _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
