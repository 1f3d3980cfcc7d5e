"""Production: refuses to start with a default secret, DEBUG, wildcard hosts or an address without https."""

from django.core.exceptions import ImproperlyConfigured

from portal.settings.base import *  # noqa: F403
from portal.settings.env import DEVELOPMENT_SECRET, read

ENV = read(required=("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "DEFAULT_FROM_EMAIL"))

_faults = [
    message
    for wrong, message in (
        (ENV.SECRET_KEY == DEVELOPMENT_SECRET or len(set(ENV.SECRET_KEY)) < 8, "SECRET_KEY: is a default or too simple"),
        (ENV.DEBUG, "DEBUG: must be off in production"),
        (any("*" in host or host.startswith(".") for host in ENV.ALLOWED_HOSTS), "ALLOWED_HOSTS: names a wildcard; list each host"),
        (not ENV.SITE_URL.startswith("https://"), "SITE_URL: must start with https://"),
    )
    if wrong
]
if _faults:
    raise ImproperlyConfigured("Production does not start like this:\n  " + "\n  ".join(_faults))

SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.TRUSTED_PROXIES
SECURE_HSTS_SECONDS = ENV.SECURE_HSTS_SECONDS
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# DENY would stop the admin from framing its own previews; public pages are held by frame-ancestors 'none' (base).
SILENCED_SYSTEM_CHECKS = ["security.W019"]
