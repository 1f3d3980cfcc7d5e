"""What the loader remembers, so that loading again changes only what the sources changed."""

from django.db import models
from wagtail.models import Page


class LoadedRecord(models.Model):
    """One thing the loader has written. ``digest`` is the fingerprint of its sources at that time.

    While the fingerprint stays the same, the thing is left alone. A page that was edited here since then is left alone
    also when its sources change.
    """

    key = models.CharField(max_length=150, unique=True)
    """External id of a page, or e.g. "term/topics/ero", "municipality/491"."""
    digest = models.CharField(max_length=64)
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveBigIntegerField(null=True)
    """Primary key of the page's revision that the loader wrote last; None when it was written before this was remembered."""

    def __str__(self) -> str:
        return self.key
