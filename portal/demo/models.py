"""What the loader remembers, so that loading again changes only what the sources changed."""

from django.db import models
from wagtail.models import Page


class LoadedRecord(models.Model):
    """One thing the loader has written. ``digest`` is the fingerprint of its sources at that time.

    While the fingerprint stays the same, the thing is left alone: what an editor has changed since then stays.
    """

    key = models.CharField(max_length=150, unique=True)
    """External id of a page, or e.g. "term/topics/ero", "municipality/491"."""
    digest = models.CharField(max_length=64)
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.key
