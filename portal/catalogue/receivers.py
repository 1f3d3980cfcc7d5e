"""When the catalogue is brought in line: publish, unpublish, move, delete, restrict, and changes of what listings embed.

All of it happens inside the transaction of the change. A draft being saved tells nothing: see ``page_written``.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from portal.catalogue.dependents import ids_that_embed, refresh_dependents, refresh_ids, refresh_page
from portal.catalogue.memory import memory
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.writer import remove_pages
from portal.content.signals import page_written
from portal.media.models import PortalImage
from portal.media.signals import picture_changed
from portal.regions.models import FamilyCentreArea, Locality, Municipality
from portal.taxonomy.models import VOCABULARIES


@receiver(page_written)
def on_write(instance: Any, address_changed: bool, **kwargs: Any) -> None:
    """A page was written in full: published, or saved directly by a script."""
    if instance.live or address_changed:
        refresh_page(instance, below=address_changed)


@receiver(page_unpublished)
def on_unpublish(instance: Any, **kwargs: Any) -> None:
    """A page left the public; what embeds it must forget its address."""
    refresh_page(instance)


@receiver(post_page_move)
def on_move(instance: Any, parent_page_before: Any, **kwargs: Any) -> None:
    """A page, and everything under it, has another address and perhaps another maintainer."""
    refresh_page(instance, below=True)
    if getattr(instance.specific_class, "part_of_parent", False):
        refresh_page(parent_page_before)


EMBEDDED: tuple[type[Model], ...] = (Municipality, FamilyCentreArea, Locality, *VOCABULARIES.values())
"""Records whose facts listings repeat."""


@receiver(pre_delete)
def before_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Remember who embeds the record: afterwards nobody names it any more.

    Of a page's two rows that of its type is deleted first: only when the other is gone has the page gone from StreamFields.
    """
    if type(instance) is Page or isinstance(instance, (PortalImage, *EMBEDDED)):
        _remember_dependents(instance)


def _remember_dependents(instance: Any) -> None:
    """Keep on the instance, while it is deleted, which pages must be written again."""
    instance.catalogue_dependents = ids_that_embed([instance.municipality if isinstance(instance, Locality) else instance], cards=True)
    if isinstance(instance, Page) and getattr(instance.specific_class, "part_of_parent", False):
        instance.catalogue_dependents.add(instance.get_parent().pk)


@receiver(post_delete)
def on_delete(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A page or an embedded record is gone."""
    if isinstance(instance, Page):
        remove_pages([instance.pk])
    refresh_ids(getattr(instance, "catalogue_dependents", ()))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def on_restrict(instance: Any, **kwargs: Any) -> None:
    """A page was closed to the public or opened again, with everything under it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        refresh_page(page, below=True)


@receiver(picture_changed)
def on_picture_change(instance: PortalImage, **kwargs: Any) -> None:
    """A picture has other words or another file: listings repeat both."""
    refresh_dependents(instance)


def on_embedded_change(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A record that listings embed was changed."""
    if not raw:
        refresh_dependents(instance.municipality if isinstance(instance, Locality) else instance)


@receiver([post_save, post_delete], sender=CatalogueEntry)
def on_entry(**kwargs: Any) -> None:
    """An entry was written past the writer (a script, a test), which tells of what it writes."""
    memory.look_again()


for model in EMBEDDED:
    post_save.connect(on_embedded_change, sender=model, dispatch_uid=f"catalogue-{model.__name__}")
