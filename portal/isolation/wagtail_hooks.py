"""Hooks: what choosers offer, what menus show, a second wall behind the guard. Wagtail's own views are classified here, too."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from portal.isolation import wagtail_doors as wagtail_doors
from portal.isolation.menus import keep_open_items
from portal.isolation.queries import closed_paths, is_regional, own_roots
from portal.isolation.rich_text import PublicPageLinkHandler


@hooks.register("construct_page_chooser_queryset")
def own_and_public(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Choosers offer own pages, and public ones under public pages."""
    if is_regional(request.user):
        return pages
    public = Q(live=True)
    for path in closed_paths():
        public &= ~Q(path__startswith=path)
    return pages.filter(_below_own(request.user) | public)


@hooks.register("construct_explorer_page_queryset")
def own_only(parent: Page, pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Lists of pages hold own pages and the way to them."""
    if is_regional(request.user):
        return pages
    above = {root[:length] for root in own_roots(request.user) for length in range(Page.steplen, len(root), Page.steplen)}
    return pages.filter(_below_own(request.user) | Q(path__in=above))


def _below_own(user: Any) -> Q:
    own = Q(pk__in=[])
    for root in own_roots(user):
        own |= Q(path__startswith=root)
    return own


# --- Menus -------------------------------------------------------------------------------------------------------
@hooks.register("construct_main_menu", order=1000)
@hooks.register("construct_reports_menu", order=1000)
@hooks.register("construct_settings_menu", order=1000)
@hooks.register("construct_help_menu", order=1000)
def only_open_doors(request: HttpRequest, items: list[Any]) -> None:
    """After all other hooks: what the guard denies is not shown."""
    keep_open_items(request.user, items)


# --- Second wall ---------------------------------------------------------------------------------------------------
@hooks.register("before_edit_page")
@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_publish_page")
@hooks.register("before_copy_page")
@hooks.register("before_convert_alias_page")
def own_page(request: HttpRequest, page: Page) -> None:
    """Whatever led here, the page is the user's own."""
    _require_own(request.user, page)


@hooks.register("before_move_page")
def own_page_to_own_place(request: HttpRequest, page: Page, destination: Page) -> None:
    """Pages move within what is the user's own."""
    _require_own(request.user, page, destination)


@hooks.register("before_create_page")
def own_parent(request: HttpRequest, parent: Page, page_class: Any) -> None:
    """Pages are made under the user's own."""
    _require_own(request.user, parent)


@hooks.register("before_bulk_action")
def own_pages_together(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    """Each of several pages is the user's own."""
    _require_own(request.user, *(one for one in objects if isinstance(one, Page)))


def _require_own(user: Any, *pages: Page) -> None:
    """:raises Http404: one is not."""
    if is_regional(user):
        return
    roots = tuple(own_roots(user))
    if not all(page.path.startswith(roots) for page in pages):
        raise Http404


# --- Running text ------------------------------------------------------------------------------------------------
@hooks.register("register_rich_text_features", order=1000)
def public_links(features: Any) -> None:
    """After Wagtail's own handler, so that this one stands."""
    features.register_link_type(PublicPageLinkHandler)
