"""From a path to a page: listings from the catalogue in one query, everything else by Wagtail."""

from typing import Any

from django.db import connection
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail import views as wagtail_views
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, SectionPage, StandardPage
from portal.browse.detail import render_listing
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.memory import memory
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import key_of
from portal.localisation.languages import current_language, default_language, path_in
from portal.pagecache.changes import State
from portal.pagecache.kept import keep
from portal.usage.counter import count_view, is_page_load

_AT = "SELECT id, listing_id, path, lang, version, data FROM {table} WHERE path IN ({paths}) AND NOT removed"
"""Every listing's page asks this, and the ORM takes longer to write it than a database to answer."""
TEXT_PAGES: dict[str, Any] = {model._meta.model_name or "": model for model in (HomePage, SectionPage, StandardPage)}


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at ``path`` (without the language's prefix).

    A listing is shown in the path's language, else in Finnish at the same address, marked so. A guide's chapter is found
    through its guide. Home, sections and plain pages are served as themselves. Pages closed to the public, unknown
    addresses and methods other than GET and HEAD are Wagtail's.
    """
    if request.method in {"GET", "HEAD"}:
        found = _find(path) if path.strip("/") else None
        if found is not None:
            entry, part_id = found
            response = render_listing(request, entry.listing, part_id=part_id, key=key_of(entry))
            if is_page_load(request):
                count_view(entry.listing_id)
            keep(request, response, counts=entry.listing_id)
            return response
        page = _text_page(path)
        if page is not None:
            shown: TemplateResponse = page.serve(request).render()
            if (shown.context_data or {}).get("sensitive"):
                shown["Cache-Control"] = "no-store"  # as on every page with a quick exit
            keep(request, shown)
            return shown
    other: HttpResponse = wagtail_views.serve(request, path)
    return other


def _text_page(path: str) -> Any:
    """The public home, section or plain page at the path, its language versions with it, shared by all requests: not to be changed.
    None for anything else.

    One query for a page that has been read in this state of the public content, else four instead of the eight that walking the
    tree costs. It goes past ``before_serve_page`` hooks: the one there is asks whether the page is closed to the public, and so
    does this.
    """
    name = (path.strip("/"), memory.state())
    page = _text_pages.get(name, 0.0)
    if page is None:
        page = _read_text_page(path)
        if page is not None:
            _text_pages.put(name, page, 0.0, float("inf"))
    return page


def _read_text_page(path: str) -> Any:
    for root in Site.get_site_root_paths():
        above = PageViewRestriction.objects.annotate(at=ExpressionWrapper(OuterRef("path"), CharField()))
        closed = Exists(above.filter(at__startswith=F("page__path")))
        pages = (
            Page.objects.live()
            .annotate(closed=closed)
            .filter(url_path=f"{root.root_path}{path.strip('/')}/".replace("//", "/"), closed=False)
        )
        for pk, model in pages.values_list("pk", "content_type__model"):
            if model in TEXT_PAGES:
                return TEXT_PAGES[model].objects.prefetch_related("language_versions").get(pk=pk)
    return None


_text_pages: TrueForNow[tuple[str, State], Any] = TrueForNow(100)


def _find(path: str) -> tuple[CatalogueEntry, Any] | None:
    """The entry at the path and, for a chapter, the part's id. The reader's language goes before Finnish."""
    lang, default = current_language(), default_language()
    here = f"/{path.strip('/')}/"
    above = here[: here.rstrip("/").rindex("/") + 1]
    paths = {path_in(code, one): (one == above, code) for code in dict.fromkeys((lang, default)) for one in (here, above) if one != "/"}
    sql = _AT.format(table=connection.ops.quote_name(CatalogueEntry._meta.db_table), paths=", ".join(["%s"] * len(paths)))
    entries = [entry for entry in CatalogueEntry.objects.raw(sql, list(paths)) if entry.lang in {lang, default}]
    # The page itself before the one above it, the reader's language before Finnish.
    for entry in sorted(entries, key=lambda entry: (paths[entry.path][0], entry.lang != lang)):
        if not paths[entry.path][0]:
            return entry, None
        wanted = path_in(entry.lang, here)
        part_id = next((part.id for part in entry.listing.parts if part.url == wanted), None)
        if part_id is not None:
            return entry, part_id
    return None
