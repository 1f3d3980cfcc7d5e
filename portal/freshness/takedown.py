"""Taking down what nobody has confirmed, and putting it back."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page, WorkflowState

from portal.audit.services import record
from portal.freshness.models import How, Review, ReviewStep, Step
from portal.freshness.people import People
from portal.freshness.services import confirm
from portal.freshness.steps import TAKE_DOWN, ready_to_take_down
from portal.localisation.languages import default_language
from portal.mail.services import notify, queue_mail
from portal.members.queries import coordinators
from portal.moderation.live import keep_public

ASKING = (Step.MONTH_BEFORE, Step.WEEK_BEFORE, Step.DUE, Step.COORDINATOR)


def take_down_stale(day: dt.date) -> int:
    """Take down every page that may be and is 60 days overdue on ``day`` (Europe/Helsinki); how many.

    A page that waits for moderation is left alone: somebody is at work on it.
    """
    late = Review.objects.filter(may_be_taken_down=True, due_on__lte=day - dt.timedelta(days=TAKE_DOWN)).select_related("organisation")
    asked = ReviewStep.objects.filter(page__in=late.values("pk"), step__in=ASKING).order_by()
    first = {(page, due): timezone.localdate(at) for page, due, at in asked.values_list("page_id", "due_on").annotate(at=Min("at"))}
    ripe = [review for review in late if review.due_on and ready_to_take_down(review.due_on, first.get((review.pk, review.due_on)), day)]
    waiting = _in_moderation(review.pk for review in ripe)
    ripe = [review for review in ripe if review.pk not in waiting]
    people = People.load(review.organisation_id for review in ripe if review.organisation_id)
    watchers = list(coordinators()) if ripe else []
    for review in ripe:
        _take_down(review, people, watchers)
    return len(ripe)


class NotKeptError(Exception):
    """What was public when the page was taken down is not there any more."""


def restorable(steps: Any) -> Any:
    """Of a queryset of ``ReviewStep``: the last taking down of each page that is still down by it.

    A page that was public again since and is not now was withdrawn by somebody, on purpose.
    """
    later = ReviewStep.objects.filter(page=OuterRef("page"), step=Step.TAKEN_DOWN, at__gt=OuterRef("at"))
    still = Q(page__last_published_at=None) | Q(page__last_published_at__lt=F("at"))
    down = steps.filter(still, ~Exists(later), step=Step.TAKEN_DOWN, page__live=False)
    return down.select_related("page", "organisation", "revision").defer("revision__content")


def is_kept(step: ReviewStep) -> bool:
    """Whether what was public is still there, as it was: an autosave since would have filled it anew under its old number."""
    return step.revision is not None and step.revision.created_at <= step.at


@transaction.atomic
def restore(step: ReviewStep, user: Any) -> None:
    """Publish again what was public when the page was taken down, confirmed by ``user``; drafts begun since stay drafts.

    :raises NotKeptError: that version is gone or was changed since; nothing is published.
    """
    revision = step.revision
    if revision is None or not is_kept(step):
        raise NotKeptError
    page = step.page.specific
    confirm(page, by=user, how=How.ADMIN)
    revision.publish(user=user)
    record("freshness.restored", actor=user, subject=page, organisation=step.organisation)


@transaction.atomic
def _take_down(review: Review, people: People, watchers: list[Any]) -> None:
    page: Any = Page.objects.get(pk=review.pk).specific
    keep_public(page)  # a loaded page has no revision yet that could come back
    ReviewStep.objects.create(
        page=page,
        organisation=review.organisation,
        due_on=review.due_on,  # type: ignore[misc]  # only rows with a due day come here
        step=Step.TAKEN_DOWN,
        revision=page.live_revision,
    )
    title, key = page.title, f"freshness:down:{page.pk}:{review.due_on}"
    page.unpublish(log_action=True)
    record("freshness.taken_down", actor=None, subject=page, organisation=review.organisation, due_on=str(review.due_on))
    with override(default_language()):
        text = _("“%(title)s” is no longer public: nobody has confirmed it.") % {"title": title}
    path = f"{reverse('freshness_list')}?state=taken_down"
    members = [person.user for person in people.editors.get(review.organisation_id or 0, [])]
    for user in {user.pk: user for user in (*members, *watchers)}.values():
        notify(user, text, path, once_key=key)
    for person in people.contacts(page.pk, review.organisation_id):
        queue_mail(person.email, "freshness_taken_down", {"name": person.name, "title": title}, once_key=f"{key}:{person.email}")


def _in_moderation(page_ids: Iterable[int]) -> set[int]:
    states = WorkflowState.objects.active().filter(base_content_type__app_label="wagtailcore", base_content_type__model="page")
    return {int(pk) for pk in states.filter(object_id__in=[str(pk) for pk in page_ids]).values_list("object_id", flat=True)}
