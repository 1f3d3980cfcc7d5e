from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsageConfig(AppConfig):
    name = "portal.usage"
    label = "usage"
    verbose_name = _("Page views")

    def ready(self) -> None:
        """What is counted in this process is written before it ends."""
        import_module("portal.usage.counter").writer.write_at_exit()
