"""When organisations are asked: as soon as the page that names them is public."""

from typing import Any

from django.dispatch import receiver

from portal.cohosting.services import ask_co_hosts
from portal.content.models import ArrangedMixin
from portal.content.signals import page_written


@receiver(page_written)
def on_page_written(instance: Any, **kwargs: Any) -> None:
    """A page was published: in the same transaction."""
    if instance.live and isinstance(instance, ArrangedMixin):
        ask_co_hosts(instance)
