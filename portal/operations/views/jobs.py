"""The heartbeat for coordinators: every periodic job, when it last ran, what is wrong in words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.jobs.heartbeat import job_states
from portal.members.access import CoordinatorMixin


class JobsView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    """All jobs in one table. One query."""

    template_name = "jobs/admin_list.html"
    page_title = _("Periodic jobs")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the jobs as they are now."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"states": job_states(timezone.now())}
