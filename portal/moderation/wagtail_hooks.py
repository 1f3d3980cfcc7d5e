"""Moderation in the admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import WorkflowState

from portal.content.notices import register_notice
from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify
from portal.isolation.queries import is_regional
from portal.moderation.action_menu import construct
from portal.moderation.live import keep_public
from portal.moderation.locks import what_happens_next
from portal.moderation.overwriting import keep_what_others_read
from portal.moderation.panels import coverage_panel, own_submissions_panel, waiting_panel
from portal.moderation.previews import may_share
from portal.moderation.views.previews import PreviewLinksView, TakeBackView
from portal.moderation.views.reviews import ApproveView, RequestChangesView, ReviewView
from portal.moderation.views.waiting import BulkApproveView, WaitingView

classify(
    Door.REGIONAL, "moderation_list", "moderation_review", "moderation_approve", "moderation_request_changes", "moderation_bulk_approve"
)
classify(Door.OWN, "preview_links", "preview_link_take_back")

register_panel(DeskPanel("waiting", "moderation/waiting_panel.html", waiting_panel, 10))
register_panel(DeskPanel("my-submissions", "moderation/own_submissions_panel.html", own_submissions_panel, 20))
register_panel(DeskPanel("coverage", "moderation/coverage_panel.html", coverage_panel, 80))


@hooks.register("register_admin_urls")
def moderation_urls() -> list[URLPattern]:
    """The list, the review, the decisions, and links to drafts."""
    return [
        path("moderation/", WaitingView.as_view(), name="moderation_list"),
        path("moderation/approve/", BulkApproveView.as_view(), name="moderation_bulk_approve"),
        path("moderation/<int:pk>/", ReviewView.as_view(), name="moderation_review"),
        path("moderation/<int:pk>/approve/", ApproveView.as_view(), name="moderation_approve"),
        path("moderation/<int:pk>/request-changes/", RequestChangesView.as_view(), name="moderation_request_changes"),
        path("pages/<int:page_id>/preview-links/", PreviewLinksView.as_view(), name="preview_links"),
        path("pages/<int:page_id>/preview-links/<int:link_id>/take-back/", TakeBackView.as_view(), name="preview_link_take_back"),
    ]


class WaitingMenuItem(MenuItem):
    """For coordinators and administrators."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the list would let the user in."""
        return is_regional(request.user)


@hooks.register("register_admin_menu_item")
def waiting_menu_item() -> MenuItem:
    """The list in the side menu."""
    return WaitingMenuItem(_("Waiting for approval"), reverse("moderation_list"), name="moderation", icon_name="clipboard-list", order=90)


@hooks.register("construct_page_action_menu")
def action_menu(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Our words under the editor's form."""
    construct(items, request, context)


@hooks.register("before_edit_page")
def public_until_then(request: HttpRequest, page: Any) -> None:
    """Before anything is saved: what is public must stay so until the change is approved or its time comes."""
    if request.method == "POST":
        keep_public(page)
        keep_what_others_read(request, page)


@hooks.register("before_publish_page")
def nothing_past_an_approval(request: HttpRequest, page: Any) -> HttpResponse | None:
    """A page that waits is published by its review alone; what was written is saved as a draft by then."""
    state = page.current_workflow_task_state
    if state is None:
        return None
    messages.warning(request, gettext("Saved, but not published: the page waits for approval. Approve it here."))
    return redirect("moderation_review", state.pk)


@hooks.register("before_bulk_action")
def nothing_past_an_approval_in_bulk(request: HttpRequest, action_type: str, objects: Any, action_class: Any) -> HttpResponse | None:
    """The same for several pages at once."""
    if action_type != "publish" or not any(getattr(one, "workflow_in_progress", False) for one in objects):
        return None
    messages.warning(request, gettext("Nothing was published: some of these pages wait for approval. Decide on those first."))
    return redirect("moderation_list")


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_happens_next(request: HttpRequest, page: Any) -> None:
    """After sending: who reads it, how soon, what then."""
    # Asked anew: the page remembers the state it was opened in.
    if request.POST.get("action-submit") and page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS).exists():
        messages.info(request, what_happens_next())


@hooks.register("register_page_header_buttons")
def preview_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "Share a preview" in the menu of a page one may edit."""
    if page.pk and page.depth > 1 and may_share(user, page):
        yield Button(_("Share a preview"), reverse("preview_links", args=[page.pk]), icon_name="view", priority=64)


def returned(request: HttpRequest, page: Any) -> str:
    """Above the form of a page that was sent back: why, and what to do."""
    state = page.current_workflow_state if page.pk else None
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    return render_to_string("moderation/returned.html", {"task_state": state.current_task_state})


register_notice("returned", returned, order=10)
