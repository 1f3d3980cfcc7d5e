"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.furniture import furniture
from home.notices import notices_now


def site(request: HttpRequest) -> dict[str, Any]:
    """``furniture`` (navigation), ``site_settings`` and ``site_notices``, read only when a template asks."""
    here = SimpleLazyObject(furniture)  # read from the cache once a page
    return {
        "furniture": here,
        "site_settings": SimpleLazyObject(lambda: here.settings),
        "site_notices": SimpleLazyObject(lambda: notices_now(here.settings)),
        "SITE_URL": settings.SITE_URL,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
