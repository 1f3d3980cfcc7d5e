"""PO, the files of gettext: what Poedit, Weblate and most tools of translators open."""

import re
import tempfile
from itertools import pairwise
from pathlib import Path

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.translating.files import MOST_TEXT, Entry, Format, RefusedFileError, TextFile, register_format, text_of, too_long

_BEGINS = re.compile(r"^[ \t]*+(?:#~[ \t]*+)?msgid[ \t\"]", re.MULTILINE)
"""Where a text begins; also one that is not used any more ("#~")."""


def write(texts: TextFile) -> bytes:
    """The texts as a PO file. What is to be looked at again is fuzzy, with the earlier Finnish text where it is known."""
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "perhekeskus-texts 1",
        "POT-Creation-Date": timezone.localtime().strftime("%Y-%m-%d %H:%M%z"),
        "Language": texts.lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for one in texts.entries:
        entry = polib.POEntry(msgctxt=one.key, msgid=one.source, msgstr=one.target, comment=one.note)
        if one.target and not one.is_sure:
            entry.flags.append("fuzzy")
            if one.was:
                entry.previous_msgid = one.was
        catalogue.append(entry)
    return str(catalogue).encode()


def read(data: bytes) -> TextFile:
    """The texts of a PO file.

    :raises RefusedFileError: it is none, or has a text that would take minutes to read.
    """
    text = text_of(data).replace("\r\n", "\n").replace("\r", "\n")
    _refuse_long(text)
    with tempfile.TemporaryDirectory() as folder:
        # polib takes a text that names a file for that file's name: it is given a file of ours, never what somebody sent.
        path = Path(folder) / "texts.po"
        path.write_text(text, encoding="utf-8")
        try:
            catalogue = polib.pofile(str(path), encoding="utf-8")
        except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
            raise RefusedFileError(_("The file is broken: it cannot be read as PO.")) from error
    entries = tuple(
        Entry(entry.msgctxt or "", entry.msgid, entry.msgstr, is_sure="fuzzy" not in entry.flags)
        for entry in catalogue
        if not entry.obsolete
    )
    return TextFile(str(catalogue.metadata.get("Language", "")), entries)


def _refuse_long(text: str) -> None:
    """Look at what lies between one ``msgid`` and the next, before the reader of PO joins it.

    :raises RefusedFileError: it is too much for one text; names the line where it begins.
    """
    starts = [0, *(found.start() for found in _BEGINS.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        if end - start > MOST_TEXT:
            raise too_long(_("line %(number)d") % {"number": text.count("\n", 0, start) + 1})


PO = Format("PO", ".po", "text/x-gettext-translation", write, read)
register_format(PO)
