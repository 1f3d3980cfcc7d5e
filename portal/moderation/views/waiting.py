"""The list of what waits, and approving several at once."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.isolation.numbers import as_pk
from portal.members.access import CoordinatorMixin
from portal.moderation.services import RefusedError, approve
from portal.moderation.submissions import Submission, submission, submissions, waiting_states

PER_PAGE = 50


class WaitingView(CoordinatorMixin, WagtailAdminTemplateMixin, View):
    """Everything that waits, oldest first, by organisation and kind."""

    template_name = "moderation/list.html"
    page_title = ""
    header_icon = "clipboard-list"
    http_method_names = ["get", "head"]

    def get_page_title(self) -> str:
        """Title of the list."""
        return _("Waiting for approval")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home and here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list; filters that make no sense are left out."""
        return TemplateResponse(request, self.get_template_names(), self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows; the same number of queries however many wait."""
        everything = submissions(waiting_states())
        organisation, kind = self.request.GET.get("organisation", ""), self.request.GET.get("kind", "")
        shown = [one for one in everything if _fits(one, organisation, kind)]
        page = Paginator(shown, PER_PAGE).get_page(self.request.GET.get("p"))
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "rows": page,
            "total": len(everything),
            "organisations": sorted(
                {(str(one.organisation.pk), one.organisation.title) for one in everything if one.organisation}, key=lambda pair: pair[1]
            ),
            "kinds": sorted({(one.kind, one.kind_name) for one in everything}, key=lambda pair: pair[1]),
            "chosen": {"organisation": organisation, "kind": kind},
            "has_bulk": any(one.is_bulk_kind and not one.is_own_of(self.request.user) for one in page),
        }


@dataclass(frozen=True)
class Outcome:
    """What became of one row."""

    title: str
    approved: bool
    why: str = ""
    review_url: str = ""


class BulkApproveView(CoordinatorMixin, WagtailAdminTemplateMixin, View):
    """Approve the ticked rows, each as it was shown; every row tells its outcome."""

    template_name = "moderation/outcome.html"
    header_icon = "clipboard-list"
    http_method_names = ["post"]

    def get_page_title(self) -> str:
        """Title of the result."""
        return _("Approved together")

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the list, here."""
        here = [{"url": reverse("moderation_list"), "label": _("Waiting for approval")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *here]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Approve each ticked row, which says ``<task state>:<what was shown>``."""
        outcomes = [self._approved(ticked) for ticked in request.POST.getlist("ticked")[:PER_PAGE]]
        return TemplateResponse(request, self.get_template_names(), self.get_context_data(outcomes=outcomes))

    def _approved(self, ticked: str) -> Outcome:
        number, _colon, shown = ticked.partition(":")
        pk = as_pk(number)
        found = None if pk is None else submission(pk)
        if found is None:
            return Outcome("", False, _("It does not wait any more."))
        address = reverse("moderation_review", args=[found.task_state.pk])
        if not found.is_bulk_kind:
            return Outcome(found.title, False, _("Pages of this kind are approved one by one."), address)
        try:
            approve(found.task_state.pk, by=self.request.user, shown=shown)
        except RefusedError as refusal:
            return Outcome(found.title, False, str(refusal), address)
        return Outcome(found.title, True)


def _fits(one: Submission, organisation: str, kind: str) -> bool:
    if organisation and (one.organisation is None or str(one.organisation.pk) != organisation):
        return False
    return not kind or one.kind == kind
