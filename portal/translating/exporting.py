"""Texts of pages as one file for a translator."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.content.models.language_version import LanguageVersion, finnish_texts
from portal.content.xml_text import xml_text
from portal.translating.files import Entry, TextFile
from portal.translating.units import Unit, units_of


def texts_of(pages: Iterable[Page], lang: str) -> TextFile:
    """Every text of the pages as it is public now, with what there is in ``lang``.

    :param pages: best a queryset: it costs one query for the versions and one for each page type, however many pages there are.
    """
    whole = pages.specific() if isinstance(pages, PageQuerySet) else [page.specific for page in pages]
    found = list(whole)
    versions = LanguageVersion.objects.filter(locale=lang)
    # A subquery for all pages: databases limit how many keys one statement may name.
    of_pages = pages.order_by().values("pk") if isinstance(pages, PageQuerySet) else [page.pk for page in found]
    by_page = {version.page_id: version for version in versions.filter(page__in=of_pages)}
    return TextFile(lang, tuple(entry for page in found for entry in _entries(page, by_page.get(page.pk))))


def _entries(page: Any, version: LanguageVersion | None) -> Iterator[Entry]:
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
