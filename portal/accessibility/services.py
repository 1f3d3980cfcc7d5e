"""Messages about accessibility: received, answered once and in 14 days, forgotten in time."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accessibility.models import AccessibilityMessage
from portal.content.clock import date
from portal.mail.services import absolute_url, notify, queue_mail
from portal.members.queries import coordinators

KEEP_ANSWERED = dt.timedelta(days=180)
"""Half a year after the answer, or after the day by which it should have come: so long we can show the supervisor what was asked and
answered, if somebody complains. Then text and answer go; the days stay, as the proof of what was answered in time and what was not."""
KEEP_ADDRESS = dt.timedelta(days=60)
"""An address that nobody answers, from the day it came: six weeks past the 14 days that the law gives. The days need no address."""
KEEP_DAYS = dt.timedelta(days=3 * 365)
"""The days of a message: the supervisor looks at the region every three years (Directive (EU) 2016/2102, article 8(4))."""
REMINDED_BEFORE = dt.timedelta(days=4)
"""When coordinators hear of it again: a working day at least, whatever the weekend."""


@transaction.atomic
def receive(text: str, *, where: str = "", reply_to: str = "", lang: str) -> AccessibilityMessage:
    """Store a message and tell the coordinators; nothing of it is repeated in a mail."""
    message = AccessibilityMessage.objects.create(text=text, where=where, reply_to=reply_to.lower(), lang=lang)
    _tell(message, _("Somebody wrote about accessibility. Answer by {day}."), "came")
    return message


@transaction.atomic
def answer(message: AccessibilityMessage, text: str, *, by: Any) -> bool:
    """Answer once, by mail where an address was given, which is forgotten with that; False when somebody has been quicker."""
    waiting = AccessibilityMessage.objects.filter(pk=message.pk, answered_at=None)
    if not waiting.update(answered_at=timezone.now(), answered_by=by, answer=text, reply_to=""):
        return False
    if message.reply_to:
        url = absolute_url(reverse("accessibility:statement"))
        queue_mail(message.reply_to, "accessibility_answer", {"answer": text, "url": url}, lang=message.lang)
    message.refresh_from_db()
    return True


def remind(today: dt.date) -> int:
    """Tell the coordinators of messages whose last day is near, and once more when it is over; returns how many messages.

    :param today: in Europe/Helsinki.
    """
    waiting = list(AccessibilityMessage.objects.waiting().filter(due_on__lte=today + REMINDED_BEFORE))
    for message in waiting:
        if message.due_on < today:
            _tell(message, _("A message about accessibility should have been answered by {day}. Answer it today."), "late")
        else:
            _tell(message, _("A message about accessibility waits. Answer by {day}."), "near")
    return len(waiting)


@transaction.atomic
def forget(now: dt.datetime) -> int:
    """Remove what readers wrote, their addresses and the answers when they are old enough at ``now`` (aware); rows of which only the
    days are left later. Returns how many messages lost something."""
    messages = AccessibilityMessage.objects.exclude(text="")
    addresses = messages.filter(created_at__lt=now - KEEP_ADDRESS).exclude(reply_to="").update(reply_to="")
    answered = Q(answered_at__lt=now - KEEP_ANSWERED)
    never = Q(answered_at=None, due_on__lt=timezone.localdate(now) - KEEP_ANSWERED)
    emptied = messages.filter(answered | never).update(text="", where="", reply_to="", answer="")
    deleted, _kinds = AccessibilityMessage.objects.filter(created_at__lt=now - KEEP_DAYS).delete()
    return addresses + emptied + deleted


def _tell(message: AccessibilityMessage, text: Any, step: str) -> None:
    """Once for all messages with the same last day: a flood of them is one mail."""
    told = format_lazy(text, day=_Day(message.due_on))
    for coordinator in coordinators():
        notify(coordinator, told, reverse("accessibility_messages"), once_key=f"accessibility-{message.due_on}-{step}")


class _Day:
    """A day, written in the language that is active when it is read."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def __str__(self) -> str:
        return date(self.day, year=True)

    def __format__(self, spec: str) -> str:
        return str(self)
