"""Two organisations that must not learn of each other. Everything of B that is not public carries a canary.

The crawl, the write fuzz and the cases of docs/isolation.md all live in this world: ``two_organisations()``.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from portal.members.models import Role
from portal.members.provisioning import coordinators_group, space_of
from portal.organisations.models import OrganisationPage
from tests import factories

CANARY = "kanarialintu"
"""What must never be seen outside B: in titles, slugs, texts, names, addresses, file names, comments. Lower case, also for slugs."""


@dataclass(frozen=True)
class Side:
    """One organisation with its people, pages and files."""

    organisation: OrganisationPage
    """Live, with changes to the title that nobody has approved."""
    editor: Any
    trusted: Any
    contact: Any
    """Contact of ``place``."""
    collection: Any
    image: Any
    document: Any
    place: Any
    """Live."""
    live: Any
    """A live group under the place, unchanged."""
    draft: Any
    """An event that was never published."""
    scheduled: Any
    """An event approved to be published in a week."""
    changed: Any
    """A live group whose latest draft has another title."""
    submitted: Any
    """An event that waits for approval, with a comment and a language version."""
    workflow_state: WorkflowState
    task_state: TaskState
    comment: Comment

    @property
    def pages(self) -> list[Page]:
        """All its pages, in the order of the tree."""
        return list(Page.objects.descendant_of(self.organisation, inclusive=True).order_by("path"))

    @property
    def people(self) -> list[Any]:
        """Its members."""
        return [self.editor, self.trusted, self.contact]


@dataclass(frozen=True)
class World:
    """What the tests live in."""

    home: Any
    a: Side
    b: Side
    coordinator: Any
    administrator: Any
    canary: str = field(default=CANARY)


def two_organisations() -> World:
    """A home page, a coordinator, an administrator, and the organisations A and B with the same things each.

    What is public of B (its name, its place, its live group, the changed group's live title) carries no canary.
    """
    home = factories.home()
    coordinator = factories.coordinator(email="koordinaattori@example.org", first_name="Koordinaattori")
    administrator = factories.administrator(email="yllapito@example.org", first_name="Ylläpito")
    _moderation(home)
    a = _side("Aallotar", mark="oma")
    b = _side("Bertta", mark=CANARY)
    return World(home, a, b, coordinator, administrator)


def _moderation(home: Page) -> None:
    """Coordinators approve, unless the portal has already set that up."""
    if home.get_workflow() is not None:
        return
    workflow = Workflow.objects.create(name="Tarkistus")
    task = GroupApprovalTask.objects.create(name="Koordinaattori")
    task.groups.add(coordinators_group())
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=home)


def _side(name: str, *, mark: str) -> Side:
    organisation = factories.organisation(name, summary="Julkinen esittely.")
    people = {
        role: factories.member(
            role, organisation, email=f"{mark}-{role.value}@example.org", first_name=mark.capitalize(), last_name=role.value
        )
        for role in (Role.EDITOR, Role.TRUSTED_EDITOR)
    }
    editor = people[Role.EDITOR]
    collection = space_of(organisation).collection
    collection.name = f"{mark} kokoelma"
    collection.save()
    image = get_image_model().objects.create(
        title=f"{mark} kuva",
        file=get_test_image_file(filename=f"{mark}-kuva.png", size=(32, 32)),
        alt_text=f"{mark} kuvassa",
        credit=f"{mark} kuvaaja",
        collection=collection,
        uploaded_by_user=editor,
    )
    document = get_document_model().objects.create(
        title=f"{mark} asiakirja",
        file=ContentFile(b"Salaista.", name=f"{mark}-asiakirja.txt"),
        collection=collection,
        uploaded_by_user=editor,
    )
    place = factories.place(f"{name}n kohtaamispaikka", organisation, owner=editor)
    contact = factories.member(
        Role.PLACE_CONTACT, organisation, places=[place], email=f"{mark}-contact@example.org", first_name=mark.capitalize()
    )
    live = factories.group(f"{name}n ryhmä", place, owner=editor)
    draft = _draft(factories.event, organisation, f"{mark} luonnos", mark, editor)
    scheduled = _draft(factories.event, organisation, f"{mark} ajastettu", mark, editor)
    scheduled.go_live_at = timezone.now() + timedelta(days=7)
    scheduled.save_revision(user=editor, log_action=True).publish()
    changed = factories.group(f"{name}n muuttuva ryhmä", organisation, owner=editor)
    submitted = _draft(factories.event, organisation, f"{mark} odottaa", mark, editor)
    factories.version(submitted, title=f"{mark} på svenska", summary=f"{mark} text", body=[factories.text(f"<p>{mark}</p>")])
    comment = Comment.objects.create(page=submitted, user=editor, text=f"{mark} huomautus", contentpath="title")
    for page in (organisation, changed):
        page.title = f"{mark} uusi nimi {page.pk}"
        page.summary = f"{mark} uusi teksti"
        page.save_revision(user=editor, log_action=True)
        page.refresh_from_db()
    submitted.save_revision(user=editor, log_action=True)
    workflow_state = submitted.get_workflow().start(submitted, editor)
    return Side(
        organisation=organisation,
        editor=editor,
        trusted=people[Role.TRUSTED_EDITOR],
        contact=contact,
        collection=collection,
        image=image,
        document=document,
        place=place,
        live=live,
        draft=draft,
        scheduled=scheduled,
        changed=changed,
        submitted=submitted,
        workflow_state=workflow_state,
        task_state=workflow_state.current_task_state,
        comment=comment,
    )


def _draft(make: Any, parent: Page, title: str, mark: str, owner: Any) -> Any:
    """A page that was never published, with a revision."""
    page = make(title, parent, owner=owner, summary=f"{mark} esittely", body=[factories.text(f"<p>{mark} teksti</p>")])
    Page.objects.filter(pk=page.pk).update(live=False, first_published_at=None, last_published_at=None)
    page.refresh_from_db()
    page.save()
    page.save_revision(user=owner, log_action=True)
    page.refresh_from_db()
    return page
