"""XLIFF 1.2 (OASIS): what translation agencies' tools exchange."""

from xml.etree import ElementTree

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from portal.localisation.languages import default_language
from portal.translating.files import Entry, Format, RefusedFileError, TextFile, register_format, text_of

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_UNSURE = frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-translation", "needs-review-adaptation"})
"""States of a target that is not finished (XLIFF 1.2, 3.2.2)."""


def write(texts: TextFile) -> bytes:
    """The texts as XLIFF 1.2. Rich text is escaped HTML, as it is stored."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.Element(_tag("xliff"), {"version": "1.2"})
    languages = {"source-language": default_language(), "target-language": texts.lang}
    file = ElementTree.SubElement(root, _tag("file"), {"original": "perhekeskus-texts", "datatype": "plaintext", **languages})
    body = ElementTree.SubElement(file, _tag("body"))
    for one in texts.entries:
        unit = ElementTree.SubElement(body, _tag("trans-unit"), {"id": one.key, "resname": one.key})
        ElementTree.SubElement(unit, _tag("source")).text = one.source
        state = "needs-translation" if not one.target else "translated" if one.is_sure else "needs-review-translation"
        ElementTree.SubElement(unit, _tag("target"), {"state": state}).text = one.target
        for note in filter(None, (one.note, _("Earlier in Finnish: %(text)s") % {"text": one.was} if one.was else "")):
            ElementTree.SubElement(unit, _tag("note")).text = note
    written: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def read(data: bytes) -> TextFile:
    """The texts of an XLIFF file. A document type or an entity in it is refused, whatever it says.

    :raises RefusedFileError: it is none, or it is not safe to read.
    """
    text_of(data)
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise RefusedFileError(_("The file declares entities or a document type, which is not allowed here.")) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise RefusedFileError(_("The file is broken: it cannot be read as XLIFF.")) from error
    files = root.findall(_tag("file"))
    languages = {file.get("target-language", "") for file in files}
    if root.tag != _tag("xliff") or len(languages) != 1:
        raise RefusedFileError(_("The file is not XLIFF 1.2 with one target language."))
    entries = [_entry(unit) for file in files for unit in file.iter(_tag("trans-unit"))]
    return TextFile(languages.pop(), tuple(entries))


def _entry(unit: ElementTree.Element) -> Entry:
    source, target = unit.find(_tag("source")), unit.find(_tag("target"))
    state = target.get("state", "") if target is not None else ""
    return Entry(unit.get("resname") or unit.get("id") or "", _words(source), _words(target), is_sure=state not in _UNSURE)


def _words(element: ElementTree.Element | None) -> str:
    return "".join(element.itertext()) if element is not None else ""


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


XLIFF = Format("XLIFF 1.2", ".xlf", "application/xliff+xml", write, read)
register_format(XLIFF)
register_format(Format("XLIFF 1.2", ".xliff", XLIFF.content_type, write, read))
