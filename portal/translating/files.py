"""Files for translators, whatever their format: what is in them, and what is refused before anything is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.text import Truncator
from django.utils.translation import gettext as _

MOST_BYTES = 3_000_000
"""A file of every text of a region in one language is some 0.5 MB."""
MOST_ENTRIES = 20_000
MOST_TEXT = 100_000
"""Characters of one text with its translation and notes, some forty printed pages. A reader of PO joins a text line by line
and copies all of it each time: one text of 1 MB takes it 3.5 seconds, one of 3 MB half a minute (measured with polib 1.2)."""


class RefusedFileError(ValueError):
    """The file is not read at all; the text says why, in the active language."""


@dataclass(frozen=True)
class Entry:
    """One text in a file."""

    key: str
    source: str
    """In Finnish."""
    target: str = ""
    is_sure: bool = True
    """False: marked as to be looked at again (PO: fuzzy). Such a text is not taken."""
    was: str = ""
    """The Finnish text from which ``target`` was made, when it was another."""
    note: str = ""
    """For the translator."""


@dataclass(frozen=True)
class TextFile:
    """All texts of a file."""

    lang: str
    """Language of the targets."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Format:
    """A kind of file."""

    name: str
    suffix: str
    content_type: str
    write: Callable[[TextFile], bytes]
    read: Callable[[bytes], TextFile]


_formats: dict[str, Format] = {}


def register_format(one: Format) -> None:
    """Make a format known by its suffix."""
    _formats[one.suffix] = one


def formats() -> Mapping[str, Format]:
    """Formats by suffix, e.g. ".po"."""
    return MappingProxyType(_formats)


def read_file(name: str, data: bytes) -> TextFile:
    """The texts of a file that somebody sent.

    :param name: the file's name; its ending says what it is.
    :raises RefusedFileError: too large, of another kind, broken, or with a text that is too long.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix not in _formats:
        raise RefusedFileError(_("Only these files are read: %(endings)s") % {"endings": ", ".join(sorted(_formats))})
    if len(data) > MOST_BYTES:
        raise RefusedFileError(_("The file is too large: at most %(mb)d MB.") % {"mb": MOST_BYTES // 1_000_000})
    found = _formats[suffix].read(data)
    if len(found.entries) > MOST_ENTRIES:
        raise RefusedFileError(_("The file has too many texts: at most %(count)d.") % {"count": MOST_ENTRIES})
    long = next((one for one in found.entries if len(one.source) + len(one.target) > MOST_TEXT), None)
    if long is not None:
        raise too_long(Truncator(long.source or long.key).chars(40))
    return found


def too_long(where: object) -> RefusedFileError:
    """The refusal of a file with a text that nobody can have fetched here. ``where``: which text, or its line."""
    said = _("A text in the file is too long (%(where)s): at most %(count)d characters.")
    return RefusedFileError(said % {"where": where, "count": MOST_TEXT})


def text_of(data: bytes) -> str:
    """The bytes as text.

    :raises RefusedFileError: not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFileError(_("The file is not UTF-8 text. Save it as UTF-8 and send it again.")) from error
    if "\x00" in text:
        raise RefusedFileError(_("The file is not UTF-8 text. Save it as UTF-8 and send it again."))
    return text
