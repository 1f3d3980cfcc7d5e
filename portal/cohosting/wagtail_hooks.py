"""Shared events in the admin."""

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.cohosting.desk import cohosting_panel
from portal.cohosting.views.answers import TITLE, AnswerView, CoHostingView, SuggestView
from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify

# Each shows and takes only what belongs to organisations the user edits.
classify(Door.OPEN, "cohosting", "cohosting_answer", "cohosting_suggest")

register_panel(DeskPanel("cohosting", "cohosting/panel.html", cohosting_panel, 35))


@hooks.register("register_admin_urls")
def cohosting_urls() -> list[URLPattern]:
    """Everything under /admin/cohosting/."""
    return [
        path("cohosting/", CoHostingView.as_view(), name="cohosting"),
        path("cohosting/<int:pk>/answer/", AnswerView.as_view(), name="cohosting_answer"),
        path("cohosting/<int:pk>/suggest/", SuggestView.as_view(), name="cohosting_suggest"),
    ]


@hooks.register("register_admin_menu_item")
def cohosting_item() -> MenuItem:
    """For everybody: one's own organisations' shared events."""
    return MenuItem(TITLE, reverse("cohosting"), name="cohosting", icon_name="group", order=285)
