"""Addresses. Finnish at the root, other languages under their prefix; the same path under each."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.browse.robots import Favicon, robots
from portal.browse.serve import serve

handler403 = "portal.browse.errors.permission_denied"
handler404 = "portal.browse.errors.page_not_found"
handler500 = "portal.browse.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Where Wagtail sends a reader of a page that is closed to the public: there is one login, the admin's.
    path("_util/login/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True), name="wagtailcore_login"),
    path("api/", include("portal.api.urls")),
    path("robots.txt", robots),
    path("favicon.ico", Favicon.as_view()),
    # Only renditions are public; originals and documents are never served straight from the folder.
    re_path(r"^media/images/(?P<path>[\w.\-]+)$", serve_file, {"document_root": settings.MEDIA_ROOT / "images"}),
    *i18n_patterns(
        path("", include("portal.accounts.urls")),
        path("", include("portal.members.urls")),
        path("", include("portal.freshness.urls")),
        path("", include("portal.moderation.urls")),
        path("", include("search.urls")),
        path("", include("portal.browse.urls")),
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
