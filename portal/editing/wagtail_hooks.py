"""The editor's day in the admin: the short form's helpers, a new season, my organisation's pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from portal.content.models import ScheduledMixin
from portal.content.notices import register_notice
from portal.desk.registry import DeskPanel, register_panel
from portal.editing.adding import PagesViewSet
from portal.editing.notices import quality_notice, state_notice, text_notice
from portal.editing.own_views import OwnPagesView, own_pages_panel
from portal.editing.schedule_views import schedule_told
from portal.editing.season_views import NewSeasonView
from portal.isolation.doors import Door, classify
from portal.members.queries import memberships_of

classify(Door.OPEN, "editing_schedule", "editing_own_pages")
classify(Door.OWN, "editing_new_season")

register_panel(DeskPanel("my-organisation", "editing/own_pages_panel.html", own_pages_panel, 15))
register_notice("state", state_notice, order=20)
register_notice("quality", quality_notice, order=30)
register_notice("text", text_notice, order=35)


@hooks.register("register_admin_urls")
def editing_urls() -> list[URLPattern]:
    """Addresses under ``/admin/editing/``."""
    return [
        path("editing/schedule/", schedule_told, name="editing_schedule"),
        path("editing/pages/", OwnPagesView.as_view(), name="editing_own_pages"),
        path("editing/seasons/<int:page_id>/", NewSeasonView.as_view(), name="editing_new_season"),
    ]


@hooks.register("insert_global_admin_css")
def editing_styles() -> str:
    """Large targets and one column on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/editing.css"))


@hooks.register("insert_global_admin_js")
def editing_script() -> str:
    """Keeps the told times in step with the form, and sends a form once."""
    scripts = ((static(f"admin/{name}.js"),) for name in ("editing", "sending"))
    return format_html_join("\n", '<script type="module" src="{}"></script>', scripts)


@hooks.register("register_admin_viewset")
def page_views() -> PagesViewSet:
    """Wagtail's own views of pages, but for adding one."""
    return PagesViewSet()


class OwnPagesItem(MenuItem):
    """For those who belong to an organisation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is anything to list."""
        return bool(memberships_of(request.user).exclude(organisation=None).exists())


@hooks.register("register_admin_menu_item")
def own_pages_item() -> MenuItem:
    """The first entry of the menu."""
    return OwnPagesItem(_("My organisation"), reverse("editing_own_pages"), name="my-organisation", icon_name="group", order=80)


@hooks.register("register_page_header_buttons")
def season_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "New season" in the menu of a page with times, for those who may edit it."""
    if page.pk and issubclass(page.specific_class, ScheduledMixin) and page.permissions_for_user(user).can_edit():
        yield Button(_("New season"), reverse("editing_new_season", args=[page.pk]), icon_name="calendar", priority=15)
