"""What holds for every request of somebody who has signed in: how long the session lasts, and that there is a second factor."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.accounts.second_factor import has_second_factor
from portal.localisation.addresses import is_admin_path

BEGAN, SEEN = "session_began", "session_seen"
"""Unix seconds, kept in the session."""
SEEN_EVERY = 60
"""Seconds between two notes of when the user was last seen, so that not every request writes."""
UNATTENDED = "wagtailadmin_editing_sessions:"
"""Views that an open page calls by itself, with nobody there."""
DOORS = frozenset({"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_javascript_catalog"})
"""Admin addresses that are open before the second factor."""

Answer = Callable[[HttpRequest], HttpResponseBase]


@receiver(user_logged_in)
def begin_session(request: HttpRequest, **kwargs: Any) -> None:
    """Note when the session began."""
    request.session[BEGAN] = request.session[SEEN] = time.time()


class SessionLimitsMiddleware:
    """Ends a session after ``SESSION_COOKIE_AGE`` seconds in all, or ``SESSION_IDLE_AGE`` without the user.

    Stands before Django's authentication, so that an ended session is nobody's. Readers without a session cost nothing.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            now, session = time.time(), request.session
            too_old = now - session.get(BEGAN, 0) > settings.SESSION_COOKIE_AGE
            if too_old or now - session.get(SEEN, 0) > settings.SESSION_IDLE_AGE:
                session.flush()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Note that the user is there."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return
        unattended = request.resolver_match is not None and request.resolver_match.view_name.startswith(UNATTENDED)
        now = time.time()
        if not unattended and now - request.session.get(SEEN, 0) >= SEEN_EVERY:
            request.session[SEEN] = now


class SecondFactorMiddleware:
    """Nobody works in the admin without a second factor: until one is set up, every admin address leads to where that is done."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Redirect, or None to go on."""
        if not is_admin_path(request.path_info) or (request.resolver_match and request.resolver_match.view_name in DOORS):
            return None
        user = request.user
        if user.is_authenticated and user.has_perm("wagtailadmin.access_admin") and not has_second_factor(user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None
