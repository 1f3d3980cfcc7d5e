"""Sizes of pictures that are missing; uploads that nobody finished."""

import datetime as dt
import time

from django.utils.translation import gettext_lazy as _
from wagtail.models import UploadedFile

from portal.jobs.registry import periodic
from portal.media.drawing import draw_pending, pending

KEPT = dt.timedelta(days=1)
"""A picture sent as one of many waits as it came, its metadata with it, until it is told in words; not for longer than this."""
SECONDS = 20.0
"""How long one run draws before mails and other jobs have their turn; the next run goes on."""


@periodic("picture_sizes", every=dt.timedelta(seconds=15), label=_("Drawing pictures in the sizes that pages show"))
def draw_sizes(now: dt.datetime) -> str:
    """Draw what was uploaded or changed since; what failed is tried again later and again (``portal.media.drawing.PAUSES``)."""
    until = time.monotonic() + SECONDS
    drawn = 0
    for done in draw_pending(now):
        drawn += not done.errors
        if time.monotonic() > until:
            break
    failing = pending().filter(sizes__failures__gt=0).count()
    return f"{drawn} drawn, {pending().count() - failing} to be drawn, {failing} cannot be drawn yet"


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
