"""The editor's day in the admin: the short form's helpers, a new season, my organisation's pages."""

from collections.abc import Iterator
from typing import Any

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from portal.content.models import ScheduledMixin
from portal.editing.schedule_views import schedule_told
from portal.editing.season_views import NewSeasonView
from portal.isolation.doors import Door, classify

classify(Door.OPEN, "editing_schedule", "editing_new_season")


@hooks.register("register_admin_urls")
def editing_urls() -> list[URLPattern]:
    """Addresses under ``/admin/editing/``."""
    return [
        path("editing/schedule/", schedule_told, name="editing_schedule"),
        path("editing/seasons/<int:page_id>/", NewSeasonView.as_view(), name="editing_new_season"),
    ]


@hooks.register("insert_global_admin_css")
def editing_styles() -> str:
    """Large targets and one column on a phone."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/editing.css"))


@hooks.register("insert_global_admin_js")
def editing_script() -> str:
    """Keeps the told times in step with the form."""
    return format_html('<script type="module" src="{}"></script>', static("admin/editing.js"))


@hooks.register("register_page_header_buttons")
def season_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "New season" in the menu of a page with times, for those who may edit it."""
    if page.pk and issubclass(page.specific_class, ScheduledMixin) and page.permissions_for_user(user).can_edit():
        yield Button(_("New season"), reverse("editing_new_season", args=[page.pk]), icon_name="calendar", priority=15)
