"""The one workflow, on the home page and so on everything under it."""

from typing import Any

from django.db import connection, transaction
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from home.models import HomePage
from portal.members.provisioning import coordinators_group
from portal.moderation.models import FourEyesApprovalTask

WORKFLOW = "Approval"
TASK = "A coordinator approves"


def after_migrate(**kwargs: Any) -> None:
    """Receiver of ``post_migrate``, which is also sent when only some apps have been migrated."""
    tables = set(connection.introspection.table_names())
    if {model._meta.db_table for model in (HomePage, FourEyesApprovalTask)} <= tables:
        ensure_workflow()


@transaction.atomic
def ensure_workflow() -> Workflow | None:
    """Make what is missing: the task, the workflow, its place on the home page; switch off Wagtail's default workflow.

    Can be called at any time. None when there is no home page yet.
    """
    home = HomePage.objects.order_by("path").first()
    if home is None:
        return None
    task = FourEyesApprovalTask.objects.first() or FourEyesApprovalTask.objects.create(name=TASK)
    task.groups.add(coordinators_group())
    step = WorkflowTask.objects.filter(task=task).select_related("workflow").first()
    if step is None:
        step = WorkflowTask.objects.create(workflow=Workflow.objects.create(name=WORKFLOW), task=task)
    workflow: Workflow = step.workflow
    WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    for stock in Workflow.objects.filter(active=True, workflow_pages__page__depth=1).exclude(pk=workflow.pk):
        stock.deactivate()
    return workflow
