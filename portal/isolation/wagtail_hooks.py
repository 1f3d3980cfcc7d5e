"""Wagtail's own views are classified when its hooks are read, as each app classifies its own."""

from portal.isolation import wagtail_doors as wagtail_doors
