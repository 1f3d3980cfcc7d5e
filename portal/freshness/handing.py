"""What becomes of a change that the portal made for a member: trusted members publish, others send it to be read."""

from enum import Enum, auto
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Revision


class Handed(Enum):
    """What became of it."""

    PUBLISHED = auto()
    SUBMITTED = auto()


def cannot_change(page: Page, user: Any) -> str:
    """Why the user cannot change the page just now, in the active language; empty when nothing stands in the way.

    A page with a draft in work is left alone: publishing would publish that draft too.
    """
    rights = page.permissions_for_user(user)
    if page.current_workflow_state is not None:
        return _("It waits for approval.")
    if not rights.can_edit():
        return _("You may not edit it.")
    if rights.page_locked():
        return _("It is locked.")
    if page.has_unpublished_changes:
        return _("It has a draft that is not published. Publish or discard it first.")
    return ""


def hand_in(page: Page, revision: Revision, user: Any) -> Handed:
    """Publish the revision as the user, or send it to a coordinator when the user may not publish.

    :raises ValueError: the page has no workflow: nobody could approve it.
    """
    if page.permissions_for_user(user).can_publish():
        revision.publish(user=user)
        return Handed.PUBLISHED
    fresh: Any = Page.objects.get(pk=page.pk).specific
    workflow = fresh.get_workflow()
    if workflow is None:
        raise ValueError("no workflow approves this page")
    workflow.start(fresh, user)
    return Handed.SUBMITTED
