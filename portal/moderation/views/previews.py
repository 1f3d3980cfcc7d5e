"""Sharing a draft by a link (in the admin), and reading a shared one (in public)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from portal.localisation.languages import current_language, default_language
from portal.mail.services import absolute_url
from portal.members.records import OwnRecordsMixin
from portal.moderation.models import LINK_DAYS, PreviewLink
from portal.moderation.preview_files import with_own_addresses
from portal.moderation.previews import may_share, share, take_back, works


class PreviewLinksView(WagtailAdminTemplateMixin, View):
    """The links of one page: those that work, and a button for a new one."""

    template_name = "moderation/preview_links.html"
    header_icon = "view"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer 404 to who may not edit the page.

        :raises Http404: there is no such page, or it is not the user's.
        """
        self.page: Any = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_share(request.user, self.page):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Title."""
        return _("Share a preview")

    def get_page_subtitle(self) -> str:
        """The page's title as its editors know it."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The page and here."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [*self.breadcrumbs_items, {"url": edit, "label": self.get_page_subtitle()}, {"url": "", "label": self.get_page_title()}]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """The links."""
        return TemplateResponse(request, self.get_template_names(), self.get_context_data())

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        """A new link."""
        share(self.page, by=request.user)
        messages.success(request, _("The link is ready. Send it to whom you want to show the draft."))
        return redirect("preview_links", page_id)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Links that have not run out."""
        links = PreviewLink.objects.open().filter(page=self.page).select_related("made_by")
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "page": self.page,
            "days": LINK_DAYS,
            "links": [{"link": link, "address": absolute_url(shared_address(link))} for link in links],
        }


class TakeBackView(OwnRecordsMixin, View):
    """Stop a link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, page_id: int, link_id: int) -> HttpResponse:
        """Stop it.

        :raises Http404: the page has no such link, or it is not the user's to edit.
        """
        link = get_object_or_404(self._own(PreviewLink.objects.select_related("page", "organisation")), pk=link_id, page_id=page_id)
        if not may_share(request.user, link.page.specific_deferred):
            raise Http404
        take_back(link, by=request.user)
        messages.success(request, _("The link does not work any more."))
        return redirect("preview_links", page_id)


def shared_address(link: PreviewLink) -> str:
    """Path of the link, in the portal's own language."""
    with translation.override(default_language()):
        return reverse("shared_preview", args=[link.token])


@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    """The latest draft of the page, with a banner that says so; 410 when the link has run out, was taken back, or its maker's rights ended.

    :raises Http404: not a token of ours.
    """
    link = PreviewLink.from_token(token)
    if link is None:
        raise Http404
    if works(link):
        draft = link.page.specific.get_latest_revision_as_object()
        request.is_preview = True  # type: ignore[attr-defined]  # as Wagtail marks its own previews
        request.preview_until = link.expires_at  # type: ignore[attr-defined]  # base.html shows the banner by it
        languages = [mode for mode, _label in draft.preview_modes]
        lang = current_language()
        response: HttpResponse = draft.serve_preview(request, lang if lang in languages else default_language())
        if isinstance(response, TemplateResponse):
            response.render()
        response.content = with_own_addresses(response.content.decode(), link).encode()
    else:
        response = render(request, "moderation/preview_gone.html", status=410)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
