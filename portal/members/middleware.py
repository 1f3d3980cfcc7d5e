"""Rights as of this request: a membership that ended or began since the last one counts before the view asks for permissions."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.localisation.addresses import is_admin_path, is_file_path
from portal.members.provisioning import has_drifted, provision_user


class CurrentRightsMiddleware:
    """Stands after AuthenticationMiddleware. Two queries for each request of a logged-in user to the admin or a file, none elsewhere.

    Without a session's cookie nobody is asked who it is, so that caches may keep what readers get.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Derive the user's groups again when they differ from the memberships of today."""
        path = request.path_info
        asked = (is_admin_path(path) or is_file_path(path)) and settings.SESSION_COOKIE_NAME in request.COOKIES
        if asked and request.user.is_authenticated and has_drifted(request.user):
            provision_user(request.user)
        return self.get_response(request)
