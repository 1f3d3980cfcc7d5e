"""Rights as of this request: a membership that ended or began since the last one counts before the view asks for permissions."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.members.provisioning import has_drifted, provision_user

ADMIN_PREFIX = "/admin/"


class CurrentRightsMiddleware:
    """Stands after AuthenticationMiddleware. Two queries for each request of a logged-in user to the admin, none elsewhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Derive the user's groups again when they differ from the memberships of today."""
        if request.path_info.startswith(ADMIN_PREFIX) and request.user.is_authenticated and has_drifted(request.user):
            provision_user(request.user)
        return self.get_response(request)
