"""What other pages show from the search engine."""

import logging
from typing import Any

from django import template
from django.utils import timezone

from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from search.engines.base import EngineError
from search.likeness import cards_of_similar

register = template.Library()
logger = logging.getLogger(__name__)

HAS_SIMILAR = frozenset({Kind.PEER_GROUP, Kind.SERVICE, Kind.HELPLINE, Kind.EVENT, Kind.MATERIAL, Kind.GUIDE})
"""A meeting place and an organisation show what is theirs instead."""
_FEW = 3


@register.inclusion_tag("search/similar.html")
def similar_listings(listing: Listing, seen: bool = False) -> dict[str, Any]:
    """Others like it, as cards. Nothing when there are none, or the engine does not answer. ``seen``: as of ``cards_of_similar``."""
    if listing.kind not in HAS_SIMILAR:
        return {"cards": []}
    try:
        cards = cards_of_similar(listing, _FEW, now=timezone.now(), seen=seen)
    except EngineError as error:
        logger.warning("No similar listings: %s", error)
        return {"cards": []}
    return {"cards": [card.html for card in cards]}
