"""From a search that found nothing to a new page: which kind, and under which page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.create import CreateView as PageCreateView
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
from search.analytics.queries import shown_term
from search.analytics.rows import title_of

KINDS: dict[str, tuple[type[Page], Any]] = {
    "service": (ServicePage, _("Service")),
    "group": (PeerGroupPage, _("Peer group")),
    "event": (EventPage, _("Event")),
    "place": (MeetingPlacePage, _("Meeting place")),
    "material": (MaterialPage, _("Material")),
    "guide": (GuidePage, _("Guide")),
    "organisation": (OrganisationPage, _("Organisation")),
}


class BegunPageView(PageCreateView):
    """Wagtail's form of a new page, its title begun. What is sent goes to Wagtail's own address."""

    title = ""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; nothing is made yet."""
        self.page.title = self.title
        response: HttpResponse = super().get(request)
        return response


class CreateView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    """Leads to the form of a new page; makes nothing itself. The address carries the term's key and no words."""

    template_name = "search/admin/create.html"
    page_title = _("Create content")
    header_icon = "plus-inverse"

    @cached_property
    def term_title(self) -> str:
        """The words, or a crisis concept's name.

        :raises Http404: there is no such term, or it is shown to nobody.
        """
        return title_of(shown_term(self.kwargs["pk"]))

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › the report › this page."""
        report = {"url": reverse("searches_report"), "label": _("Searches that found nothing")}
        return [*super().get_breadcrumbs_items(), report, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form when kind and place are known, else the question. What is not offered is asked again."""
        kind = request.GET.get("kind", "")
        parents = _parents(KINDS[kind][0], request.user) if kind in KINDS else []
        chosen = [parent for parent in parents if parent.pk == as_pk(request.GET.get("under", ""))]
        if len(parents) == 1:
            chosen = parents
        if chosen:
            return self._form(KINDS[kind][0], chosen[0])
        return self.render_to_response(self.get_context_data(kind=kind if kind in KINDS else "", parents=parents))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the kinds and the term."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = [(name, label) for name, (_model, label) in KINDS.items()]
        return context | {"kinds": kinds, "term": self.term_title}

    def _form(self, model: type[Page], parent: Page) -> HttpResponse:
        told = gettext("Families searched for “%(term)s” and did not find it. Their words begin the title; use them in the text, too.")
        messages.info(self.request, told % {"term": self.term_title})
        title = self.term_title[:1].upper() + self.term_title[1:]
        show = BegunPageView.as_view(title=title)
        form: HttpResponse = show(self.request, model._meta.app_label, model._meta.model_name, parent.pk)
        return form


def _parents(model: type[Page], user: Any) -> list[Page]:
    """Pages under which the user may add one, by title. A fixed number of queries for coordinators."""
    pages = Page.objects.type(*model.allowed_parent_page_models()).order_by("title")
    return sorted((page for page in pages if page.permissions_for_user(user).can_add_subpage()), key=lambda page: sort_key(page.title))
