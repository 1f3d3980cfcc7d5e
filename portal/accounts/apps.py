from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Register what listens: the beginning of sessions, changed addresses, and Django's checks."""
        from portal.accounts import checks, middleware, receivers  # noqa: F401
