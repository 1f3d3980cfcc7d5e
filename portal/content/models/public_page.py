"""The base of every page: what becomes public changes in one transaction with everything that shows it."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from portal.content.models.indexed_page import IndexedPage
from portal.content.models.language_version import note_outdated
from portal.content.signals import page_written
from portal.pagecache.changes import public_content_changed


class PublicPage(IndexedPage):
    """A page whose publishing, unpublishing, moving and saving is atomic together with the catalogue."""

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; a full save tells ``page_written`` when the page, its children and its descendants' addresses are stored."""
        full = kwargs.get("update_fields") is None
        before = Page.objects.filter(pk=self.pk).values_list("url_path", flat=True).first() if full and self.pk else None
        if full:
            note_outdated(self)
        result = super().save(*args, **kwargs)
        if full:
            public_content_changed()
            page_written.send(sender=type(self), instance=self, address_changed=before is not None and before != self.url_path)
        return result

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision."""
        return super().publish(*args, **kwargs)

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take the page out of the public."""
        return super().unpublish(*args, **kwargs)

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Move the page with everything under it."""
        return super().move(*args, **kwargs)
