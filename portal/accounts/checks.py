"""What ``manage.py check --deploy`` says of signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

OWN_MEMORY = ("LocMemCache", "DummyCache")


@register(Tags.security, deploy=True)
def shared_cache(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The count of wrong passwords and of used codes must be one for all processes."""
    if not settings.CACHES["default"]["BACKEND"].endswith(OWN_MEMORY):
        return []
    return [
        Warning(
            "Each process counts wrong passwords for itself, so the limits are as many times looser as there are processes.",
            hint="Set CACHE_URL to a cache that all processes share.",
            id="accounts.W001",
        )
    ]


@register(Tags.security, deploy=True)
def known_proxies(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy everybody would have the proxy's address, and one person's mistakes would lock out all."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    return [
        Warning(
            "A proxy stands in front, but its word on who calls is not believed: all callers share one address.",
            hint="Set TRUSTED_PROXIES to the number of proxies.",
            id="accounts.W002",
        )
    ]
