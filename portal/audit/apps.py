from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = _("Audit log")

    def ready(self) -> None:
        from wagtail.models import ModelLogEntry

        from portal.audit.exports import patch_wagtail
        from portal.audit.guard import guard_after_migration
        from portal.audit.mirror import on_model_log_entry

        post_migrate.connect(guard_after_migration, sender=self)
        post_save.connect(on_model_log_entry, sender=ModelLogEntry)
        patch_wagtail()
