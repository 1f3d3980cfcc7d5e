"""Settings shared by every environment; safe by default."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.settings.env import BASE_DIR, read

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
    "portal.audit",
    "portal.mail",
    "portal.jobs",
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
    "portal.usage",
    "portal.operations",
    "portal.moderation",
    "portal.editing",
    "portal.cohosting",
    "portal.freshness",
    "portal.browse",
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
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
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
    # WAL: readers never wait for the writer; immediate: two writers queue instead of failing on upgrade.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.CACHE_URL}
    if ENV.CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}}

# --- Accounts ------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_AGE = 60 * 60
"""Seconds without the user, after which the session ends (``portal.accounts.middleware``)."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.browse.errors.csrf_failure"

ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth takes from here that there is a password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are verified by the invitation that was sent to them
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # on to the second factor, without typing the new password again
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 (a class)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.LoginForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.SetPasswordForm",
    "reset_password": "portal.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.ResetPasswordKeyForm",
}
# Wrong passwords and codes are counted by SIGN_IN_LIMITS. "login_failed" is left with the second factor's codes, where allauth would
# count by account ("key"): by address instead, since nobody's account may be locked from elsewhere.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "100/d/ip", "reset_password": "10/h/ip", "reauthenticate": "10/m/user"}
SIGN_IN_LIMITS = {"attempt": "5/15m/key,20/15m/ip", "mail": "3/h/key"}
"""allauth's notation. ``attempt``: failures at one account, and at all, from one address; ``mail``: password mails to one mailbox."""
ALLAUTH_TRUSTED_PROXY_COUNT = 0
MFA_ADAPTER = "portal.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # one step either way: a clock that is off, or slow fingers (RFC 6238, 5.2)
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "portal.accounts.forms.ActivateAppForm",
    "login_webauthn": "portal.accounts.forms.LoginPasskeyForm",
    "authenticate_webauthn": "portal.accounts.forms.AuthenticatePasskeyForm",
    "reauthenticate_webauthn": "portal.accounts.forms.ReauthenticatePasskeyForm",
    "add_webauthn": "portal.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "portal.accounts.forms.EditPasskeyForm",
}
SOCIALACCOUNT_ADAPTER = "portal.accounts.social.EmployerAdapter"
# Starting is a link: a form's redirect to the provider would need its address in the Content Security Policy's form-action.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": ENV.oidc_apps()}}
INVITATION_MATCHER = "portal.members.invitations.accept_for_email"
"""Accepts an open invitation to a verified e-mail address; accounts stand below members and do not know them."""

# --- Languages and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
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

# --- Search --------------------------------------------------------------------------------------------------------
SEARCH_INDEX_DIR = DATA_DIR / "search"
ELASTICSEARCH_URL = ENV.ELASTICSEARCH_URL
ELASTICSEARCH_API_KEY = ENV.ELASTICSEARCH_API_KEY
ELASTICSEARCH_CA = ENV.ELASTICSEARCH_CA
ELASTICSEARCH_INDEX = ENV.ELASTICSEARCH_INDEX
ELASTICSEARCH_TIMEOUT = ENV.ELASTICSEARCH_TIMEOUT
ELASTICSEARCH_RETRIES = ENV.ELASTICSEARCH_RETRIES
DEMO_ACCOUNTS_FILE = DATA_DIR / "demo-accounts.txt"

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
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
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
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "microphone", "payment", "usb", "display-capture", "accelerometer", "gyroscope", "magnetometer")
} | {"geolocation": ["self"]}

# --- Logging: no query strings, no words of a search, no addresses (privacy; portal/operations/logs.py) --------------
DEFAULT_EXCEPTION_REPORTER = "portal.operations.logs.PrivateExceptionReporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "without_queries": {"()": "portal.operations.logs.WithoutQueries"},
        "require_debug_false": {"()": "django.utils.log.RequireDebugFalse"},
    },
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_queries"]},
        "mail_admins": {
            "class": "django.utils.log.AdminEmailHandler",
            "level": "ERROR",
            "filters": ["require_debug_false", "without_queries"],
        },
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Django's own handlers are replaced: what they write has gone through the filter, too.
        "django": {"handlers": ["mail_admins"], "level": "INFO"},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        # At DEBUG these write whole queries, whatever the root's level is.
        **{name: {"level": "INFO"} for name in ("django.db.backends", "django.template")},
        **{name: {"level": "WARNING"} for name in ("elasticsearch", "urllib3")},
        # A node that is down would fill the log with traces; what fails because of it is logged by whoever asked.
        "elastic_transport": {"level": "ERROR"},
        # One line per task run and page save is noise; what fails is logged by the task backend itself.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}
