"""Default-deny over the admin: who may pass which door, and with whose identifiers (docs/isolation.md)."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.defaults import page_not_found
from wagtail.models import Page

from portal.isolation.doors import Door, door_of
from portal.isolation.identifiers import ARGUMENTS, EXCEPTIONS, PARAMETERS, Identifier
from portal.isolation.ownership import Asked, NotOwn, check, collect, identifier_of_model
from portal.isolation.queries import is_regional, page_rights
from portal.localisation.addresses import is_admin_path

logger = logging.getLogger(__name__)

BULK = "wagtail_bulk_action"
UNUSED_BULK_ACTIONS = frozenset({"add_tags"})
"""Tags are one list for all organisations."""
BROWSE = "wagtailadmin_choose_page"
TAGS = frozenset({"wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"})
NOT_FOUND_TEMPLATE = "wagtailadmin/404.html"


class GuardMiddleware:
    """Stands before every view under the admin's address. What is refused looks like what does not exist.

    A signed-in user's request costs at most three queries more, of which Wagtail would make the first anyway.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """None lets the request through; anything else is the answer."""
        if not is_admin_path(request.path_info) or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        door = door_of(name)
        if door is None:
            logger.warning("%s is shut: nobody has classified it (portal.isolation.doors)", name)
        if door in (None, Door.CLOSED):
            return _not_found(request)
        user: Any = request.user
        if door is Door.OPEN or not user.is_authenticated:
            return None  # Wagtail asks the anonymous to log in.
        if user.is_superuser and user.is_active:
            return None
        if door is Door.ADMINISTRATOR or (door is Door.REGIONAL and not is_regional(user)):
            return _not_found(request)
        if is_regional(user):
            return None
        return self._own(request, name, kwargs)

    def _own(self, request: HttpRequest, name: str, kwargs: dict[str, Any]) -> HttpResponseBase | None:
        if name in TAGS:
            return JsonResponse([], safe=False)
        try:
            check(request.user, _asked(request, name, kwargs))
        except NotOwn:
            return _not_found(request)
        if name == BROWSE:
            _begin_at_home(request, kwargs)
        return None


def _asked(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> Asked:
    """Every identifier in the path, the query and the sent form.

    :raises NotOwn: everything of a kind is asked for, a model of which nothing is anybody's own, or tags.
    """
    if name == BULK and kwargs["action"] in UNUSED_BULK_ACTIONS:
        raise NotOwn
    named = _named(name, kwargs)
    if name == BULK and "all" in request.GET.getlist("id") and named is Identifier.PAGE and not request.GET.get("childOf"):
        raise NotOwn
    return collect((named if kind is Identifier.NAMED else kind, values) for kind, values in _identifiers(request, name, kwargs))


def _identifiers(request: HttpRequest, name: str, kwargs: dict[str, Any]) -> Iterator[tuple[Identifier, list[str]]]:
    exceptions = EXCEPTIONS.get(name, {})
    for argument, value in kwargs.items():
        kind = (ARGUMENTS | exceptions).get(argument)
        if kind not in (None, Identifier.SELF_CHECKED) and value is not None:
            yield kind, [str(value)]
    for parameter, kind in (PARAMETERS | exceptions).items():
        for values in (request.GET.getlist(parameter), request.POST.getlist(parameter)):
            if values:
                yield kind, [value for value in values if not (name == BULK and value == "all")]


def _named(name: str, kwargs: dict[str, Any]) -> Identifier:
    if Identifier.NAMED not in EXCEPTIONS.get(name, {}).values():
        return Identifier.NAMED
    return identifier_of_model(kwargs["app_label"], kwargs["model_name"])


def _begin_at_home(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Choosing begins at the home page, or at the user's only organisation.

    By itself Wagtail begins where all pages of the wanted type have their nearest common page, which may be another's draft.
    """
    roots = {right.page_id: right.page for right in page_rights(request.user)}
    pages = sorted(roots.values(), key=lambda page: page.depth)
    if not pages:
        return
    begins_at_own = len(roots) == 1 and "organisation" not in request.GET.get("page_type", "").lower()
    kwargs["parent_page_id"] = pages[0].pk if begins_at_own else _home_above(pages[0])


def _home_above(page: Any) -> int:
    home: int = Page.objects.values_list("pk", flat=True).get(path=page.path[: 2 * Page.steplen])
    return home


def _not_found(request: HttpRequest) -> HttpResponse:
    return page_not_found(request, Exception(), template_name=NOT_FOUND_TEMPLATE)
