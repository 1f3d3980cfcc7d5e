"""Development and the demo: this machine only, no https."""

from portal.settings.base import *  # noqa: F403
from portal.settings.base import ENV

DEBUG = ENV.DEBUG
WAGTAILADMIN_BASE_URL = ENV.SITE_URL
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
