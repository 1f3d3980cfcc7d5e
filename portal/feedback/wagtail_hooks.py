"""Messages about pages in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.feedback.desk import messages_panel
from portal.feedback.views.helpful import HelpfulView
from portal.feedback.views.messages import MessagesView, MessageView
from portal.isolation.doors import Door, classify

# Each shows and takes only what belongs to organisations the user edits.
classify(Door.OPEN, "feedback_messages", "feedback_messages_results", "feedback_message")
# Every organisation's; members see their own in "My organisation".
classify(Door.REGIONAL, "feedback_helpful")

register_panel(DeskPanel("messages", "feedback/messages_panel.html", messages_panel, 30))


@hooks.register("register_admin_urls")
def message_urls() -> list[URLPattern]:
    """Everything under /admin/messages/, and /admin/helpful/."""
    return [
        path("messages/", MessagesView.as_view(), name="feedback_messages"),
        path("messages/results/", MessagesView.as_view(results_only=True), name="feedback_messages_results"),
        path("helpful/", HelpfulView.as_view(), name="feedback_helpful"),
        path("messages/<int:pk>/", MessageView.as_view(), name="feedback_message"),
    ]


@hooks.register("register_admin_menu_item")
def messages_item() -> MenuItem:
    """For everybody: one's own organisations' messages."""
    return MenuItem(_("Messages"), reverse("feedback_messages"), name="messages", icon_name="comment", order=280)


@hooks.register("register_reports_menu_item")
def helpful_item() -> MenuItem:
    """Among the reports; menus show only what their door opens."""
    return MenuItem(_("Was this page helpful?"), reverse("feedback_helpful"), name="helpful", icon_name="thumbtack", order=840)
