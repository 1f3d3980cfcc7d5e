"""The component gallery among the reports of the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.gallery.views import GalleryView, ShownView, TokensView
from portal.isolation.doors import Door, classify

classify(Door.REGIONAL, "gallery", "gallery_shown", "gallery_tokens")


@hooks.register("register_admin_urls")
def gallery_urls() -> list[URLPattern]:
    """The frame, what is in it, and its colours."""
    return [
        path("gallery/", GalleryView.as_view(), name="gallery"),
        path("gallery/shown/", ShownView.as_view(), name="gallery_shown"),
        path("gallery/tokens-<slug:colours>.css", TokensView.as_view(), name="gallery_tokens"),
    ]


@hooks.register("register_reports_menu_item")
def gallery_item() -> MenuItem:
    """Menus show only what their door opens."""
    return MenuItem(_("Component gallery"), reverse("gallery"), name="gallery", icon_name="image", order=930)
