"""An organisation answers whether it arranges an event together with others, and suggests changes to the event's owner."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.cohosting.queries import asked_by, asked_of, shared
from portal.cohosting.services import answer, suggest
from portal.content.models import CoHost, CoHostState
from portal.feedback.records import EditorsRecordsMixin

TITLE = gettext_lazy("Arranged together")


class SuggestionForm(forms.Form):
    """What should change."""

    text = forms.CharField(
        label=gettext_lazy("What should change?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("The organisation that keeps the page reads it and answers."),
    )


class CoHostingView(EditorsRecordsMixin, WagtailAdminTemplateMixin, TemplateView):
    """Who asks us, and what others have answered us. A fixed number of queries."""

    template_name = "cohosting/list.html"
    page_title = TITLE
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds both lists."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        return context | {"asked_of_us": shared(asked_of(user)), "asked_by_us": shared(asked_by(user))}


class OneCoHost(EditorsRecordsMixin):
    """A view of one row about a public page; others' rows answer 404."""

    model = CoHost

    def get_queryset(self) -> QuerySet[CoHost]:
        """Public pages only: an organisation does not learn what became of a page that was withdrawn."""
        found: QuerySet[CoHost] = super().get_queryset()
        return found.filter(pk__in=asked_of(self.request.user).values("pk")).select_related("page", "organisation")


class AnswerView(OneCoHost, DetailView[CoHost]):
    """Accepts or declines."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the answer; anything but the two words is refused."""
        row = self.get_object()
        states = {"accept": CoHostState.ACCEPTED, "decline": CoHostState.DECLINED}
        state = states.get(request.POST.get("answer", ""))
        if state is None:
            return HttpResponseBadRequest("answer: accept or decline", content_type="text/plain")
        if answer(row, state, by=request.user):
            accepted = _("Thank you. The event is now shown on your organisation's page, too.")
            messages.success(request, accepted if state is CoHostState.ACCEPTED else _("Declined. Your organisation is not named there."))
        else:
            messages.info(request, _("That was the answer already."))
        return HttpResponseRedirect(reverse("cohosting"))


class SuggestView(OneCoHost, WagtailAdminTemplateMixin, DetailView[CoHost]):
    """The form for a suggestion."""

    template_name = "cohosting/suggest.html"
    page_title = gettext_lazy("Suggest a change")
    header_icon = "comment"

    def get_queryset(self) -> QuerySet[CoHost]:
        """Not for those who declined."""
        open_or_accepted: QuerySet[CoHost] = super().get_queryset().exclude(state=CoHostState.DECLINED)
        return open_or_accepted

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › Arranged together › this page."""
        above = {"url": reverse_lazy("cohosting"), "label": TITLE}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": kwargs.get("form") or SuggestionForm()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it to the owner."""
        self.object = self.get_object()
        form = SuggestionForm(request.POST)
        if not form.is_valid():
            again: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=400)
            return again
        suggest(self.object, form.cleaned_data["text"])
        messages.success(request, _("Sent. You are told when it has been answered."))
        return HttpResponseRedirect(reverse("cohosting"))
