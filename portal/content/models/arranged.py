"""Who provides, who receives, who arranges together. Co-hosts are a proposal of the page's owner until each has accepted."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.content.blocks.organisation import OrganisationsBlock, organisation_values
from portal.content.models.co_host import accepted_co_hosts


class ArrangedMixin(models.Model):
    """Organisations besides the one that maintains the page (its parent in the tree)."""

    providers = StreamField(OrganisationsBlock(required=False), verbose_name=_("providers"), blank=True)
    provider_note = models.CharField(_("provider in words"), max_length=250, blank=True, help_text=_("For example “every municipality”."))
    hosts = StreamField(OrganisationsBlock(required=False), verbose_name=_("hosts"), blank=True, help_text=_("Who receives the visitors."))
    co_hosts = StreamField(OrganisationsBlock(required=False), verbose_name=_("arranged together with"), blank=True)

    arranged_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("providers"), FieldPanel("provider_note"), FieldPanel("hosts"), FieldPanel("co_hosts")],
            heading=_("Who arranges"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds providers, hosts, and the co-hosts that have accepted or have no page here to answer with."""
        values: dict[str, Any] = super().listing_values(lang)  # type: ignore[misc]  # the mixin stands before ListingPage
        page: Any = self
        return values | {
            "providers": organisation_values(self.providers),
            "provider_note": page.text("provider_note", lang),
            "hosts": organisation_values(self.hosts),
            "co_hosts": organisation_values(self.co_hosts, among=accepted_co_hosts(page) if chosen_co_hosts(self) else frozenset()),
        }


def chosen_co_hosts(page: ArrangedMixin) -> frozenset[int]:
    """Primary keys of the organisations the page names as co-hosts, whether or not they have answered. No query."""
    return frozenset(raw["value"] for raw in page.co_hosts.raw_data if raw["type"] == "page" and raw["value"])
