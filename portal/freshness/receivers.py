"""What publishing means for freshness."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from portal.freshness.models import How, Review
from portal.freshness.reviews import refresh_reviews
from portal.freshness.services import confirm
from portal.listings.registry import is_findable


@receiver(page_published)
def on_publish(instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Who publishes a page for the first time has just written it: that is its first confirmation.

    Later changes are none: a mended word says nothing about the rest. What is loaded from a source has no author, and none either.
    """
    if not is_findable(instance):
        return
    author = revision.user if revision is not None else None
    first = instance.first_published_at is not None and instance.first_published_at == instance.last_published_at
    if author is not None and first and instance.confirmed_on is None:
        confirm(instance, by=author, how=How.PUBLISHED)
    else:
        refresh_reviews([instance])


@receiver(page_unpublished)
def on_unpublish(instance: Any, **kwargs: Any) -> None:
    """What is not public is not asked about. A page that is being deleted comes here, too: nothing may be made for it any more."""
    Review.objects.filter(page_id=instance.pk).delete()
