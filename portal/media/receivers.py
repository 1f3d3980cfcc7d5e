"""When the answers in ``access`` are forgotten: at once and again after the commit, so that no answer of the old state stays. And when
sizes of a picture are to be drawn."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal.media.access import forget
from portal.media.drawing import lost, taken_in
from portal.media.models import PortalImage, PortalRendition


@receiver([post_save, post_delete])
def on_change(instance: Any, **kwargs: Any) -> None:
    """A page or a restriction was stored or deleted."""
    if isinstance(instance, (Page, PageViewRestriction)):
        on_publication()


@receiver([page_published, page_unpublished, post_page_move])
def on_publication(**kwargs: Any) -> None:
    """What is public changed."""
    forget()
    transaction.on_commit(forget)


@receiver(post_save, sender=PortalImage)
def on_picture(instance: PortalImage, raw: bool = False, **kwargs: Any) -> None:
    """A picture was uploaded, replaced, or its point of interest moved."""
    if not raw:
        taken_in(instance)


@receiver(post_delete, sender=PortalRendition)
def on_size_deleted(instance: PortalRendition, **kwargs: Any) -> None:
    """A size of a picture is gone."""
    lost(instance)
