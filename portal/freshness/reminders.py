"""Asking: one mail to each person with all the pages of the day, and word to coordinators when nobody answers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import ngettext, override

from portal.catalogue.writer import index_again
from portal.freshness.links import link_path
from portal.freshness.models import Ask, AskedPage, Review, ReviewStep, Step
from portal.freshness.people import People, Person
from portal.freshness.steps import MONTH_BEFORE, reminder_step
from portal.localisation.languages import default_language
from portal.mail.services import absolute_url, notify, queue_mail
from portal.members.queries import coordinators


@transaction.atomic
def remind(day: dt.date) -> int:
    """Do each page's step of ``day`` (Europe/Helsinki) that has not been done; how many mails were written."""
    due = Review.objects.filter(due_on__lte=day + dt.timedelta(days=MONTH_BEFORE)).select_related("page")
    done = set(ReviewStep.objects.filter(page__in=due.values("pk")).values_list("page_id", "due_on", "step"))
    reviews = list(due)
    people = People.load(review.organisation_id for review in reviews if review.organisation_id)
    mails: dict[Person, list[Review]] = defaultdict(list)
    untold: list[Review] = []
    steps: list[ReviewStep] = []
    for review in reviews:
        step = reminder_step(review.due_on, day) if review.due_on else None
        if step is None or (review.pk, review.due_on, step.value) in done:
            continue
        asked = _asked(people, review, step)
        for person in asked:
            mails[person].append(review)
        if not asked:
            untold.append(review)
        steps.append(_step(review, step))
    ReviewStep.objects.bulk_create(steps)
    for person, asked_about in mails.items():
        _mail(person, asked_about, day)
    _tell_coordinators(untold)
    return len(mails)


@transaction.atomic
def mark_overdue(day: dt.date) -> int:
    """Let the search engines know of pages that became overdue; how many."""
    due = Review.objects.filter(due_on__lt=day)
    done = set(ReviewStep.objects.filter(page__in=due.values("pk"), step=Step.OVERDUE).values_list("page_id", "due_on"))
    new = [review for review in due if (review.pk, review.due_on) not in done]
    ReviewStep.objects.bulk_create([_step(review, Step.OVERDUE) for review in new])
    index_again([review.pk for review in new])
    return len(new)


def escalate(day: dt.date) -> int:
    """Tell every coordinator, once a day, which helplines and crisis listings are overdue; how many there are."""
    critical = list(Review.objects.filter(is_critical=True, due_on__lt=day).select_related("page").order_by("due_on", "pk"))
    if not critical:
        return 0
    with override(default_language()):
        text = ngettext(
            "%(count)d helpline or crisis page is not confirmed, the oldest: %(title)s",
            "%(count)d helplines or crisis pages are not confirmed, the oldest: %(title)s",
            len(critical),
        ) % {"count": len(critical), "title": critical[0].page.title}
    for user in coordinators():
        notify(user, text, f"{reverse('freshness_list')}?state=critical", once_key=f"freshness:critical:{day}")
    return len(critical)


def _asked(people: People, review: Review, step: Step) -> list[Person]:
    """Whom this step asks; nobody: the coordinators."""
    if step is Step.COORDINATOR:
        return []
    if step is Step.DUE:
        return people.second(review.pk, review.organisation_id)
    return people.first(review.pk, review.organisation_id)


def _mail(person: Person, reviews: Iterable[Review], day: dt.date) -> None:
    ask = Ask.objects.create(user=person.user, email=person.email)
    listed = sorted(reviews, key=lambda review: (review.due_on or day, review.page.title))
    AskedPage.objects.bulk_create([AskedPage(ask=ask, page_id=review.pk) for review in listed])
    queue_mail(
        person.email,
        "freshness_review",
        {"name": person.name, "reviews": listed, "day": day, "url": absolute_url(link_path(ask))},
        once_key=f"freshness:ask:{ask.pk}",
    )


def _tell_coordinators(reviews: list[Review]) -> None:
    if not reviews:
        return
    with override(default_language()):
        text = ngettext(
            "%(count)d page waits for its confirmation, and nobody has answered: %(title)s",
            "%(count)d pages wait for their confirmation, and nobody has answered, for example %(title)s",
            len(reviews),
        ) % {"count": len(reviews), "title": reviews[0].page.title}
    for user in coordinators():
        notify(user, text, f"{reverse('freshness_list')}?state=overdue")


def _step(review: Review, step: Step) -> ReviewStep:
    due: Any = review.due_on  # both callers filter by it
    return ReviewStep(page_id=review.pk, organisation_id=review.organisation_id, due_on=due, step=step)
