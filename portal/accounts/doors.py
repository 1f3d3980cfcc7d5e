"""Every other login door leads to the one there is; none of them takes a password."""

from allauth.account.views import LogoutView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache

NEXT = "next"


@never_cache
def admin_login(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends whoever may not enter the admin: to the sign-in, or, signed in already, on or to a refusal."""
    if request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin"):
        return HttpResponseRedirect(_next(request) or reverse("wagtailadmin_home"))
    return _to_sign_in(request)


@never_cache
def page_login(request: HttpRequest) -> HttpResponse:
    """Where Wagtail sends a reader of a page that is closed to the public."""
    return _to_sign_in(request)


class AdminLogoutView(LogoutView):
    """The admin's own button for signing out: by POST, like ours; a GET asks first."""


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:  # signing in once more would change nothing
        return render(request, "account/no_access.html", status=403)
    after = _next(request)
    query = f"?{urlencode({NEXT: after})}" if after else ""
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}{query}")


def _next(request: HttpRequest) -> str:
    """Where to go on; empty unless it is in this portal."""
    wanted = request.GET.get(NEXT, "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""
