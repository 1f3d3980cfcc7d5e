"""The way to the situation finder, for front pages."""

from django import template
from wagtail.models import Page

from home.furniture import path_of
from portal.finder.models import FinderPage
from portal.localisation.languages import current_language, path_in
from portal.pagecache.unchanged import WhileUnchanged
from portal.regions.entrances import SectionKind

register = template.Library()


@register.simple_tag
def finder_path(section: str = "") -> str:
    """Address of a section's finder in the reader's language, the families' by default; empty when there is none. Two queries after a
    change, else none."""
    path = _paths.get("").get(section or SectionKind.FAMILIES)
    return path_in(current_language(), path) if path else ""


def _read(_key: str) -> dict[str, str]:
    """Section -> path without a language."""
    found: dict[str, str] = {}
    for page in FinderPage.objects.live().public().order_by("path"):
        above: Page = page.get_parent().specific
        found.setdefault(getattr(above, "section_kind", SectionKind.FAMILIES), path_of(page))
    return found


_paths = WhileUnchanged(_read)
