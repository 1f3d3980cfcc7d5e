"""How long readers' messages are kept. An address goes sooner: with the answer (``services.answer``), or when none has come."""

import datetime as dt

from django.utils import timezone

from portal.feedback.models import HelpfulWeek, Message

KEEP_ANSWERED = dt.timedelta(days=90)
"""After the answer: long enough to see in the page that it was mended, and to ask back in the house."""
KEEP_ADDRESS = dt.timedelta(days=60)
"""An address that nobody answers: after two months an answer surprises more than it helps. The report itself still waits."""
KEEP_OPEN = dt.timedelta(days=180)
"""Without an answer: after half a year the page is another one."""
KEEP_COUNTS = dt.timedelta(days=2 * 365)
"""Whether pages helped: this season and the same one a year ago."""


def forget(now: dt.datetime) -> int:
    """Delete readers' addresses, messages and counts that are old enough at ``now`` (aware); returns how many rows changed. What
    organisations wrote to each other stays with its page."""
    readers = Message.objects.filter(from_reader=True)
    addresses = readers.filter(created_at__lt=now - KEEP_ADDRESS).exclude(reply_to="").update(reply_to="")
    answered, _kinds = readers.filter(answered_at__lt=now - KEEP_ANSWERED).delete()
    never, _kinds = readers.filter(answered_at=None, created_at__lt=now - KEEP_OPEN).delete()
    counts, _kinds = HelpfulWeek.objects.filter(week__lt=timezone.localdate(now) - KEEP_COUNTS).delete()
    return addresses + answered + never + counts
