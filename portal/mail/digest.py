"""The day's digest: for those who want one mail a day, their notices together."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model
from django.db import transaction

from portal.mail.models import Notice
from portal.mail.services import absolute_url, language_of, queue_mail

HELSINKI = ZoneInfo("Europe/Helsinki")
HOUR = 7
"""Wall-clock hour of the digest in Finland, summer and winter alike."""


def digest_moment(now: dt.datetime) -> dt.datetime:
    """The latest 07:00 in Finland that is not after ``now`` (aware)."""
    local = now.astimezone(HELSINKI)
    today = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    if today <= local:
        return today
    # Wall-clock arithmetic on purpose: the day before, at the same hour, however many hours ago that is.
    return today - dt.timedelta(days=1)


def send_digests(now: dt.datetime) -> int:
    """Queue a mail for every user with notices from before the latest 07:00 that were not mailed; one a day and user.

    Notices to somebody who may not enter the admin any more are dropped: they are about pages the user has left.

    :param now: aware.
    :returns: how many mails were queued.
    """
    moment = digest_moment(now)
    waiting = Notice.objects.filter(mailed_at=None, created_at__lt=moment)
    count = 0
    for user in get_user_model().objects.filter(pk__in=waiting.values("user")).order_by("pk"):
        mine = waiting.filter(user=user)
        if not user.is_active or not user.has_perm("wagtailadmin.access_admin"):
            mine.delete()
            continue
        count += _send_digest(user, list(mine.order_by("created_at", "pk")), moment)
    return count


@transaction.atomic
def _send_digest(user: Any, notices: list[Notice], moment: dt.datetime) -> bool:
    lines = [{"text": notice.text, "url": absolute_url(notice.url)} for notice in notices]
    key = f"digest:{user.pk}:{moment.date()}"
    if queue_mail(user.email, "digest", {"lines": lines}, once_key=key, lang=language_of(user)) is None:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=moment)
    return True
