"""Search in the admin: what was sought and not found."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify
from search.analytics.create_view import CreateView
from search.analytics.desk import gaps_panel
from search.analytics.invite_view import InviteView
from search.analytics.views import AsideView, ExportView, SearchesView

classify(Door.REGIONAL, "searches_report", "searches_export", "searches_hide", "searches_unhide", "searches_create", "searches_invite")

register_panel(DeskPanel("searches", "search/admin/panel.html", gaps_panel, order=50))


@hooks.register("register_admin_urls")
def searches_urls() -> list[URLPattern]:
    """Addresses under ``/admin/searches/``."""
    return [
        path("searches/", SearchesView.as_view(), name="searches_report"),
        path("searches/export/", ExportView.as_view(), name="searches_export"),
        path("searches/<int:pk>/create/", CreateView.as_view(), name="searches_create"),
        path("searches/<int:pk>/invite/", InviteView.as_view(), name="searches_invite"),
        path("searches/<int:pk>/hide/", AsideView.as_view(), name="searches_hide"),
        path("searches/<int:pk>/unhide/", AsideView.as_view(hide=False), name="searches_unhide"),
    ]


@hooks.register("register_reports_menu_item")
def searches_item() -> MenuItem:
    """Among the reports; menus show only what their door opens."""
    return MenuItem(_("Searches that found nothing"), reverse("searches_report"), name="searches", icon_name="search", order=850)
