"""The outbox for administrators: what waits, what has gone, what was given up; in the demo also what it said."""

from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import BaseListingView

from portal.audit.services import record
from portal.mail.delivery import retry
from portal.mail.models import OutgoingMail
from portal.mail.transport import text_of
from portal.operations.views.base import AdministratorsOnly

WAITING, SENT, GIVEN_UP = "waiting", "sent", "given_up"
STATES = {WAITING: gettext_lazy("Waiting"), SENT: gettext_lazy("Sent"), GIVEN_UP: gettext_lazy("Given up")}
CONDITIONS: dict[str, dict[str, Any]] = {
    WAITING: {"sent_at": None, "failed_at": None},
    SENT: {"sent_at__isnull": False},
    GIVEN_UP: {"sent_at": None, "failed_at__isnull": False},
}


def state_of(mail: OutgoingMail) -> str:
    """How far the mail has come: a word, and what went wrong last."""
    word = STATES[SENT if mail.sent_at else GIVEN_UP if mail.failed_at else WAITING]
    if not mail.last_error:
        return str(word)
    attempts = ngettext("%(count)s attempt", "%(count)s attempts", mail.attempts) % {"count": mail.attempts}
    return f"{word}: {attempts}, {mail.last_error}"


class MailFilters(WagtailFilterSet):
    """By state and by address."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=list(STATES.items()), method="by_state")
    to = django_filters.CharFilter(label=gettext_lazy("Recipient"), lookup_expr="icontains")

    class Meta:
        model = OutgoingMail
        fields = ["state", "to"]

    def by_state(self, mails: QuerySet[OutgoingMail], name: str, value: str) -> QuerySet[OutgoingMail]:
        """Mails in one state."""
        return mails.filter(**CONDITIONS[value])


class SubjectColumn(Column):
    """The subject; a link to the text where mails are kept as files."""

    cell_template_name = "mail/admin_subject_cell.html"


class RetryColumn(Column):
    """A button that tries a mail once more that was given up."""

    cell_template_name = "mail/admin_retry_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        """Adds the form's token."""
        return super().get_cell_context_data(instance, parent_context) | {"csrf_token": parent_context.get("csrf_token")}


class MailsView(AdministratorsOnly, BaseListingView):
    """All mails the outbox remembers, the newest first. A fixed number of queries."""

    model = OutgoingMail
    page_title = gettext_lazy("Mails")
    header_icon = "mail"
    paginate_by = 50
    default_ordering = ("-created_at", "-pk")
    filterset_class = MailFilters
    index_url_name = "mails"
    index_results_url_name = "mails_results"
    verbose_name_plural = gettext_lazy("mails")
    columns = [
        SubjectColumn("subject", label=gettext_lazy("Subject"), width="40%"),
        Column("to", label=gettext_lazy("Recipient")),
        DateColumn("created_at", label=gettext_lazy("Written")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        RetryColumn("retry", label=gettext_lazy("What to do"), accessor="pk"),
    ]

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        """Without the keys that remain of forgotten mails, and without any text."""
        return OutgoingMail.objects.exclude(to="").defer("body", "html")

    def get_table(self, object_list: Any) -> Any:
        """Marks what can be read and what can be tried again."""
        readable = settings.MAIL_TRANSPORT == "portal.mail.transport.FileTransport"
        for mail in object_list:
            mail.is_readable = readable and mail.sent_at is not None
            mail.is_given_up = mail.failed_at is not None and mail.sent_at is None
        return super().get_table(object_list)


class MailTextView(AdministratorsOnly, View):
    """What a mail said, where mails are files on this machine. A mail server's mails are not kept."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it, and log that it was read: its links are somebody's keys.

        :raises Http404: there is no such mail, or its text is not kept.
        """
        mail = get_object_or_404(OutgoingMail.objects.exclude(to=""), pk=pk)
        text = text_of(mail)
        if text is None:
            raise Http404
        record("mail.read", actor=request.user, subject_named=("mail.outgoingmail", str(mail.pk), mail.subject))
        context = {"mail": mail, "text": text, "page_title": mail.subject, "header_icon": "mail"}
        return render(request, "mail/admin_text.html", context)


class RetryMailView(AdministratorsOnly, View):
    """Tries a mail once more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it back into the outbox.

        :raises Http404: there is no such mail.
        """
        mail = get_object_or_404(OutgoingMail, pk=pk)
        if retry(mail):
            record("mail.retried", actor=request.user, subject_named=("mail.outgoingmail", str(mail.pk), mail.subject))
            messages.success(request, _("The mail waits to be sent again."))
        else:
            messages.warning(request, _("This mail was not given up: it has gone, or it is still tried."))
        return HttpResponseRedirect(reverse("mails"))
