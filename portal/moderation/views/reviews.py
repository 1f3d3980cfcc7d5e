"""The review: what would change, who sent it, and the decision."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import TaskState

from portal.members.access import CoordinatorMixin
from portal.moderation.differences import differences
from portal.moderation.services import ChangedError, DecidedError, OwnSubmissionError, approve, request_changes
from portal.moderation.submissions import Submission, needs_other_eyes, submission


class ReviewView(CoordinatorMixin, WagtailAdminTemplateMixin, View):
    """One submission."""

    template_name = "moderation/review.html"
    page_title = ""
    header_icon = "clipboard-list"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it. A submission that waits no more is told so on the list."""
        found = submission(pk)
        if found is None:
            return _gone(request, pk)
        return self.shown(found)

    def shown(self, found: Submission, *, refusal: str = "", reason: str = "", reason_error: str = "", status: int = 200) -> HttpResponse:
        """The page.

        :param refusal: why a decision was not made. :param reason: what was written for the editor, kept when it was not sent.
        """
        self.found = found
        context = self.get_context_data(refusal=refusal, reason=reason, reason_error=reason_error)
        return TemplateResponse(self.request, self.get_template_names(), context, status=status)

    def get_page_title(self) -> str:
        """What this is."""
        return _("Review")

    def get_page_subtitle(self) -> str:
        """The submitted title."""
        return self.found.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the list, this one."""
        here = [{"url": reverse("moderation_list"), "label": _("Waiting for approval")}, {"url": "", "label": self.get_page_title()}]
        return [*self.breadcrumbs_items, *here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        page, revision = self.found.page, self.found.revision
        submitted = revision.as_object()
        live = page.specific if page.live else None
        preview = reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision.pk])
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "submission": self.found,
            "parts": differences(live, submitted),
            "go_live_at": submitted.go_live_at,
            "expire_at": submitted.expire_at,
            "previews": [{"lang": mode, "label": label, "url": f"{preview}?mode={mode}"} for mode, label in submitted.preview_modes],
            "other_eyes": needs_other_eyes(self.found, self.request.user),
            "is_own": self.found.is_own_of(self.request.user),
        }


class ApproveView(CoordinatorMixin, View):
    """Publish what was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish it, or show why not, with the page as it is now (409 Conflict)."""
        try:
            page = approve(pk, by=request.user, shown=request.POST.get("shown", ""))
        except DecidedError:
            return _gone(request, pk)
        except (ChangedError, OwnSubmissionError) as refusal:
            return _again(request, pk, refusal=str(refusal), status=409)
        page.refresh_from_db()
        done = _("Approved: the page is public now.") if page.live else _("Approved: the page is published at its time.")
        messages.success(request, done)
        return redirect("moderation_list")


class RequestChangesView(CoordinatorMixin, View):
    """Send it back with a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it back, or ask for the reason (422)."""
        reason = request.POST.get("reason", "")
        try:
            request_changes(pk, by=request.user, reason=reason)
        except DecidedError:
            return _gone(request, pk)
        except ValidationError as error:
            return _again(request, pk, reason=reason, reason_error=" ".join(error.messages), status=422)
        messages.success(request, _("Sent back. The editor gets a notice and reads your reason on the page."))
        return redirect("moderation_list")


def _again(request: HttpRequest, pk: int, **told: Any) -> HttpResponse:
    found = submission(pk)
    if found is None:
        return _gone(request, pk)
    view = ReviewView()
    view.setup(request, pk=pk)
    return view.shown(found, **told)


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    """To the list, with the reason; a number that never was a submission is not found.

    :raises Http404: there is no such task.
    """
    if not TaskState.objects.filter(pk=pk).exists():
        raise Http404
    messages.warning(request, _("This does not wait any more: somebody has decided on it, or the editor has withdrawn it."))
    return redirect("moderation_list")
