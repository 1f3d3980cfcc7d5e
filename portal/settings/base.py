"""Settings shared by every environment; safe by default. Accounts, logs and search have a file each."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from portal.settings.accounts import *  # noqa: F403
from portal.settings.env import BASE_DIR, read
from portal.settings.logs import *  # noqa: F403
from portal.settings.search import *  # noqa: F403

ENV = read()

# --- Application ---------------------------------------------------------------------------------------------------
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEBUG = False
SECRET_KEY = ENV.SECRET_KEY
ALLOWED_HOSTS = list(ENV.ALLOWED_HOSTS)
SITE_URL = ENV.SITE_URL
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "portal.accounts",
    "portal.privacy",
    "portal.audit",
    "portal.mail",
    "portal.jobs",
    "portal.pagecache",
    "portal.finder",
    "portal.localisation",
    "portal.desk",
    "portal.isolation",
    "portal.media",
    "portal.regions",
    "portal.taxonomy",
    "portal.thesaurus",
    "portal.content",
    "portal.organisations",
    "portal.places",
    "portal.groups",
    "portal.services",
    "portal.events",
    "portal.guides",
    "portal.materials",
    "portal.members",
    "portal.catalogue",
    "portal.feedback",
    "portal.accessibility",
    "portal.usage",
    "portal.operations",
    "portal.moderation",
    "portal.editing",
    "portal.cohosting",
    "portal.freshness",
    "portal.translating",
    "portal.browse",
    "portal.newsletter",
    "portal.gallery",
    "portal.api",
    "portal.demo",
    "home",
    "search",
    "wagtail.api.v2",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "ninja",
    "lucide",
    "csp",
    "django_tasks",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.pagecache.compression.CompressionMiddleware",
    "portal.browse.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.accounts.middleware.SessionLimitsMiddleware",
    "portal.browse.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.members.middleware.CurrentRightsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.isolation.guard.GuardMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.browse.middleware.IncompleteFormMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site",
            ],
        },
    },
]

# --- Data ----------------------------------------------------------------------------------------------------------
DATA_DIR: Path = ENV.DATA_DIR
DATABASES = {"default": dict(dj_database_url.parse(ENV.DATABASE_URL))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL: readers never wait for the writer; immediate: two writers queue instead of failing on upgrade. Secure delete: what is
    # taken out of a row is overwritten, so that no copy of the file has a confidential address in its free pages.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.CACHE_URL}
    if ENV.CACHE_URL
    # Django's 300 entries would let one caller's attempts push out the counts of another's (limits on signing in and on forms).
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 50_000}}
}
FORM_SECONDS = ENV.FORM_SECONDS
NEWSLETTER_HOURLY, NEWSLETTER_DAILY = ENV.NEWSLETTER_HOURLY, ENV.NEWSLETTER_DAILY
PAGE_CACHE_BYTES = ENV.PAGE_CACHE_MEGABYTES * 1_000_000
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}}

# --- Languages and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
# The one place that says which languages there are; everything else follows (docs/languages.md).
_NAMES = {"fi": _("Finnish"), "sv": _("Swedish"), "en": _("English")}  # Django's own catalogues know the names of all others
LANGUAGES = [(code, _NAMES[code] if code in _NAMES else _(LANG_INFO[code]["name"])) for code in ENV.LANGUAGES]
LOCALE_PATHS = [*([ENV.LOCALE_DIR] if ENV.LOCALE_DIR else []), BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
# Language versions live on one page (docs/decisions/0006); Wagtail's locale trees stay off.
WAGTAIL_I18N_ENABLED = False

# --- Files ---------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.browse.staticfiles.ComponentStylesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
DEMO_ACCOUNTS_FILE = DATA_DIR / "demo-accounts.txt"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},  # private: originals and documents (docs/media.md)
    "renditions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "renditions", "base_url": MEDIA_URL},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LISTING_RENDERER = "portal.browse.detail.render_listing"
"""Draws a Listing as a public page; page types preview themselves through it without knowing the views."""
MODERATION_BULK_KINDS = ("events.eventpage", "groups.peergrouppage")
"""Page types of which a coordinator may approve several at once."""

# --- Views ---------------------------------------------------------------------------------------------------------
USAGE_FLUSH_SECONDS = 60
"""How long page loads are counted in memory before they are written; 0 = never by themselves (tests)."""

# --- Mail ----------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = ENV.DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"  # whoever sends, it is stored first; MAIL_TRANSPORT carries it out
EMAIL_TIMEOUT = 20
"""Seconds to wait for each answer of the mail server."""
MAIL_FOLDER = DATA_DIR / "outbox"
MAIL_AT_ONCE = not ENV.EMAIL_URL
"""Files are written right after the commit; a mail server is left to the job, so that no request waits for it."""
if ENV.EMAIL_URL:
    _mail = urlsplit(ENV.EMAIL_URL)
    MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL
else:
    MAIL_TRANSPORT = "portal.mail.transport.FileTransport"
SCHEDULER = ENV.SCHEDULER
SECURITY_CONTACT = ENV.SECURITY_CONTACT or f"mailto:{DEFAULT_FROM_EMAIL}"

# --- Wagtail -------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Perhekeskus"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]  # heic: telephones; stored as JPEG
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "odt", "xlsx", "ods", "pptx", "odp", "txt", "csv"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # always an attachment
WAGTAILDOCS_BLOCK_EMBEDDED_CONTENT = False  # our own policy for files is stricter (portal.browse.middleware.FILE_POLICY)
CLAMD_SOCKET = ENV.CLAMD_SOCKET
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # "ryhma", not "ryhm%C3%A4", in every address
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # an embed is a third-party request
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
# Passwords and addresses are the matter of portal.accounts.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # everybody edits in Finnish time; the full list holds names that browsers refuse
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
WAGTAILAPI_BASE_URL = SITE_URL
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_DOCS_ENABLED = False
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {"default": {"BACKEND": "portal.content.admin_search"}}
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # StreamField forms are long

# --- Security ------------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"  # previews are framed by the admin; CSP's frame-ancestors is stricter on public pages
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other origins; "no-referrer" would make browsers send "Origin: null" with our own forms, which CSRF protection refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's admin needs inline scripts and styles (security.md 7: measured); it is kept apart from public pages.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
    "frame-ancestors": [SELF],
}
# Pages with a map may fetch pictures from this address as well, and no other page may (portal.browse.map.panel.allow_tiles).
MAP_TILES_URL = ENV.MAP_TILES_URL
MAP_TILES_ATTRIBUTION = ENV.MAP_TILES_ATTRIBUTION
MAP_DIRECTIONS_URL = ENV.MAP_DIRECTIONS_URL
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "payment", "usb", "display-capture", "accelerometer", "gyroscope", "magnetometer")
} | {"geolocation": ["self"]}
