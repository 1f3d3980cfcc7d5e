"""The demo's settings, and a table of the same listings for Wagtail's own search to be compared with."""

from portal.settings.dev import *  # noqa: F403
from portal.settings.dev import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.wagtail_search"]
