"""Freshness in the admin: addresses, menu, panels."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.freshness.admin_views import ConfirmView, FreshnessView, RestoreView
from portal.freshness.break_views import BreaksView
from portal.freshness.contact_views import AddContactView, ContactsView, RemoveContactView
from portal.freshness.panels import mine_due, stale
from portal.freshness.round_admin import AnswerRoundView, ExportView, OpenRoundView, RemindView, RoundsView, RoundView
from portal.isolation.doors import Door, classify

classify(Door.OPEN, "freshness_list", "freshness_confirm", "freshness_restore", "freshness_breaks", "freshness_round_answer")
classify(Door.OPEN, "freshness_contacts", "freshness_contact_add", "freshness_contact_remove")
classify(Door.REGIONAL, "freshness_rounds", "freshness_round", "freshness_round_open", "freshness_round_remind", "freshness_round_export")

register_panel(DeskPanel("freshness-due", "freshness/admin/panel_due.html", mine_due, order=30))
register_panel(DeskPanel("freshness-stale", "freshness/admin/panel_stale.html", stale, order=20))


@hooks.register("register_admin_urls")
def freshness_urls() -> list[URLPattern]:
    """Addresses under ``/admin/freshness/``."""
    return [
        path("freshness/", FreshnessView.as_view(), name="freshness_list"),
        path("freshness/confirm/", ConfirmView.as_view(), name="freshness_confirm"),
        path("freshness/restore/<int:step_id>/", RestoreView.as_view(), name="freshness_restore"),
        path("freshness/contacts/", ContactsView.as_view(), name="freshness_contacts"),
        path("freshness/contacts/add/", AddContactView.as_view(), name="freshness_contact_add"),
        path("freshness/contacts/<int:contact_id>/remove/", RemoveContactView.as_view(), name="freshness_contact_remove"),
        path("freshness/breaks/", BreaksView.as_view(), name="freshness_breaks"),
        path("freshness/rounds/", RoundsView.as_view(), name="freshness_rounds"),
        path("freshness/rounds/open/", OpenRoundView.as_view(), name="freshness_round_open"),
        path("freshness/rounds/<int:pk>/", RoundView.as_view(), name="freshness_round"),
        path("freshness/rounds/<int:pk>/remind/", RemindView.as_view(), name="freshness_round_remind"),
        path("freshness/rounds/<int:pk>/export/", ExportView.as_view(), name="freshness_round_export"),
        path("freshness/rounds/<int:pk>/answer/", AnswerRoundView.as_view(), name="freshness_round_answer"),
    ]


@hooks.register("register_admin_menu_item")
def freshness_item() -> MenuItem:
    """In the main menu, for everybody."""
    return MenuItem(_("Freshness"), reverse("freshness_list"), name="freshness", icon_name="check", order=250)


@hooks.register("insert_global_admin_css")
def freshness_styles() -> str:
    """One column on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/freshness.css"))
