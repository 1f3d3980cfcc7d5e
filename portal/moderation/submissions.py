"""What waits for a coordinator: one submission is one page's task in progress, with what would be published if it were approved now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.text import capfirst
from wagtail.models import Page, Revision, TaskState, WorkflowState

from portal.members.queries import coordinators
from portal.moderation.models import FourEyesApprovalTask
from portal.organisations.models import OrganisationPage

ORGANISATION_PATH = 3 * Page.steplen
"""Length of an organisation's tree path: organisations stand right under the home page, at depth 3."""


@dataclass(frozen=True)
class Submission:
    """One page that waits."""

    task_state: TaskState
    page: Page
    """As it is stored: the live one, or what was first saved when it was never published."""
    revision: Revision
    """What would be published: the latest one. A coordinator may have mended what was sent. ``content`` may be deferred."""
    organisation: OrganisationPage | None
    """Who maintains it; None for the region's own pages."""

    @property
    def shown(self) -> str:
        """Names what is shown, to be sent back with the decision. An editor's autosave may fill a revision anew under its old
        number, but never at the same moment."""
        return f"{self.revision.pk}-{self.revision.created_at.timestamp():.6f}"

    @property
    def title(self) -> str:
        """The title as submitted. It may be a draft's: for coordinators on the screen only."""
        return str(self.revision.object_str)

    @property
    def kind(self) -> str:
        """Label of the page type in lower case, e.g. ``events.eventpage``."""
        content_type: ContentType = self.page.cached_content_type
        return f"{content_type.app_label}.{content_type.model}"

    @property
    def kind_name(self) -> str:
        """The page type in words."""
        return kind_name(self.page)

    @property
    def is_new(self) -> bool:
        """Whether nothing of it is public yet."""
        return not self.page.live

    @property
    def submitter(self) -> Any:
        """Who sent it last; None when the account is gone."""
        return self.task_state.revision.user or self.task_state.workflow_state.requested_by

    @property
    def mended_by(self) -> Any:
        """Who has changed it since it was sent, or None."""
        return self.revision.user if self.revision.pk != self.task_state.revision_id else None

    @property
    def is_bulk_kind(self) -> bool:
        """Whether several of its kind may be approved at once (``MODERATION_BULK_KINDS``)."""
        return self.kind in settings.MODERATION_BULK_KINDS

    def is_own_of(self, user: Any) -> bool:
        """Whether the user sent it, or wrote what would be published."""
        return user.pk in {self.task_state.revision.user_id, self.task_state.workflow_state.requested_by_id, self.revision.user_id}


def kind_name(page: Page) -> str:
    """A page's type in words, with a capital."""
    specific = page.specific_class
    return str(capfirst((specific or Page)._meta.verbose_name))


def needs_other_eyes(submission: Submission, user: Any) -> bool:
    """Whether somebody else must decide: it is the user's own, and another coordinator is there. At most one query."""
    return submission.is_own_of(user) and coordinators().exclude(pk=user.pk).exists()


def waiting_states() -> QuerySet[TaskState]:
    """Tasks in progress, oldest first."""
    tasks = FourEyesApprovalTask.objects.filter(active=True)
    states: QuerySet[TaskState] = TaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__status=WorkflowState.STATUS_IN_PROGRESS, task__in=tasks.values("pk")
    )
    related = ("workflow_state__requested_by", "revision__user", "task")
    return states.select_related(*related).defer("revision__content").order_by("started_at", "pk")


def submissions(states: Iterable[TaskState]) -> list[Submission]:
    """Submissions of these tasks, in their order; pages that are gone are left out. Three queries, however many they are."""
    states = list(states)
    pages = {
        page.pk: page
        for page in Page.objects.filter(pk__in=[int(state.workflow_state.object_id) for state in states])
        .select_related("latest_revision__user")
        .defer("latest_revision__content")
    }
    organisations = organisations_by_path(pages.values())
    return [
        Submission(state, page, page.latest_revision, organisations.get(page.path[:ORGANISATION_PATH]))
        for state in states
        if (page := pages.get(int(state.workflow_state.object_id))) is not None and page.latest_revision is not None
    ]


def organisations_by_path(pages: Iterable[Page]) -> dict[str, OrganisationPage]:
    """The organisations that maintain these pages, by tree path. One query."""
    paths = {page.path[:ORGANISATION_PATH] for page in pages}
    return {organisation.path: organisation for organisation in OrganisationPage.objects.filter(path__in=paths).only("pk", "path", "title")}


def submission(pk: int) -> Submission | None:
    """One submission that still waits, or None."""
    found = submissions(waiting_states().filter(pk=pk))
    return found[0] if found else None
