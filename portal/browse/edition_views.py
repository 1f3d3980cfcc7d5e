"""The admin's form for frozen editions."""

from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log

from portal.browse.editions import freeze_edition
from portal.guides.models import GuideEdition, GuidePage


class EditionForm(forms.Form):
    """Label, date and language of an edition."""

    label = forms.CharField(label=_("Edition"), max_length=100, help_text=_("For example “Autumn 2026”."))
    date = forms.DateField(label=_("Date"), widget=AdminDateInput, initial=timezone.localdate)

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        self.fields["lang"] = forms.ChoiceField(label=_("Language"), choices=[(code, names[code]) for code in languages])


class FreezeEditionView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """Keep what the guide says now as an edition; earlier editions are listed with their prints."""

    form_class = EditionForm
    template_name = "browse/admin/editions.html"
    page_title = _("Editions for print")
    header_icon = "snippet"

    @cached_property
    def guide(self) -> GuidePage:
        """The published guide."""
        return get_object_or_404(GuidePage, id=self.kwargs["guide_id"], live=True)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who may publish the guide.

        :raises PermissionDenied: for anybody else.
        """
        if not self.guide.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The languages the guide has."""
        return super().get_form_kwargs() | {"languages": self.guide.listing_languages()}

    def form_valid(self, form: EditionForm) -> Any:
        """Freeze, and stay on the list."""
        edition = freeze_edition(self.guide, form.cleaned_data["label"], form.cleaned_data["date"], form.cleaned_data["lang"])
        log(self.guide, "guides.freeze_edition", user=self.request.user, data={"label": edition.label})
        messages.success(self.request, gettext("Edition “%(label)s” is frozen.") % {"label": edition.label})
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """The same list."""
        return reverse("guide_editions", args=[self.guide.pk])

    def get_page_subtitle(self) -> str:
        """Which guide."""
        return str(self.guide.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the editions there are, each with the address of its print."""
        editions = [(edition, _print_path(edition)) for edition in self.guide.editions.all()]
        return super().get_context_data(**kwargs) | {"guide": self.guide, "editions": editions}


def _print_path(edition: GuideEdition) -> str:
    with translation.override(edition.lang):
        return reverse("browse:edition_print", args=[edition.pk])
