"""What stands on every page: settings and navigation. Read anew when anything public has changed."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from wagtail.models import Page

from home.models import SectionPage, SiteSettings, StandardPage
from portal.content.models import LanguageVersion
from portal.localisation.languages import current_language, default_language, path_in, pick
from portal.pagecache.unchanged import WhileUnchanged


@dataclass(frozen=True)
class NavigationLink:
    """A page in the navigation: titles by language, path without the language's prefix, key of the section or empty."""

    titles: dict[str, str]
    path: str
    key: str = ""

    @property
    def label(self) -> str:
        """Title in the reader's language."""
        return pick(self.titles)

    @property
    def url(self) -> str:
        """Address in the reader's language."""
        return path_in(current_language(), self.path)


@dataclass(frozen=True)
class Furniture:
    """Settings, sections in tree order, and the standard pages shown in menus. ``drawn``: HTML that depends on nothing else but
    its key (``portal.browse.templatetags.portal_ui.furnished``)."""

    settings: SiteSettings
    sections: tuple[NavigationLink, ...]
    pages: tuple[NavigationLink, ...]
    drawn: dict[tuple[str, ...], SafeString] = field(default_factory=dict, compare=False)


def furniture() -> Furniture:
    """The furniture, shared by all requests: not to be changed. Three queries when it must be read."""
    return _kept.get("")


def forget(**kwargs: Any) -> None:
    """Read anew on the next page (a receiver of saves and deletions)."""
    _kept.forget()


def _read(_key: str) -> Furniture:
    return Furniture(
        settings=SiteSettings.load(),
        sections=tuple(_links(SectionPage.objects.live().public(), "section_kind")),
        pages=tuple(_links(StandardPage.objects.live().public().in_menu())),
    )


_kept = WhileUnchanged(_read)


def _links(pages: Any, key: str = "") -> list[NavigationLink]:
    versions = Prefetch("language_versions", LanguageVersion.objects.only("page", "locale", "title"))
    return [
        NavigationLink(
            titles={default_language(): page.title, **{version.locale: version.title for version in page.language_versions.all()}},
            path=path_of(page),
            key=getattr(page, key) if key else "",
        )
        for page in pages.order_by("path").prefetch_related(versions)
    ]


def path_of(page: Page) -> str:
    """Path under the site's root, without a language: the tree's path below the home page."""
    return f"/{page.url_path.strip('/').partition('/')[2]}/"
