"""Mails, jobs and the audit log in the admin."""

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify
from portal.operations.desk import machinery_panel
from portal.operations.views.audit import AuditView
from portal.operations.views.jobs import JobsView
from portal.operations.views.mails import MailsView, MailTextView, RetryMailView

classify(Door.ADMINISTRATOR, "mails", "mails_results", "mail_text", "mail_retry", "audit", "audit_results")
classify(Door.REGIONAL, "jobs")

register_panel(DeskPanel("machinery", "operations/machinery_panel.html", machinery_panel, 5))


@hooks.register("register_admin_urls")
def operations_urls() -> list[URLPattern]:
    """Staff pages of the machinery."""
    return [
        path("mail/", MailsView.as_view(), name="mails"),
        path("mail/results/", MailsView.as_view(results_only=True), name="mails_results"),
        path("mail/<int:pk>/", MailTextView.as_view(), name="mail_text"),
        path("mail/<int:pk>/retry/", RetryMailView.as_view(), name="mail_retry"),
        path("jobs/", JobsView.as_view(), name="jobs"),
        path("audit/", AuditView.as_view(), name="audit"),
        path("audit/results/", AuditView.as_view(results_only=True), name="audit_results"),
    ]


@hooks.register("register_reports_menu_item")
def mails_item() -> MenuItem:
    """Mails; menus show only what their door opens."""
    return MenuItem(_("Mails"), reverse("mails"), name="mails", icon_name="mail", order=900)


@hooks.register("register_reports_menu_item")
def jobs_item() -> MenuItem:
    """Periodic jobs."""
    return MenuItem(_("Periodic jobs"), reverse("jobs"), name="jobs", icon_name="history", order=910)


@hooks.register("register_reports_menu_item")
def audit_item() -> MenuItem:
    """The audit log."""
    return MenuItem(_("Audit log"), reverse("audit"), name="audit", icon_name="list-ul", order=920)
