"""What freshness's pages in the admin share."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

FRESHNESS = {"url": reverse_lazy("freshness_list"), "label": _("Freshness")}


class FreshnessAdminMixin(WagtailAdminTemplateMixin):
    """Home › Freshness › this page."""

    def get_breadcrumbs_items(self) -> list[Any]:
        """Where it stands; the list itself is Freshness."""
        here = {"url": "", "label": self.get_page_title()}
        above = [] if here["label"] == FRESHNESS["label"] else [FRESHNESS]
        return [*self.breadcrumbs_items, *above, here]
