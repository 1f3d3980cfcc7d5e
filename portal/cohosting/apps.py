from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoHostingConfig(AppConfig):
    name = "portal.cohosting"
    label = "cohosting"
    verbose_name = _("Shared events")

    def ready(self) -> None:
        from portal.cohosting import receivers  # noqa: F401 (connects signals once models are loaded)
