"""What search does when others change: engines follow the catalogue, names are read anew."""

import logging
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.catalogue.signals import catalogue_changed
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import VOCABULARIES
from search import names
from search.engines.base import EngineError
from search.language.voikko import AnalyserUnavailableError
from search.sync import drain

logger = logging.getLogger(__name__)


@receiver(catalogue_changed, dispatch_uid="search-follows-catalogue")
def follow_catalogue(**_kwargs: Any) -> None:
    """Bring the engine up to date after a commit. When it cannot be reached, publishing stands and the rows stay pending."""
    try:
        drain()
    except (EngineError, AnalyserUnavailableError) as error:
        logger.warning("Search is behind the catalogue until search_sync runs: %s", error)


def forget_names(**_kwargs: Any) -> None:
    """A municipality, locality or term changed."""
    names.forget()


NAMED: tuple[type[Model], ...] = (Municipality, Locality, *VOCABULARIES.values())
for model in NAMED:
    post_save.connect(forget_names, sender=model, dispatch_uid=f"search-names-saved-{model.__name__}")
    post_delete.connect(forget_names, sender=model, dispatch_uid=f"search-names-deleted-{model.__name__}")
