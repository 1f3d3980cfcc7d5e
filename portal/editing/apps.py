from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditingConfig(AppConfig):
    name = "portal.editing"
    label = "editing"
    verbose_name = _("Editing")

    def ready(self) -> None:
        """New pages are filled from the first request on."""
        import_module("portal.editing.defaults")
