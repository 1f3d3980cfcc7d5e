"""How long readers' messages are kept. An address goes sooner: with the answer (``services.answer``)."""

import datetime as dt

from django.utils import timezone

from portal.feedback.models import HelpfulWeek, Message

KEEP_ANSWERED = dt.timedelta(days=90)
"""After the answer: long enough to see in the page that it was mended, and to ask back in the house."""
KEEP_OPEN = dt.timedelta(days=365)
"""Without an answer: after a year the page is another one."""
KEEP_COUNTS = dt.timedelta(days=2 * 365)
"""Whether pages helped: this season and the same one a year ago."""


def forget(now: dt.datetime) -> int:
    """Delete readers' messages and counts that are old enough at ``now`` (aware); returns how many rows. What organisations wrote to
    each other stays with its page."""
    readers = Message.objects.filter(from_reader=True)
    answered, _kinds = readers.filter(answered_at__lt=now - KEEP_ANSWERED).delete()
    never, _kinds = readers.filter(answered_at=None, created_at__lt=now - KEEP_OPEN).delete()
    counts, _kinds = HelpfulWeek.objects.filter(week__lt=timezone.localdate(now) - KEEP_COUNTS).delete()
    return answered + never + counts
