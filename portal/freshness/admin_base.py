"""What freshness's pages in the admin share."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.members.queries import is_coordinator

FRESHNESS = {"url": reverse_lazy("freshness_list"), "label": _("Freshness")}


class FreshnessAdminMixin(WagtailAdminTemplateMixin):
    """Home › Freshness › this page."""

    def get_breadcrumbs_items(self) -> list[Any]:
        """Where it stands; the list itself is Freshness."""
        here = {"url": "", "label": self.get_page_title()}
        above = [] if here["label"] == FRESHNESS["label"] else [FRESHNESS]
        return [*self.breadcrumbs_items, *above, here]


class CoordinatorMixin:
    """Views of coordinators only. The guard of the admin says the same; this stands also without it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else.

        :raises Http404: not a coordinator.
        """
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not is_coordinator(request.user):
            raise Http404
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # the view's
        return response
