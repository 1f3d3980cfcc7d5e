"""What search engines are told of: /sitemap.xml names a file of pages and one of listings, each address with its language versions.

Of lists only the whole ones; no finder's steps, no search, no forms, nothing fictional, nothing that is over, nothing closed.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem
from django.contrib.sitemaps.views import sitemap as standard_sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from home.models.pages import TextPage
from portal.browse.routes import list_url
from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language, default_language, language_codes, path_in
from portal.pagecache.kept import kept
from portal.regions.models import FamilyCentreArea, Municipality

VIEWS = (
    *("municipalities", "help_now", "today", "calendar", "safety"),
    *("accessibility:statement", "privacy", "newsletter:subscribe"),
)
"""Pages that are no listing and no editor's text, and that a reader may start from; without a namespace, ours."""
MOST = 1_000
"""Addresses in one file: the protocol allows 50 000, but a file should cost a moment only."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page by its path in the default language. ``modified``: when its text last changed, None where that is not known."""

    path: str
    languages: tuple[str, ...]
    modified: dt.datetime | None = None


class _Addresses(Sitemap[Address]):
    i18n = True
    alternates = True
    x_default = True
    limit = MOST

    def get_languages_for_item(self, item: Address) -> list[str]:
        return [code for code in language_codes() if code in item.languages]

    def location(self, item: Address) -> str:
        return path_in(current_language(), item.path)

    def lastmod(self, item: Address) -> dt.datetime | None:
        return item.modified

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PagesSitemap(_Addresses):
    """Editors' text pages, lists, municipalities, areas and what the portal shows by itself."""

    def items(self) -> list[Address]:
        """Every page once. Five queries and two for each type of text pages."""
        with translation.override(default_language()):
            names = [name if ":" in name or name == "privacy" else f"browse:{name}" for name in VIEWS]
            paths = [*(list_url(kind) for kind in Kind), *(reverse(name) for name in names)]
            towns = Municipality.objects.filter(successor__isnull=True, is_example=False).order_by("slug")
            paths += [reverse("browse:municipality", args=[slug]) for slug in towns.values_list("slug", flat=True)]
            areas = FamilyCentreArea.objects.order_by("slug").values_list("slug", flat=True)
            paths += [reverse("browse:area", args=[slug]) for slug in areas]
            texts = [
                Address(page.url, (default_language(), *(one.locale for one in page.language_versions.all())), page.last_published_at)
                for model in apps.get_models()
                if issubclass(model, TextPage)
                for page in model.objects.live().public().prefetch_related("language_versions").order_by("path")
            ]
        own = {one.path for one in texts}
        return [*texts, *(Address(path, language_codes()) for path in dict.fromkeys(paths) if path not in own)]


class ListingsSitemap(_Addresses):
    """Every public listing and every chapter of a guide, with the languages it really has."""

    def items(self) -> list[Address]:
        """In the order of paths. Two queries, of which the second reads the guides."""
        public = CatalogueEntry.objects.filter(removed=False, is_example=False).exclude(over_from__lte=timezone.now())
        versions: dict[str, tuple[list[str], dt.datetime | None]] = {}
        for path, lang, modified in public.order_by("-is_primary", "path").values_list("path", "lang", "modified"):
            versions.setdefault(path_in(default_language(), path), ([], modified))[0].append(lang)
        for entry in public.filter(kind=Kind.GUIDE.value).order_by("-is_primary", "path"):
            for part in entry.listing.parts:
                versions.setdefault(path_in(default_language(), part.url), ([], entry.modified))[0].append(entry.lang)
        return [Address(path, tuple(langs), modified) for path, (langs, modified) in sorted(versions.items())]


SECTIONS: dict[str, type[_Addresses]] = {"pages": PagesSitemap, "listings": ListingsSitemap}


@require_safe
@kept
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Names every file of addresses."""
    files = []
    for section, made in SECTIONS.items():
        address = f"{settings.SITE_URL}{reverse('sitemap', args=[section])}"
        pages = made().paginator.page_range
        files += [SitemapIndexItem(address if page == 1 else f"{address}?p={page}") for page in pages]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
@kept
def sitemap_file(request: HttpRequest, section: str) -> HttpResponse:
    """One file of addresses, by ``?p=`` a later one. :raises Http404: there is none."""
    return standard_sitemap(request, {name: made() for name, made in SECTIONS.items()}, section).render()
