"""When the catalogue is brought in line: publish, unpublish, move, delete, restrict, and changes of what listings embed.

A full save of a live page is a publication. ``post_save`` with ``update_fields`` is a draft being saved: Wagtail writes
only its bookkeeping columns then, with the draft's content in memory, so it must never reach the catalogue.
"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from portal.catalogue.dependents import pages_that_embed, refresh_dependents, refresh_page, refresh_subtree, write_or_remove
from portal.catalogue.writer import remove_pages
from portal.listings.registry import is_findable
from portal.regions.models import FamilyCentreArea, Locality, Municipality
from portal.taxonomy.models import VOCABULARIES


@receiver(post_save)
def on_save(sender: Any, instance: Any, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """A page was written in full: published, or saved directly by a script."""
    if not raw and update_fields is None and isinstance(instance, Page) and type(instance) is not Page and instance.live:
        refresh_page(instance)


@receiver(page_unpublished)
def on_unpublish(instance: Any, **kwargs: Any) -> None:
    """A page left the public; what embeds it must forget its address."""
    refresh_page(instance)


@receiver(page_slug_changed)
@receiver(post_page_move)
def on_new_address(instance: Any, **kwargs: Any) -> None:
    """A page, and everything under it, has another address."""
    refresh_page(instance)
    refresh_subtree(instance)


@receiver(pre_delete)
def before_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Remember who embeds the record: afterwards nobody names it any more."""
    if isinstance(instance, (Page, *EMBEDDED)) and type(instance) is not Page:
        instance.catalogue_dependents = list(pages_that_embed(instance))
        if getattr(instance, "part_of_parent", False):
            instance.catalogue_dependents.append(instance.get_parent().specific)


@receiver(post_delete)
def on_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page or an embedded record is gone."""
    if isinstance(instance, Page):
        remove_pages([instance.pk])
    for page in getattr(instance, "catalogue_dependents", ()):
        current = Page.objects.filter(pk=page.pk).first()
        if current is not None and is_findable(current.specific):
            write_or_remove(current.specific)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restrict(instance: Any, **kwargs: Any) -> None:
    """A page was closed to the public or opened again, with everything under it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        refresh_page(page)
        refresh_subtree(page)


EMBEDDED = (Municipality, FamilyCentreArea, Locality, *VOCABULARIES.values())


def on_embedded_change(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A record that listings embed was changed."""
    if not raw:
        refresh_dependents(instance.municipality if isinstance(instance, Locality) else instance)


for model in EMBEDDED:
    post_save.connect(on_embedded_change, sender=model, dispatch_uid=f"catalogue-{model.__name__}")
