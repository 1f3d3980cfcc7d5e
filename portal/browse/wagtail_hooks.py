"""In the admin: freezing an edition of a guide for print. It stands here because it reads the catalogue, above the page types."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from portal.browse.edition_views import FreezeEditionView
from portal.guides.models import GuidePage
from portal.isolation.doors import Door, classify

classify(Door.REGIONAL, "guide_editions")


@hooks.register("register_admin_urls")
def edition_urls() -> list[URLPattern]:
    """The form that freezes an edition, and the list of those there are."""
    return [path("guides/<int:guide_id>/editions/", FreezeEditionView.as_view(), name="guide_editions")]


@hooks.register("register_log_actions")
def edition_log(actions: Any) -> None:
    """Freezing stands in the page's history."""
    actions.register_action("guides.freeze_edition", _("Freeze an edition"), _("Edition frozen for print"))


@hooks.register("register_page_header_buttons")
def edition_button(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """ "Editions" in a guide's menu, for those who may publish it."""
    if isinstance(page.specific_deferred, GuidePage) and page.permissions_for_user(user).can_publish():
        yield Button(_("Editions for print"), reverse("guide_editions", args=[page.pk]), icon_name="snippet", priority=66)
