"""Translations in the admin: addresses, menu, panel."""

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify
from portal.translating import po, xliff
from portal.translating.panels import outdated_panel
from portal.translating.views import ExportView, TextsView

FORMATS = (po.PO, xliff.XLIFF)
"""Registered by being imported."""

classify(Door.OPEN, "translating_texts", "translating_export")

register_panel(DeskPanel("translating-outdated", "translating/outdated_panel.html", outdated_panel, order=40))


@hooks.register("register_admin_urls")
def translating_urls() -> list[URLPattern]:
    """Addresses under ``/admin/texts/``."""
    return [
        path("texts/", TextsView.as_view(), name="translating_texts"),
        path("texts/export/", ExportView.as_view(), name="translating_export"),
    ]


@hooks.register("register_admin_menu_item")
def translating_item() -> MenuItem:
    """In the main menu, for everybody."""
    return MenuItem(_("Translations"), reverse("translating_texts"), name="translations", icon_name="globe", order=260)


@hooks.register("insert_global_admin_css")
def translating_styles() -> str:
    """Language tabs: both texts side by side, on a phone one above the other."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/languages.css"))
