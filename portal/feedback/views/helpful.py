"""What readers answered to "was this page helpful", of every listing; for coordinators."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.catalogue.models import CatalogueEntry
from portal.feedback.helpful import WEEKS, Helpful, first_week
from portal.feedback.models import HelpfulWeek
from portal.members.access import CoordinatorMixin

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A listing and its answers; empty addresses when it is not public any more."""

    title: str
    url: str
    edit_url: str
    helpful: Helpful


class HelpfulView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    """The last three months: most "no" first. Three queries besides the admin's own."""

    template_name = "feedback/helpful_report.html"
    page_title = _("Was this page helpful?")
    header_icon = "thumbtack"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the rows of the page asked for."""
        counted = HelpfulWeek.objects.filter(week__gte=first_week(timezone.localdate())).values("listing_id")
        summed = counted.annotate(of_yes=Sum("yes"), of_no=Sum("no")).order_by("-of_no", "-of_yes", "listing_id")
        page = Paginator(summed, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"rows": _rows(page), "page_obj": page, "weeks": WEEKS}


def _rows(page: Page[Any]) -> list[Row]:
    ids = [one["listing_id"] for one in page]
    entries: dict[UUID, CatalogueEntry] = {
        entry.listing_id: entry
        for entry in CatalogueEntry.objects.filter(listing_id__in=ids, is_primary=True, removed=False).only(
            "listing_id", "title", "path", "page_id"
        )
    }
    return [_row(entries.get(one["listing_id"]), Helpful(one["of_yes"], one["of_no"])) for one in page]


def _row(entry: CatalogueEntry | None, helpful: Helpful) -> Row:
    if entry is None:
        return Row("", "", "", helpful)
    return Row(entry.title, entry.path, reverse("wagtailadmin_pages:edit", args=[entry.page_id]), helpful)
