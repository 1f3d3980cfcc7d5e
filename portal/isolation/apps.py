from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IsolationConfig(AppConfig):
    name = "portal.isolation"
    label = "isolation"
    verbose_name = _("Isolation")

    def ready(self) -> None:
        """Wagtail's models must be there before they are patched."""
        from portal.isolation import patches

        patches.apply()
