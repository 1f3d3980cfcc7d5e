"""What every template knows of the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.models import SiteSettings
from home.notices import notices_now


def site(request: HttpRequest) -> dict[str, Any]:
    """``site_settings`` and ``site_notices``, read from the database only when a template asks (one query)."""
    site_settings = SimpleLazyObject(lambda: SiteSettings.load(request_or_site=request))
    return {
        "site_settings": site_settings,
        "site_notices": SimpleLazyObject(lambda: notices_now(site_settings)),
        "SITE_URL": settings.SITE_URL,
        "has_session": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
