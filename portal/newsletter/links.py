"""Links in mails: signed, so that nobody can ask for what no mail said. The question's link ends, the one to leave never does."""

import datetime as dt
from uuid import UUID

from django.core import signing
from django.urls import reverse
from django.utils import translation

from portal.mail.services import absolute_url
from portal.newsletter.models import Subscription

KEEP_UNCONFIRMED = dt.timedelta(days=7)
"""How long the question stands; then the address is deleted."""
_CONFIRM, _LEAVE = "portal.newsletter.confirm", "portal.newsletter.leave"


def confirm_url(subscription: Subscription) -> str:
    """Address of the page that asks whether one really wants the news."""
    return _url("newsletter:confirm", subscription, _CONFIRM)


def leave_url(subscription: Subscription) -> str:
    """Address that ends the subscription: for people a page with a button, for mail programs one POST (RFC 8058)."""
    return _url("newsletter:leave", subscription, _LEAVE)


def confirmed_by(token: str) -> UUID | None:
    """The subscription that a confirming link names; None when it is forged or older than ``KEEP_UNCONFIRMED``."""
    return _read(token, _CONFIRM, KEEP_UNCONFIRMED)


def left_by(token: str) -> UUID | None:
    """The subscription that a leaving link names; None when it is forged."""
    return _read(token, _LEAVE, None)


def _url(name: str, subscription: Subscription, salt: str) -> str:
    with translation.override(subscription.lang):
        return absolute_url(reverse(name, args=[signing.dumps(subscription.key.hex, salt=salt)]))


def _read(token: str, salt: str, max_age: dt.timedelta | None) -> UUID | None:
    try:
        return UUID(signing.loads(token, salt=salt, max_age=max_age))
    except signing.BadSignature:
        return None
