"""Asking, confirming, leaving, forgetting. Nothing here tells whether an address was known."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.browse.labels import filter_labels
from portal.mail.models import OutgoingMail
from portal.mail.services import queue_mail
from portal.newsletter.links import KEEP_UNCONFIRMED, confirm_url
from portal.newsletter.models import Subscription

MAILS = "newsletter:"
"""What the keys of our mails in the outbox begin with; the subscription's key comes after it."""
MOST_QUESTIONS = 3
"""Mails with a question to one address within a day, whoever asks: nobody's mailbox is flooded."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for. ``kind`` and ``age_band`` may be empty."""

    municipality: str
    lang: str
    kind: str = ""
    age_band: str = ""


@transaction.atomic
def ask(email: str, wish: Wish) -> None:
    """Ask the address whether it wants the news. A known address is asked like any other; the answer takes the place of the old wish."""
    address = email.strip().lower()
    asked = Subscription.objects.filter(email=address, confirmed_at=None, created_at__gt=timezone.now() - dt.timedelta(days=1))
    if asked.count() >= MOST_QUESTIONS:
        return
    subscription = Subscription.objects.create(
        email=address, municipality=wish.municipality, kind=wish.kind, age_band=wish.age_band, lang=wish.lang
    )
    context = {"url": confirm_url(subscription), "days": KEEP_UNCONFIRMED.days}
    queue_mail(address, "newsletter_confirm", context, once_key=f"{MAILS}{subscription.key}:confirm", lang=wish.lang)


@transaction.atomic
def confirm(key: UUID) -> Subscription | None:
    """Begin a subscription; an older one of the same address and municipality ends. None when it is gone."""
    now = timezone.now()
    Subscription.objects.filter(key=key, confirmed_at=None).update(confirmed_at=now, told_until=now)
    subscription = Subscription.objects.filter(key=key).first()
    if subscription is not None:
        same = Subscription.objects.filter(email=subscription.email, municipality=subscription.municipality).exclude(pk=subscription.pk)
        told = same.filter(told_until__isnull=False).order_by("told_until").values_list("told_until", flat=True).first()
        if told is not None:  # what the older one has not told yet, this one tells
            Subscription.objects.filter(pk=subscription.pk).update(told_until=told)
        _delete(same.values_list("key", flat=True))
    return subscription


@transaction.atomic
def leave(key: UUID) -> None:
    """End a subscription: the address and every mail to it that is still here are deleted at once. Done already: nothing happens."""
    _delete([key])


@transaction.atomic
def forget(now: dt.datetime) -> int:
    """Delete addresses that did not confirm in time, and what the outbox still knows of mails that have gone; returns how many addresses.

    Of a mail that has gone only its key stays, by which it is sent once.
    """
    gone = list(Subscription.objects.filter(confirmed_at=None, created_at__lt=now - KEEP_UNCONFIRMED).values_list("key", flat=True))
    _delete(gone)
    ended = OutgoingMail.objects.filter(Q(sent_at__isnull=False) | Q(failed_at__isnull=False), once_key__startswith=MAILS)
    ended.exclude(to="").update(to="", subject="", body="", html="", headers={})
    return len(gone)


def municipality_name(code: str) -> str:
    """Name of a municipality in the active language; its code when it has ended."""
    return next((one.label for one in filter_labels().get("municipality", []) if one.value == code), code)


def _delete(keys: Iterable[UUID]) -> None:
    for key in list(keys):
        OutgoingMail.objects.filter(once_key__startswith=f"{MAILS}{key}:").delete()
        Subscription.objects.filter(key=key).delete()
