"""What every response carries: security headers, and a language that comes from the path alone."""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import get_language_from_path
from django_permissions_policy import PermissionsPolicyMiddleware

from home.furniture import furniture
from portal.browse.errors import bad_request
from portal.localisation.addresses import is_admin_path, is_file_path
from portal.localisation.languages import default_language
from portal.media.views import FILE_POLICY


class SecurityHeadersMiddleware(CSPMiddleware):
    """Content-Security-Policy by address (public, admin, files; previews), Permissions-Policy, Cross-Origin-Resource-Policy, noindex.

    The policies are ``CONTENT_SECURITY_POLICY``, ``ADMIN_CONTENT_SECURITY_POLICY`` and ``PERMISSIONS_POLICY`` in settings.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        names: dict[str, Any] = settings.PERMISSIONS_POLICY
        self.permissions_policy = PermissionsPolicyMiddleware.compute_header_value(names, name="PERMISSIONS_POLICY")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the headers; a view's own policy and robots header stand."""
        path = request.path_info
        if getattr(request, "is_preview", False):
            # Wagtail draws a preview at the page's public address; the editor's panel frames it, and nobody else may.
            _set_policy(response, settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"frame-ancestors": [SELF]})
        elif is_admin_path(path):
            _set_policy(response, settings.ADMIN_CONTENT_SECURITY_POLICY)
        elif is_file_path(path):
            _set_policy(response, FILE_POLICY)
        elif _is_page(response) and furniture().settings.is_sample:
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        response.headers.setdefault("Permissions-Policy", self.permissions_policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)


class PathLocaleMiddleware(LocaleMiddleware):
    """The language is the one in the path, else the default: no cookie and no Accept-Language, so nothing varies by them."""

    def process_request(self, request: HttpRequest) -> None:
        """Activate the path's language."""
        language = get_language_from_path(request.path_info) or default_language()
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language() or language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language, unless the view named the text's own."""
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class IncompleteFormMiddleware:
    """A form that came without one of its fields, as when a connection breaks off, is the request's fault and not the server's: 400."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing is done on the way in or out."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer where Wagtail reads a field of the form that was not sent; every other exception goes on."""
        return bad_request(request) if isinstance(exception, MultiValueDictKeyError) else None


def _is_page(response: HttpResponseBase) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and isinstance(response, HttpResponse) and response.status_code == HttpResponse.status_code


def _set_policy(response: HttpResponseBase, directives: Any) -> None:
    if getattr(response, "_csp_config", None) is None:
        response._csp_config = directives  # type: ignore[attr-defined]  # how django-csp takes a policy for one response
