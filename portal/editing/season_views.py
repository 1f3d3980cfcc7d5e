"""The small form that copies last season's times into a new season."""

import datetime as dt
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from pydantic import ValidationError as NonsenseError
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.content.models import ScheduledMixin
from portal.content.told import ToldSchedule, tell
from portal.editing.seasons import add_season, latest_draft, suggested_season, with_season
from portal.isolation.queries import own_pages
from portal.localisation.languages import default_language


class SeasonForm(forms.Form):
    """First and last day. A browser's own date field: the quickest one on a phone."""

    start = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    end = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class NewSeasonView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """First and last day of the new season, with the dates they give; then the editor with the draft."""

    form_class = SeasonForm
    template_name = "editing/new_season.html"
    page_title = _("New season")
    header_icon = "calendar"

    @cached_property
    def page(self) -> Any:
        """The page, of the user's own ones; anybody else's, or one without times, is not found."""
        page = get_object_or_404(own_pages(self.request.user), pk=self.kwargs["page_id"])
        if not issubclass(page.specific_class, ScheduledMixin):
            raise Http404
        return page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Back to the page, with the reason, when somebody else holds it."""
        rights = self.page.permissions_for_user(request.user)
        if not rights.can_edit() or rights.page_locked():
            messages.warning(request, gettext("The page cannot be changed just now: it is locked or waits to be read."))
            return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def draft(self) -> Any:
        """The page as it was last saved."""
        return latest_draft(self.page)

    def get_initial(self) -> dict[str, Any]:
        """What follows the seasons there are."""
        start, end = suggested_season(self.draft, timezone.localdate())
        return {"start": start, "end": end}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """ "Show the dates" only shows; everything else adds the season."""
        if "show" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.is_valid()
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form: SeasonForm) -> HttpResponse:
        """Save the draft and open it."""
        try:
            add_season(self.page, form.cleaned_data["start"], form.cleaned_data["end"], by=self.request.user)
        except ValidationError as refused:
            for field, told in refused.error_dict.items() if hasattr(refused, "error_dict") else [(None, refused.error_list)]:
                form.add_error(field if field in form.fields else None, told)
            return self.form_invalid(form)
        messages.success(self.request, gettext("The new season is in the draft. Check it, then send or publish it."))
        return HttpResponseRedirect(reverse("wagtailadmin_pages:edit", args=[self.page.pk]))

    def get_page_subtitle(self) -> str:
        """Which page."""
        return str(self.draft.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """From the page to here."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [*self.breadcrumbs_items, {"url": edit, "label": self.draft.title}, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the page, and the dates of the season that is in the form."""
        context = super().get_context_data(**kwargs)
        return context | {"page": self.page, "told": self._told(context["form"])}

    def _told(self, form: SeasonForm) -> ToldSchedule | None:
        days = form.cleaned_data if form.is_bound else form.initial
        start, end = days.get("start"), days.get("end")
        if start is None or end is None:
            return None
        try:
            schedule = with_season(self.draft.schedule_value(default_language()), start, end)
        except NonsenseError:
            return None
        first = dt.datetime.combine(max(start, timezone.localdate()), dt.time(), timezone.get_current_timezone())
        return tell(schedule, max(first, timezone.localtime()), read_at=timezone.localtime())
