"""The thesaurus: what families call things, and what that means here. Edited by the coordinator, exchanged as SKOS."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ThesaurusConfig(AppConfig):
    name = "portal.thesaurus"
    label = "thesaurus"
    verbose_name = _("Search thesaurus")

    def ready(self) -> None:
        from portal.thesaurus import receivers  # noqa: F401 (connects signals once models are loaded)
