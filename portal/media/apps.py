from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "portal.media"
    label = "media"
    verbose_name = _("Media")

    def ready(self) -> None:
        """Connect the receivers, register the system check."""
        from portal.media import receivers, system  # noqa: F401 (connect by being imported)
