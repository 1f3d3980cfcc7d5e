"""Answering for a page: the one way by which a page becomes confirmed, and the notes to whoever can change it."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal.content.signals import page_written
from portal.feedback.models import Message, MessageKind
from portal.feedback.services import receive
from portal.freshness.models import Answer, Confirmation, FreshnessContact, How
from portal.freshness.reviews import refresh_reviews
from portal.members.queries import organisation_of


@transaction.atomic
def confirm(
    page: Page, *, by: Any = None, contact: FreshnessContact | None = None, how: How, note: str = "", at: dt.datetime | None = None
) -> Confirmation:
    """Say that everything public on the page is right. The catalogue follows in the same transaction; no draft is published.

    A draft in work, or a version restored later, keeps the confirmation (``ListingPage.with_content_json``).

    :param by: the user who says so. :param contact: who says so without an account. :param at: aware; now by default.
    """
    moment = at or timezone.now()
    specific = page.specific_class
    specific.objects.filter(pk=page.pk).update(confirmed_on=timezone.localdate(moment), confirmed_by=by)
    fresh = specific.objects.get(pk=page.pk)
    page_written.send(sender=specific, instance=fresh, address_changed=False)
    refresh_reviews([page])
    return _record(page, Answer.CURRENT, by=by, contact=contact, how=how, note=note, at=moment)


@transaction.atomic
def say_changed(page: Page, answer: Answer, *, by: Any = None, contact: FreshnessContact | None = None, how: How, note: str) -> Message:
    """Tell the page's owner that something has changed, or that it has ended. The page itself stays as it is.

    :param answer: CHANGED or ENDED.
    """
    _record(page, answer, by=by, contact=contact, how=how, note=note, at=timezone.now())
    kind = MessageKind.ENDED if answer is Answer.ENDED else MessageKind.CHANGED
    return receive(page, kind, note)


def _record(page: Page, answer: Answer, *, by: Any, contact: FreshnessContact | None, how: How, note: str, at: dt.datetime) -> Confirmation:
    return Confirmation.objects.create(
        page_id=page.pk, organisation=organisation_of(page), at=at, user=by, contact=contact, how=how, answer=answer, note=note[:2000]
    )
