"""What search does when others change: engines follow the catalogue, names are read anew."""

import logging
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.signals import catalogue_changed
from portal.catalogue.writer import index_later
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import VOCABULARIES, AgeBand
from portal.thesaurus.signals import thesaurus_changed
from search import names
from search.engines.base import EngineError
from search.engines.limits import within
from search.following import is_rebuilt_afterwards
from search.language.voikko import AnalyserUnavailableError
from search.sync import BATCH, drain

logger = logging.getLogger(__name__)
_SECONDS = 3.0
"""How long whoever publishes waits for an engine in all."""


@receiver(catalogue_changed, dispatch_uid="search-follows-catalogue")
def follow_catalogue(**_kwargs: Any) -> None:
    """Bring the engine up to date after a commit. When it cannot be reached, publishing stands and the rows stay pending.

    The latest changes go first and at most BATCH at once, so that nobody who publishes waits for others' changes (a new
    thesaurus marks every listing): the rest is left to the periodic job. So is what takes the engine longer than _SECONDS.
    """
    if is_rebuilt_afterwards():
        return
    try:
        with within(_SECONDS):
            drain(most=BATCH)
    except (EngineError, AnalyserUnavailableError) as error:
        logger.warning("Search is behind the catalogue until search_sync runs: %s", error)


@receiver(thesaurus_changed, dispatch_uid="search-follows-thesaurus")
def follow_thesaurus(texts_changed: bool, **_kwargs: Any) -> None:
    """The thesaurus changed: queries are understood by it at once; texts are read anew in the background."""
    transaction.on_commit(names.forget)
    if texts_changed:
        index_later()


@receiver([post_save, post_delete], sender=AgeBand, dispatch_uid="search-follows-age-bands")
def follow_age_band(instance: AgeBand, raw: bool = False, **_kwargs: Any) -> None:
    """An age band may have other ages: what is meant for it is read anew in the background."""
    if not raw:
        meant = CatalogueEntry.objects.filter(facets__name="age_band", facets__value=instance.slug)
        index_later(meant.values_list("listing_id", flat=True))


def forget_names(**_kwargs: Any) -> None:
    """A municipality, locality or term changed."""
    names.forget()


NAMED: tuple[type[Model], ...] = (Municipality, Locality, *VOCABULARIES.values())
for model in NAMED:
    post_save.connect(forget_names, sender=model, dispatch_uid=f"search-names-saved-{model.__name__}")
    post_delete.connect(forget_names, sender=model, dispatch_uid=f"search-names-deleted-{model.__name__}")
