"""The admin's front page: the desk instead of Wagtail's own panels."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks

from portal.desk.desk import Desk


@hooks.register("construct_homepage_panels", order=1000)
def only_the_desk(request: HttpRequest, panels: list[Any]) -> None:
    """Wagtail's panels and whatever packages add give way to the desk."""
    panels[:] = [Desk(request)]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list[Any]) -> None:
    """How many pages and pictures there are helps nobody."""
    items.clear()


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    """The portal's own look of the admin; styles of the desk and of the review."""
    sheets = ("admin/brand.css", "admin/desk.css")
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(sheet),) for sheet in sheets))
