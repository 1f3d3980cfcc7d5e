"""Addresses of the API, under /api/. Wagtail's API v2 has its own router; everything else is django-ninja's."""

from django.urls import path, re_path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal.api.pages import router
from portal.api.problems import not_found
from portal.api.public import public_view
from portal.api.v1 import api, description

urlpatterns = decorate_urlpatterns(
    [
        path("v1/", not_found),  # ninja's own answer here is a page of Django's
        path("v1/openapi.json", description),
        path("v1/", api.urls),
        path("v2/", router.urls),
        re_path(r"^.*$", not_found),
    ],
    public_view,
)
