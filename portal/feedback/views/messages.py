"""Messages about pages: the list, open ones first, and one message with its answer."""

from typing import Any

from django import forms
from django.contrib import messages as flash
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from portal.feedback.models import Message
from portal.feedback.records import EditorsRecordsMixin
from portal.feedback.services import answer, begin
from portal.members.queries import EDITING_ROLES, is_coordinator, memberships_of


class AnswerForm(forms.Form):
    """What was done."""

    answer = forms.CharField(
        label=gettext_lazy("Your answer"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("What was done, or why nothing was. The sender reads it."),
    )


class MessagesView(EditorsRecordsMixin, BaseListingView):
    """Messages about the user's pages; what is still open stands first, the oldest on top. A fixed number of queries."""

    model = Message
    page_title = gettext_lazy("Messages about pages")
    header_icon = "comment"
    paginate_by = 50
    index_url_name = "feedback_messages"
    index_results_url_name = "feedback_messages_results"
    verbose_name_plural = gettext_lazy("messages")
    columns = [
        TitleColumn("page", label=gettext_lazy("Page"), accessor="page.title", url_name="feedback_message", width="45%"),
        Column("kind", label=gettext_lazy("About"), accessor="get_kind_display"),
        Column("state", label=gettext_lazy("State"), accessor="state_label"),
        DateColumn("created_at", label=gettext_lazy("Received")),
        DateColumn("answered_at", label=gettext_lazy("Answered")),
    ]

    def get_base_queryset(self) -> QuerySet[Message]:
        """With what a row shows."""
        found: QuerySet[Message] = super().get_base_queryset()
        return found.select_related("page", "sender_organisation").order_by(F("answered_at").desc(nulls_first=True), "created_at")


class MessageView(EditorsRecordsMixin, WagtailAdminTemplateMixin, DetailView[Message]):
    """One message. Who looks after the page answers it; who sent it sees the answer."""

    model = Message
    other_organisation_field = "sender_organisation"
    template_name = "feedback/message.html"
    page_title = gettext_lazy("Message about a page")
    header_icon = "comment"

    def get_queryset(self) -> QuerySet[Message]:
        """With what the page shows."""
        found: QuerySet[Message] = super().get_queryset()
        return found.select_related("page", "sender_organisation", "organisation", "answered_by")

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › Messages › this message."""
        above = {"url": reverse_lazy("feedback_messages"), "label": MessagesView.page_title}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.object.page.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form where the user may answer."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs.get("form") or AnswerForm()
        return context | {"message": self.object, "form": form, "may_answer": self._may_answer()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer it, once; or say that it is being mended.

        :raises Http404: the message is not for the user to answer.
        """
        self.object = self.get_object()
        if not self._may_answer():
            raise Http404
        if "begin" in request.POST:
            begin(self.object)
            return HttpResponseRedirect(reverse("feedback_message", args=[self.object.pk]))
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        if answer(self.object, form.cleaned_data["answer"], by=request.user):
            flash.success(request, _("Your answer has been saved."))
            return HttpResponseRedirect(reverse("feedback_messages"))
        flash.warning(request, _("Somebody else has answered meanwhile."))
        return HttpResponseRedirect(reverse("feedback_message", args=[self.object.pk]))

    def _may_answer(self) -> bool:
        user: Any = self.request.user
        own = memberships_of(user).filter(role__in=EDITING_ROLES, organisation=self.object.organisation_id)
        return is_coordinator(user) or (self.object.organisation_id is not None and own.exists())
