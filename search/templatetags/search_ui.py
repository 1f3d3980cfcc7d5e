"""What other pages show from the search engine."""

import logging
from typing import Any

from django import template
from django.utils import timezone

from portal.browse.cards import card_of
from portal.catalogue.queries import next_occurrences
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from search.engines.base import EngineError
from search.service import similar

register = template.Library()
logger = logging.getLogger(__name__)

HAS_SIMILAR = frozenset({Kind.PEER_GROUP, Kind.SERVICE, Kind.HELPLINE, Kind.EVENT, Kind.MATERIAL, Kind.GUIDE})
"""A meeting place and an organisation show what is theirs instead."""
_FEW = 3


@register.inclusion_tag("search/similar.html")
def similar_listings(listing: Listing) -> dict[str, Any]:
    """Others like it, as cards: two SQL queries. Nothing when there are none, or the engine does not answer."""
    if listing.kind not in HAS_SIMILAR:
        return {"cards": []}
    now = timezone.now()
    try:
        hits = similar(listing.id, current_language(), _FEW)
    except EngineError as error:
        logger.warning("No similar listings: %s", error)
        return {"cards": []}
    dates = next_occurrences([hit.listing_id for hit in hits], now=now, per_listing=2)
    return {"cards": [card_of(hit.listing, dates[hit.listing_id], now=now) for hit in hits]}
