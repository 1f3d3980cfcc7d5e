from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from home.furniture import forget
        from home.models import SectionPage, SiteSettings, StandardPage

        for model in (SiteSettings, SectionPage, StandardPage):
            post_save.connect(forget, sender=model, dispatch_uid=f"furniture-save-{model.__name__}")
            post_delete.connect(forget, sender=model, dispatch_uid=f"furniture-delete-{model.__name__}")
