"""Messages about accessibility in the admin: coordinators only. The statement is under Settings."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accessibility.desk import accessibility_panel
from portal.accessibility.views.messages import MessagesView, MessageView
from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify

classify(Door.REGIONAL, "accessibility_messages", "accessibility_messages_results", "accessibility_message")

# Before everything else: the law counts the days.
register_panel(DeskPanel("accessibility", "accessibility/panel.html", accessibility_panel, 5))


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """Everything under /admin/accessibility/."""
    return [
        path("accessibility/", MessagesView.as_view(), name="accessibility_messages"),
        path("accessibility/results/", MessagesView.as_view(results_only=True), name="accessibility_messages_results"),
        path("accessibility/<int:pk>/", MessageView.as_view(), name="accessibility_message"),
    ]


@hooks.register("register_reports_menu_item")
def messages_item() -> MenuItem:
    """Among the reports; menus show only what their door opens."""
    return MenuItem(
        _("Messages about accessibility"), reverse("accessibility_messages"), name="accessibility", icon_name="glasses", order=800
    )
