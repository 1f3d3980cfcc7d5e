"""How to read this service without leaving traces: what the quick exit does, and what it cannot do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.pagecache.kept import kept


@require_safe
@kept
def safety(request: HttpRequest) -> HttpResponse:
    """Plain words, the same for everybody; no query of its own."""
    response = render(request, "pages/safety.html", {"sensitive": True})
    response["Cache-Control"] = "no-store"
    return response
