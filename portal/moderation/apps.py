from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "portal.moderation"
    label = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from portal.moderation import comments, receivers
        from portal.moderation.setup import after_migrate

        receivers.connect()
        comments.connect()
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="moderation-workflow")
