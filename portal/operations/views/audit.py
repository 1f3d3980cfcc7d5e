"""The audit log for administrators: filters, pages, and an export that is itself logged."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from portal.audit.models import AuditEvent
from portal.isolation.numbers import PkChoice
from portal.operations.views.base import AdministratorsOnly
from portal.organisations.models import OrganisationPage


def _actions(request: HttpRequest | None = None) -> list[tuple[str, str]]:
    found = AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct()
    return [(action, action) for action in found]


def details(event: AuditEvent) -> str:
    """What else was logged, without what is empty."""
    return ", ".join(f"{name}: {value}" for name, value in event.data.items() if value not in ("", None, [], {}))


class _OrganisationField(PkChoice, django_filters.ModelChoiceFilter.field_class):
    pass


class _OrganisationFilter(django_filters.ModelChoiceFilter):
    field_class = _OrganisationField


class AuditFilters(WagtailFilterSet):
    """By deed, doer, organisation and days (Europe/Helsinki)."""

    action = django_filters.ChoiceFilter(label=_("What"), choices=_actions)
    actor_name = django_filters.CharFilter(label=_("Who (e-mail address)"), lookup_expr="icontains")
    subject = django_filters.CharFilter(label=_("To what"), lookup_expr="icontains")
    organisation_id = _OrganisationFilter(
        label=_("Organisation concerned"), queryset=OrganisationPage.objects.order_by("title"), method="by_organisation"
    )
    since = django_filters.DateFilter(label=_("From (day)"), field_name="at", lookup_expr="date__gte")
    until = django_filters.DateFilter(label=_("To (day)"), field_name="at", lookup_expr="date__lte")

    class Meta:
        model = AuditEvent
        fields = ["action", "actor_name", "subject", "organisation_id", "since", "until"]

    def by_organisation(self, events: QuerySet[AuditEvent], name: str, value: Any) -> QuerySet[AuditEvent]:
        """Deeds that concern one organisation."""
        return events.filter(organisation_id=value.pk)


class AuditView(AdministratorsOnly, ReportView):
    """Every logged deed, the newest first. A fixed number of queries."""

    model = AuditEvent
    page_title = _("Audit log")
    header_icon = "list-ul"
    paginate_by = 50
    default_ordering = ("-at", "-pk")
    filterset_class = AuditFilters
    index_url_name = "audit"
    index_results_url_name = "audit_results"
    verbose_name_plural = _("logged deeds")
    columns = [
        DateColumn("at", label=_("When")),
        Column("action", label=_("What")),
        Column("actor_name", label=_("Who")),
        Column("subject", label=_("To what")),
        Column("organisation_title", label=_("Organisation concerned")),
        Column("data", label=_("Details"), accessor=details),
    ]
    list_export = ["at", "action", "actor_name", "subject_type", "subject_id", "subject", "organisation_id", "data"]
    export_headings = {name: name for name in list_export}
    """Plain field names: the file is read by programs, too."""
    export_filename = "audit-log"

    def get_table(self, object_list: Any) -> Any:
        """The table of this page's deeds with the organisations' names; one that is gone is told by its number."""
        if self.is_export:
            return super().get_table([])
        ids = {event.organisation_id for event in object_list if event.organisation_id}
        names = dict(OrganisationPage.objects.filter(pk__in=ids).values_list("pk", "title"))
        for event in object_list:
            event.organisation_title = names.get(event.organisation_id, f"#{event.organisation_id}") if event.organisation_id else ""
        return super().get_table(object_list)
