"""The situation finder: three short questions, then what helps near the reader. Each step is an address; nothing is stored."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from home.models.pages import TextPage
from portal.content.panels import tabs
from portal.finder.blocks import SituationsBlock
from portal.finder.steps import MOST_STEPS, finder
from portal.pagecache.kept import keep
from portal.regions.entrances import SectionKind


class FinderPage(TextPage):
    """Its title is the first question. It belongs to the section it stands under; directly under home, to families."""

    situations = StreamField(SituationsBlock(), verbose_name=_("situations"), blank=True)

    template = "pages/finder.html"
    page_description = _("Three short questions that lead to help: what is your situation?")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(first=[TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("situations")], is_listing=False)

    class Meta:
        verbose_name = _("situation finder")
        verbose_name_plural = _("situation finders")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The answers given so far are the rest of the address; whether they exist is seen when the step is drawn.

        :raises Http404: more answers than questions, or a page that is not public.
        """
        if not self.live or len(path_components) > MOST_STEPS:
            raise Http404
        return RouteResult(self, kwargs={"given": tuple(path_components)})

    def serve(self, request: HttpRequest, *args: Any, given: tuple[str, ...] = (), **kwargs: Any) -> Any:
        """Draw a question, or what helps.

        :raises Http404: an answer that is not, or no longer, among those offered.
        """
        response = super().serve(request, *args, given=given, **kwargs).render()
        if response.context_data["sensitive"]:
            response.headers["Cache-Control"] = "no-store"
        keep(request, response)
        return response

    def get_context(self, request: HttpRequest, *args: Any, given: tuple[str, ...] = (), **kwargs: Any) -> dict[str, Any]:
        """Adds ``step``: a question or the suggestions."""
        section = getattr(self.get_parent().specific, "section_kind", "")
        step = finder(self, given, section=section or SectionKind.FAMILIES)
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        # An address that tells a situation tells as much as the pages it leads to.
        sensitive = step.sensitive or section == SectionKind.YOUTH
        return context | {"step": step, "given": given, "section": section, "sensitive": sensitive, "noindex": bool(given)}
