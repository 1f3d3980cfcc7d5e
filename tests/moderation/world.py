"""An organisation with a live event, its people, and what they do through the admin's own doors."""

from typing import Any

from django.urls import reverse
from wagtail.models import TaskState

from portal.members.models import Role
from tests import factories
from tests.admin import edit_form

CANARY = "Kanarialintu"
"""Words of a draft: they must reach nobody but who may read the draft."""


class World:
    """Perheyhdistys: an editor, a trusted editor, one coordinator; a live event."""

    def __init__(self) -> None:
        factories.home()
        self.organisation = factories.organisation("Perheyhdistys")
        self.event = factories.event("Perhepäivä", self.organisation, summary="Tervetuloa puistoon.")
        self.editor = factories.member(Role.EDITOR, self.organisation)
        self.trusted = factories.member(Role.TRUSTED_EDITOR, self.organisation)
        self.coordinator = factories.coordinator()


def edit(client: Any, user: Any, page: Any, action: str = "", **values: str) -> Any:
    """Send the editor's form of the page with these values and, by its button, an action such as ``submit``."""
    client.force_login(user)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = edit_form(client, address)
    for name, value in values.items():
        form[name] = value
    if action:
        form[f"action-{action}"] = f"action-{action}"
    return client.post(address, form)


def submit(client: Any, user: Any, page: Any, **values: str) -> TaskState:
    """Send the page for approval with these values; the task that waits."""
    response = edit(client, user, page, "submit", **values)
    assert response.status_code == 302, response.context["form"].errors
    return waiting_state(page)


def waiting_state(page: Any) -> TaskState:
    """The page's task that waits."""
    return TaskState.objects.get(workflow_state__object_id=str(page.pk), status=TaskState.STATUS_IN_PROGRESS)


def review(client: Any, user: Any, state: TaskState) -> Any:
    """The review page as the user sees it."""
    client.force_login(user)
    return client.get(reverse("moderation_review", args=[state.pk]))


def approve(client: Any, user: Any, state: TaskState, shown: str | None = None) -> Any:
    """Approve what the review shows now, or what ``shown`` names."""
    if shown is None:
        shown = review(client, user, state).context["submission"].shown
    client.force_login(user)
    return client.post(reverse("moderation_approve", args=[state.pk]), {"shown": shown})


def public_html(client: Any, page: Any) -> str:
    """The page as anybody sees it."""
    client.logout()
    response = client.get(page.url)
    assert response.status_code == 200
    return str(response.content.decode())


def told(response: Any) -> str:
    """Every message that the response's session will show, with the next page's."""
    return " ".join(str(message) for message in response.wsgi_request._messages)
