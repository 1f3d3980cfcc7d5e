"""The buttons under the editor's form, in our words. Wagtail's items are shared by all requests: they are replaced, never changed."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
)


class SendForApproval(SubmitForModerationMenuItem):
    """Sends the page to the coordinators, also when an earlier version is being restored."""

    label = _("Send for approval")

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Also on the page that restores a version, where Wagtail offers only a draft."""
        if context["view"] != "revisions_revert":
            return bool(super().is_shown(context))
        return bool(not context["locked_for_user"] and self.get_user_page_permissions_tester(context).can_submit_for_moderation())

    def get_context_data(self, parent_context: dict[str, Any]) -> Any:
        """Wagtail would name the workflow here."""
        return super().get_context_data(parent_context) | {"label": self.label}


class Withdraw(CancelWorkflowMenuItem):
    """Takes the own submission back, so that it can be edited."""

    label = _("Withdraw from approval")


class OpenReview(ActionMenuItem):
    """Leads a coordinator to the review, where the decision is made."""

    label = _("Open the review")
    name = "action-open-review"
    icon_name = "clipboard-list"

    def __init__(self, task_state_id: int) -> None:
        super().__init__(order=10)
        self.task_state_id = task_state_id

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Address of the review."""
        return reverse("moderation_review", args=[self.task_state_id])


def construct(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put ours in the place of Wagtail's; nothing publishes past an approval that is waited for."""
    page = context.get("page")
    state = page.current_workflow_task_state if page is not None and page.pk else None
    kept = [_ours(item) for item in items if not isinstance(item, RestartWorkflowMenuItem)]
    if state is not None:
        kept = [item for item in kept if not isinstance(item, PublishMenuItem)]
        if not context["locked_for_user"]:
            kept.append(OpenReview(state.pk))
    items[:] = kept
    sends = any(isinstance(item, SendForApproval) for item in items)
    if context["view"] == "revisions_revert" and not sends and (sending := SendForApproval(order=60)).is_shown(context):
        items.append(sending)


def _ours(item: Any) -> Any:
    if isinstance(item, SubmitForModerationMenuItem):
        return SendForApproval(order=item.order)
    if isinstance(item, CancelWorkflowMenuItem):
        return Withdraw(order=item.order)
    return item
