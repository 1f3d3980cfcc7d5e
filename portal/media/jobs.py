"""Uploads that nobody finished."""

import datetime as dt

from django.utils.translation import gettext_lazy as _
from wagtail.models import UploadedFile

from portal.jobs.registry import periodic

KEPT = dt.timedelta(days=1)
"""A picture sent as one of many waits as it came, its metadata with it, until it is told in words; not for longer than this."""


@periodic("unfinished_uploads", every=dt.timedelta(hours=6), label=_("Discard unfinished uploads"))
def discard_unfinished(now: dt.datetime) -> str:
    """Delete uploads that have waited for their words longer than ``KEPT``; returns how many."""
    discarded = 0
    for upload in UploadedFile.objects.all():
        stored = upload.file
        if not stored.storage.exists(stored.name) or stored.storage.get_modified_time(stored.name) < now - KEPT:
            stored.delete(save=False)
            upload.delete()
            discarded += 1
    return f"{discarded} discarded"
