"""Addresses. Finnish at the root, other languages under their prefix; the same path under each."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from portal.accounts.doors import AdminLogoutView, admin_login, page_login
from portal.accounts.social import callback as employer_callback
from portal.accounts.social import login as employer_login
from portal.audit.disclosure import security_txt
from portal.browse.privacy import privacy
from portal.browse.robots import Favicon, robots
from portal.browse.serve import serve
from portal.browse.sitemaps import sitemap_file, sitemap_index
from portal.localisation.addresses import ADMIN

handler400 = "portal.browse.errors.bad_request"
handler403 = "portal.browse.errors.permission_denied"
handler404 = "portal.browse.errors.page_not_found"
handler500 = "portal.browse.errors.server_error"

urlpatterns = [
    # One login: whatever Wagtail's own doors are asked, they lead to it (portal/accounts/doors.py).
    path("admin/login/", admin_login, name="wagtailadmin_login"),
    path("admin/logout/", AdminLogoutView.as_view(), name="wagtailadmin_logout"),
    path("_util/login/", page_login, name="wagtailcore_login"),
    # One address for all languages: the provider must know it.
    path("accounts/oidc/<slug:provider_id>/login/", employer_login, name="openid_connect_login"),
    path("accounts/oidc/<slug:provider_id>/login/callback/", employer_callback, name="openid_connect_callback"),
    path(ADMIN.lstrip("/"), include(wagtailadmin_urls)),
    path("", include("portal.media.urls")),
    path("api/", include("portal.api.urls")),
    path("robots.txt", robots),
    path("sitemap.xml", sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", sitemap_file, name="sitemap"),
    path(".well-known/security.txt", security_txt),
    path("favicon.ico", Favicon.as_view()),
    *i18n_patterns(
        path("", include("portal.accounts.urls")),
        path("", include("portal.members.urls")),
        path("", include("portal.freshness.urls")),
        path("", include("portal.moderation.urls")),
        path("", include("portal.accessibility.urls")),
        path("", include("portal.feedback.urls")),
        path("", include("search.urls")),
        path("tietosuoja/", privacy, name="privacy"),
        path("", include("portal.browse.urls")),
        path("", include("portal.saved.urls")),
        path("", include("portal.newsletter.urls")),
        re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
        prefix_default_language=False,
    ),
]
