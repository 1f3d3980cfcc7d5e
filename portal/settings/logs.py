"""What is logged: no query strings, no words of a search, no addresses (privacy; portal/operations/logs.py)."""

from typing import Any

DEFAULT_EXCEPTION_REPORTER = "portal.operations.logs.PrivateExceptionReporter"
LOGGING: dict[str, Any] = {
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
