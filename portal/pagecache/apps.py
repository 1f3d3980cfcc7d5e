from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    name = "portal.pagecache"
    label = "pagecache"
    verbose_name = _("Page cache")

    def ready(self) -> None:
        """Whatever changes what the public sees is noticed from now on."""
        import_module("portal.pagecache.receivers")
