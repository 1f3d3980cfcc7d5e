"""Who is told what about submissions: one sentence each, through the outbox, never a draft's words, never to somebody who has left."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState
from wagtail.users.models import UserProfile

from portal.mail.services import notify
from portal.members.models import Membership, Role
from portal.members.queries import coordinators, organisation_of
from portal.moderation.submissions import kind_name


def public_name(page: Page) -> str:
    """What may be said of a page outside the portal: its public title, or only its kind when it was never public."""
    live = Page.objects.filter(pk=page.pk, live=True).values_list("title", flat=True).first()
    return f"“{live}”" if live else kind_name(page)


def named(page: Page) -> Page:
    """The page under its public name: the log keeps names, and must keep no draft's."""
    return Page(pk=page.pk, title=public_name(page))


def followers(page: Page, users: Iterable[int | None]) -> QuerySet[Any]:
    """Those of the users who may still see the page's drafts: members of its organisation today, coordinators, administrators.

    :param users: primary keys; None is passed over.
    """
    organisation = organisation_of(page)
    current = Membership.objects.current().filter(Q(role=Role.COORDINATOR) | Q(organisation=organisation, organisation__isnull=False))
    allowed = Q(pk__in=current.values("user")) | Q(is_superuser=True)
    return get_user_model().objects.filter(allowed, pk__in=[pk for pk in users if pk], is_active=True)


def tell_coordinators(task_state: TaskState, page: Page, submitter: Any) -> None:
    """A page waits: once for each submission, to every coordinator but the one who sent it."""
    organisation = organisation_of(page)
    for user in coordinators().exclude(pk=getattr(submitter, "pk", None)):
        with in_language_of(user):
            text = _("%(page)s waits for your approval.") % {"page": public_name(page)}
            if organisation is not None and organisation.live:
                words = {"page": public_name(page), "organisation": organisation.title}
                text = _("%(page)s of %(organisation)s waits for your approval.") % words
        notify(user, text, reverse("moderation_review", args=[task_state.pk]), once_key=f"submitted-{task_state.pk}")


def tell_decision(task_state: TaskState, page: Page, *, approved: bool, by: Any) -> None:
    """It was approved or sent back: to who sent it and who made the page; when both have left, to the main editors."""
    people = {task_state.revision.user_id, task_state.workflow_state.requested_by_id, page.owner_id}
    told = list(followers(page, people))
    if not told:
        organisation = organisation_of(page)
        chiefs = Membership.objects.current().filter(organisation=organisation, organisation__isnull=False, role=Role.MAIN_EDITOR)
        told = list(get_user_model().objects.filter(pk__in=chiefs.values("user")))
    for user in told:
        if user == by:
            continue
        with in_language_of(user):
            name = {"page": public_name(page)}
            if approved and page.live:
                text = _("%(page)s was approved and is public now.") % name
            elif approved:
                text = _("%(page)s was approved. It is published at the time you chose.") % name
            else:
                text = _("Changes are asked for: %(page)s. Open the page to read why.") % name
        notify(user, text, reverse("wagtailadmin_pages:edit", args=[page.pk]), once_key=f"decided-{task_state.pk}")


def tell_comment(page: Page, users: Iterable[int | None], *, by: Any) -> None:
    """Somebody commented on a page that these users follow. The comment's words stay in the portal."""
    for user in followers(page, users).exclude(pk=by.pk):
        with in_language_of(user):
            text = _("There is a new comment: %(page)s.") % {"page": public_name(page)}
        notify(user, text, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def in_language_of(user: Any) -> Any:
    """Context in which texts are in the language the user has chosen for the admin, else the portal's."""
    profile = UserProfile.objects.filter(user=user).first()
    return translation.override(profile.preferred_language if profile and profile.preferred_language else settings.LANGUAGE_CODE)
