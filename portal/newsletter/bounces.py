"""Subscriptions whose mails cannot arrive end by themselves. What is known is what the mail server says when it is handed a mail
(``portal.mail.replies``); a bounce that comes later as a mail goes to ``DEFAULT_FROM_EMAIL`` and is read there by people."""

from uuid import UUID

from portal.mail.models import OutgoingMail
from portal.newsletter.models import Subscription
from portal.newsletter.services import MAILS, leave

MOST_BOUNCES = 3
"""Mails one after the other to a mailbox that is not there, three weeks of news: a server that is being moved has come back by then."""


def end_unreachable() -> int:
    """Delete subscriptions whose last ``MOST_BOUNCES`` mails had no mailbox to go to, and questions that had none; returns how many.

    The subscription goes, and what the outbox knows of it. Two queries, and two more for each that had such a mail.
    """
    failed = OutgoingMail.objects.filter(is_undeliverable=True, failed_at__isnull=False, once_key__startswith=MAILS)
    keys = {UUID(str(key).split(":")[1]) for key in failed.values_list("once_key", flat=True)}
    ended = 0
    for subscription in Subscription.objects.filter(key__in=keys).order_by("pk"):
        mails = OutgoingMail.objects.filter(once_key__startswith=f"{MAILS}{subscription.key}:").order_by("-created_at", "-pk")
        last = list(mails.exclude(sent_at=None, failed_at=None).values_list("is_undeliverable", flat=True)[:MOST_BOUNCES])
        enough = MOST_BOUNCES if subscription.confirmed_at else 1
        if len(last) >= enough and all(last[:enough]):
            leave(subscription.key)
            ended += 1
    return ended
