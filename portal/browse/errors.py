"""Pages for what went wrong, in the portal's own look and words."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: says what to do next; never repeats the address."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent did not arrive whole or cannot be read; never repeats it."""
    return render(request, "400.html", status=400)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that did not come from our own page; the technical ``reason`` is for the log, not for people."""
    return permission_denied(request)


def server_error(request: HttpRequest, *args: Any) -> HttpResponse:
    """500: asks nothing of the database, for that may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)
