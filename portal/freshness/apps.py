from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FreshnessConfig(AppConfig):
    name = "portal.freshness"
    label = "freshness"
    verbose_name = _("Freshness")

    def ready(self) -> None:
        """Listen to what is published."""
        from portal.freshness import receivers  # noqa: F401
