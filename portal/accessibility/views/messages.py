"""Messages about accessibility in the admin: what waits stands first, the earliest last day on top."""

from typing import Any

from django.contrib import messages as flash
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView, WagtailAdminTemplateMixin

from portal.accessibility.forms import AnswerForm
from portal.accessibility.models import AccessibilityMessage
from portal.accessibility.services import answer
from portal.members.access import CoordinatorMixin


def _state(message: AccessibilityMessage) -> str:
    if message.answered_at is not None:
        return _("Answered in time") if message.was_in_time else _("Answered late")
    if not message.text:
        return _("Never answered")
    return _("Overdue") if message.is_overdue else _("Waits")


def _words(message: AccessibilityMessage) -> str:
    return message.opening or _("(text removed)")


class MessagesView(CoordinatorMixin, BaseListingView):
    """Every message. A fixed number of queries."""

    model = AccessibilityMessage
    page_title = gettext_lazy("Messages about accessibility")
    header_icon = "glasses"
    paginate_by = 50
    index_url_name = "accessibility_messages"
    index_results_url_name = "accessibility_messages_results"
    verbose_name_plural = gettext_lazy("messages")
    columns = [
        TitleColumn("text", label=gettext_lazy("Message"), accessor=_words, url_name="accessibility_message", width="50%"),
        Column("state", label=gettext_lazy("State"), accessor=_state),
        DateColumn("created_at", label=gettext_lazy("Received")),
        Column("due_on", label=gettext_lazy("Answer by"), accessor=lambda message: f"{message.due_on:%-d.%-m.%Y}"),
    ]

    def get_base_queryset(self) -> QuerySet[AccessibilityMessage]:
        """Open ones first, by their last day; then the others, the latest on top."""
        found: QuerySet[AccessibilityMessage] = super().get_base_queryset()
        return found.order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")


class MessageView(CoordinatorMixin, WagtailAdminTemplateMixin, DetailView[AccessibilityMessage]):
    """One message and its answer."""

    queryset = AccessibilityMessage.objects.select_related("answered_by")
    context_object_name = "message"
    template_name = "accessibility/message.html"
    page_title = gettext_lazy("Message about accessibility")
    header_icon = "glasses"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › Messages › this one."""
        above = {"url": reverse_lazy("accessibility_messages"), "label": MessagesView.page_title}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"form": kwargs.get("form") or AnswerForm(), "state": _state(self.object)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer it, once."""
        self.object = self.get_object()
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=400)
        if answer(self.object, form.cleaned_data["answer"], by=request.user):
            flash.success(request, _("Your answer has been saved."))
            return HttpResponseRedirect(reverse("accessibility_messages"))
        flash.warning(request, _("Somebody else has answered meanwhile."))
        return HttpResponseRedirect(reverse("accessibility_message", args=[self.object.pk]))
