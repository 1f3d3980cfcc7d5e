"""How long the outbox remembers: what has gone is forgotten, only the key that keeps it from being told twice stays a year."""

import datetime as dt

from django.db.models import Q

from portal.mail.models import Notice, OutgoingMail

KEEP_MAILS = dt.timedelta(days=30)
KEEP_NOTICES = dt.timedelta(days=90)
KEEP_KEYS = dt.timedelta(days=400)
"""Longer than a year, so that what comes round every year is told every year, and nothing is told twice in one."""


def forget(now: dt.datetime) -> int:
    """Remove mails and notices that are old enough; returns how many rows it removed.

    :param now: aware.
    """
    ended = Q(sent_at__lt=now - KEEP_MAILS) | Q(failed_at__lt=now - KEEP_MAILS)
    old_mails = OutgoingMail.objects.filter(ended)
    removed, _kinds = old_mails.filter(Q(once_key=None) | Q(created_at__lt=now - KEEP_KEYS)).delete()
    old_mails.exclude(to="").update(to="", subject="", body="", html="", headers={})
    old_notices = Notice.objects.filter(created_at__lt=now - KEEP_NOTICES)
    removed_notices, _kinds = old_notices.filter(Q(once_key=None) | Q(created_at__lt=now - KEEP_KEYS)).delete()
    old_notices.exclude(text="").update(text="", url="", mailed_at=now)
    return removed + removed_notices
