"""Autosave fills the editor's latest revision anew under its old number. A revision that others refer to must stay what they read."""

from typing import Any

from django.http import HttpRequest
from wagtail.models import PageLogEntry, Revision, TaskState

FIELD = "overwrite_revision_id"
"""The field of Wagtail's edit form that names the revision to fill anew."""
PUBLISHED = ("wagtail.publish", "wagtail.publish.schedule", "wagtail.publish.scheduled")
"""What the page's log says of a revision that was public or is to be."""


def is_referred_to(page: Any, revision: Revision) -> bool:
    """Whether the revision is or was public, waits for its time, or was ever sent for approval. At most two queries."""
    return (
        revision.pk == page.live_revision_id
        or revision.approved_go_live_at is not None
        or TaskState.objects.filter(revision=revision).exists()
        or PageLogEntry.objects.filter(page_id=page.pk, revision=revision, action__in=PUBLISHED).exists()
    )


def keep_what_others_read(request: HttpRequest, page: Any) -> None:
    """Before the form is read: what would fill such a revision anew makes a new one instead.

    The editor saw that revision as the latest, so it takes the place of the one that was opened; Wagtail goes on noticing what
    others have saved since. A number that is not the latest revision's is left to Wagtail, which refuses it.
    """
    number = request.POST.get(FIELD)
    latest = page.latest_revision if number else None
    if latest is None or number != str(latest.pk) or not is_referred_to(page, latest):
        return
    data = request.POST.copy()
    del data[FIELD]
    data["loaded_revision_id"] = number
    data["loaded_revision_created_at"] = latest.created_at.isoformat()
    request.POST = data  # type: ignore[assignment]  # WSGIRequest lets it be replaced
