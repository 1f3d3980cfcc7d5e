"""From a search that found nothing to a new page: which kind, and under which page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.catalogue.sorting import sort_key
from portal.events.models import EventPage
from portal.groups.models import PeerGroupPage
from portal.guides.models import GuidePage
from portal.isolation.numbers import as_pk
from portal.materials.models import MaterialPage
from portal.members.access import CoordinatorMixin
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.services.models import ServicePage

KINDS: dict[str, tuple[type[Page], Any]] = {
    "service": (ServicePage, _("Service")),
    "group": (PeerGroupPage, _("Peer group")),
    "event": (EventPage, _("Event")),
    "place": (MeetingPlacePage, _("Meeting place")),
    "material": (MaterialPage, _("Material")),
    "guide": (GuidePage, _("Guide")),
    "organisation": (OrganisationPage, _("Organisation")),
}
_LONGEST_TERM = 200


class CreateView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    """Leads to the form of a new page; makes nothing itself."""

    template_name = "search/admin/create.html"
    page_title = _("Create content")
    header_icon = "plus-inverse"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › the report › this page."""
        report = {"url": reverse("searches_report"), "label": _("Searches that found nothing")}
        return [*super().get_breadcrumbs_items(), report, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On to the form when kind and place are known, else the question. What is not offered is asked again."""
        kind = request.GET.get("kind", "")
        parents = _parents(KINDS[kind][0], request.user) if kind in KINDS else []
        chosen = [parent for parent in parents if parent.pk == as_pk(request.GET.get("under", ""))]
        if len(parents) == 1:
            chosen = parents
        if chosen:
            return self._to_form(KINDS[kind][0], chosen[0])
        return self.render_to_response(self.get_context_data(kind=kind if kind in KINDS else "", parents=parents))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the kinds and the term."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = [(name, label) for name, (_model, label) in KINDS.items()]
        return context | {"kinds": kinds, "term": self.request.GET.get("term", "")[:_LONGEST_TERM]}

    def _to_form(self, model: type[Page], parent: Page) -> HttpResponse:
        return HttpResponseRedirect(reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk]))


def _parents(model: type[Page], user: Any) -> list[Page]:
    """Pages under which the user may add one, by title. A fixed number of queries for coordinators."""
    pages = Page.objects.type(*model.allowed_parent_page_models()).order_by("title")
    return sorted((page for page in pages if page.permissions_for_user(user).can_add_subpage()), key=lambda page: sort_key(page.title))
