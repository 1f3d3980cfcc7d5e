"""The portal's addresses and one deed that needs a fresh sign-in."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.accounts.fresh import fresh_login_required
from portal.urls import handler404, handler500
from portal.urls import urlpatterns as portal_urls

__all__ = ["handler404", "handler500", "urlpatterns"]


@fresh_login_required
def deed(request: HttpRequest, name: str) -> HttpResponse:
    """Does it on POST only."""
    return HttpResponse(f"{request.method} {name} {request.POST.get('role', '')} {request.user}")


urlpatterns = [path("deed/<str:name>/", deed), *portal_urls]
