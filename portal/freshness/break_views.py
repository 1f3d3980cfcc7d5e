"""In the admin: "closed on these days" for all schedules of an organisation, in two steps."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from dateutil.relativedelta import relativedelta
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.models import Page

from portal.freshness.admin_base import FreshnessAdminMixin
from portal.freshness.breaks import Break, apply, pages_with_times, plan, suggestions
from portal.freshness.handing import Handed
from portal.freshness.round_forms import DayInput
from portal.isolation.queries import own_pages
from portal.members.queries import organisations_of
from portal.members.records import OwnRecordsMixin
from portal.organisations.models import OrganisationPage

LONGEST = relativedelta(months=4)
"""A longer break has a mistyped year, or is the end of a season."""


class BreakForm(forms.Form):
    """The days, why, and which pages."""

    start = forms.DateField(label=_("First day"), widget=DayInput())
    end = forms.DateField(label=_("Last day"), widget=DayInput())
    note = forms.CharField(label=_("Why"), max_length=150, required=False, help_text=_("For example “Christmas break”. Families see it."))

    def __init__(self, *args: Any, pages: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(page.pk), page.title) for page in pages]
        self.fields["pages"] = forms.MultipleChoiceField(
            label=_("Pages"), choices=choices, initial=[pk for pk, _title in choices], widget=forms.CheckboxSelectMultiple
        )

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, over, or far too many."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end:
            if end < start:
                self.add_error("end", _("The break ends before it begins."))
            elif end < timezone.localdate():
                self.add_error("end", _("These days are over already. Check the year."))
            elif end > start + LONGEST:
                self.add_error("end", _("A break is at most four months long. Check the years."))
        return cleaned


class BreaksView(OwnRecordsMixin, FreshnessAdminMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """First which times drop out, page by page; then, with a second button, it is done."""

    form_class = BreakForm
    template_name = "freshness/admin/breaks.html"
    page_title = _("Holidays and breaks")
    header_icon = "calendar"

    @cached_property
    def organisations(self) -> list[OrganisationPage]:
        """Organisations whose pages the user may close."""
        return list(organisations_of(self.request.user).only("pk", "title", "path", "depth").order_by("title"))

    @cached_property
    def organisation(self) -> OrganisationPage | None:
        """The chosen one; the first of the own ones unless another is asked for."""
        asked = self.request.POST.get("organisation") or self.request.GET.get("organisation") or ""
        return next((one for one in self.organisations if str(one.pk) == asked), self.organisations[0] if self.organisations else None)

    @cached_property
    def pages(self) -> list[Any]:
        """The organisation's public pages with times, of those that the user may edit."""
        if self.organisation is None:
            return []
        return pages_with_times(own_pages(self.request.user) & Page.objects.descendant_of(self.organisation))

    def get_form_kwargs(self) -> dict[str, Any]:
        """The pages to choose from."""
        return super().get_form_kwargs() | {"pages": self.pages}

    def get_initial(self) -> dict[str, Any]:
        """What a suggestion's link says."""
        return {name: self.request.GET.get(name, "") for name in ("start", "end", "note")}

    def form_valid(self, form: BreakForm) -> HttpResponse:
        """Show what it would do, or do it."""
        wanted = Break(form.cleaned_data["start"], form.cleaned_data["end"], form.cleaned_data["note"])
        chosen = [page for page in self.pages if str(page.pk) in form.cleaned_data["pages"]]
        planned = [plan(page, wanted, self.request.user, timezone.now()) for page in chosen]
        if "apply" not in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, planned=planned, wanted=wanted))
        done = [apply(one, wanted, self.request.user) for one in planned if one.will_change]
        self._tell(self.request, done, [one for one in planned if one.reason])
        chosen_organisation = self.request.POST.get("organisation", "")
        return HttpResponseRedirect(f"{reverse('freshness_breaks')}?{urlencode({'organisation': chosen_organisation})}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds organisations and suggestions."""
        context = {"organisations": self.organisations, "organisation": self.organisation, "has_pages": bool(self.pages)}
        return super().get_context_data(**kwargs) | context | {"suggestions": suggestions(timezone.localdate())}

    def _tell(self, request: HttpRequest, done: list[Handed | None], left: list[Any]) -> None:
        public, sent = done.count(Handed.PUBLISHED), done.count(Handed.SUBMITTED)
        if public:
            text = ngettext("%(count)d page shows the break now.", "%(count)d pages show the break now.", public)
            messages.success(request, text % {"count": public})
        if sent:
            text = ngettext("The break of %(count)d page waits for approval.", "The breaks of %(count)d pages wait for approval.", sent)
            messages.success(request, text % {"count": sent})
        if not public and not sent and not left:
            messages.success(request, gettext("Nothing to do: the pages are closed on these days already."))
        for one in left:
            messages.warning(request, gettext("“%(title)s” was left as it is. %(why)s") % {"title": one.page.title, "why": one.reason})
