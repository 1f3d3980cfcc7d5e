"""What stands on every page: settings and navigation. Read at most once a minute in a process, and anew after every change."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Prefetch
from wagtail.models import Page

from home.models import SectionPage, SiteSettings, StandardPage
from portal.content.models import LanguageVersion
from portal.localisation.languages import current_language, default_language, path_in, pick
from portal.pagecache.watcher import watcher

KEY = "home.furniture"
SECONDS = 60
"""How long it is kept while nothing changes. The key tells the state of the public content: another process sees a change at once."""


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
    """Settings, sections in tree order, and the standard pages shown in menus."""

    settings: SiteSettings
    sections: tuple[NavigationLink, ...]
    pages: tuple[NavigationLink, ...]


def furniture() -> Furniture:
    """The furniture; three queries when it is not in the cache."""
    key = f"{KEY}.{watcher.seen}"
    found: Furniture | None = cache.get(key)
    if found is None:
        found = Furniture(
            settings=SiteSettings.load(),
            sections=tuple(_links(SectionPage.objects.live().public(), "section_kind")),
            pages=tuple(_links(StandardPage.objects.live().public().in_menu())),
        )
        cache.set(key, found, SECONDS)
    return found


def forget(**kwargs: Any) -> None:
    """Read anew on the next page (a receiver of saves and deletions)."""
    cache.delete(f"{KEY}.{watcher.seen}")


def _links(pages: Any, key: str = "") -> list[NavigationLink]:
    versions = Prefetch("language_versions", LanguageVersion.objects.only("page", "locale", "title"))
    return [
        NavigationLink(
            titles={default_language(): page.title, **{version.locale: version.title for version in page.language_versions.all()}},
            path=_path(page),
            key=getattr(page, key) if key else "",
        )
        for page in pages.order_by("path").prefetch_related(versions)
    ]


def _path(page: Page) -> str:
    """Path under the site's root, without a language: the tree's path below the home page."""
    return f"/{page.url_path.strip('/').partition('/')[2]}/"
