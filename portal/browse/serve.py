"""From a path to a page: listings from the catalogue in one query, everything else by Wagtail."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import views as wagtail_views

from portal.browse.detail import render_listing
from portal.catalogue.models import CatalogueEntry
from portal.localisation.languages import current_language, default_language, path_in


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at ``path`` (without the language's prefix).

    A listing is shown in the path's language, else in Finnish at the same address, marked so. A guide's chapter is found
    through its guide. Home, sections, plain pages, pages closed to the public and 404 are Wagtail's.
    """
    if path.strip("/") and request.method in {"GET", "HEAD"}:
        found = _find(path)
        if found is not None:
            entry, part_id = found
            return render_listing(request, entry.listing, part_id=part_id)
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


def _find(path: str) -> tuple[CatalogueEntry, Any] | None:
    """The entry at the path and, for a chapter, the part's id. The reader's language goes before Finnish."""
    lang, default = current_language(), default_language()
    here = f"/{path.strip('/')}/"
    above = here[: here.rstrip("/").rindex("/") + 1]
    paths = {path_in(code, one): (one == above, code) for code in dict.fromkeys((lang, default)) for one in (here, above) if one != "/"}
    entries = list(CatalogueEntry.objects.filter(path__in=paths, removed=False, lang__in={lang, default}).only("path", "lang", "data"))
    # The page itself before the one above it, the reader's language before Finnish.
    for entry in sorted(entries, key=lambda entry: (paths[entry.path][0], entry.lang != lang)):
        if not paths[entry.path][0]:
            return entry, None
        wanted = path_in(entry.lang, here)
        part_id = next((part.id for part in entry.listing.parts if part.url == wanted), None)
        if part_id is not None:
            return entry, part_id
    return None
