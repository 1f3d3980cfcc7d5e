from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidesConfig(AppConfig):
    name = "portal.guides"
    label = "guides"
    verbose_name = _("Guides")

    def ready(self) -> None:
        """Connect the receiver."""
        from portal.guides import hidden_places  # noqa: F401 (its decorator connects it)
