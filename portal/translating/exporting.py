"""Texts of pages as one file for a translator."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.content.models.language_version import LanguageVersion, finnish_texts
from portal.content.xml_text import xml_text
from portal.translating.files import Entry, TextFile
from portal.translating.pages import version_of
from portal.translating.units import Unit, units_of


def texts_of(pages: Iterable[Page], lang: str) -> TextFile:
    """Every text of the pages as it is public now, with what there is in ``lang``. Some four queries a page."""
    return TextFile(lang, tuple(entry for page in pages for entry in _entries(page.specific, lang)))


def _entries(page: Any, lang: str) -> Iterator[Entry]:
    version = version_of(page, lang)
    changed = _changed(page, version)
    for unit in units_of(page, version):
        is_sure = unit.key.name not in changed or not unit.target
        was = "" if is_sure or unit.key.block or version is None else version.source_texts.get(unit.key.name, "")
        yield Entry(str(unit.key), plain_lines(unit.source), plain_lines(unit.target), is_sure, was, _note(page, unit))


def _changed(page: Any, version: LanguageVersion | None) -> frozenset[str]:
    """Names of texts that have changed in Finnish; all when it is not known which."""
    if version is None or not version.is_outdated(page):
        return frozenset()
    now = finnish_texts(page)
    return frozenset(name for name, text in now.items() if version.source_texts.get(name) != text)


def _note(page: Any, unit: Unit) -> str:
    kind = capfirst(str(page._meta.verbose_name))
    lines = [f"{page.title} ({kind}): {unit.label}"]
    if unit.features is not None:
        lines.append(_("Keep every <tag> and every link as it is; translate the words between them."))
    return xml_text("\n".join(lines))


def plain_lines(text: str) -> str:
    """Line ends as all tools of translators keep them, and nothing that no XLIFF file may hold."""
    return xml_text(text.replace("\r\n", "\n").replace("\r", "\n"))
