"""The map of the results: the same cards, around where the reader is, or around the one municipality that was chosen or named."""

from collections.abc import Sequence
from dataclasses import replace

from portal.browse.cards import Card
from portal.browse.map.view import MapView, map_view
from portal.browse.templatetags.cards import card_html
from search.forms import SearchForm
from search.page.nearby import Near
from search.service import SearchResults

_LEVEL = 3
"""Of the cards' headings: they stand under "On the map"."""


def result_map(form: SearchForm, found: SearchResults, near: Near, cards: Sequence[Card]) -> MapView:
    """The map of these results, each with its card. No query but one after a municipality has changed."""
    return map_view(
        [(card.listing, card_html(card, _LEVEL)) for card in cards],
        counts={facet.value: facet.count for facet in found.facets["municipality"]},
        chosen=_municipality(form, found),
        url=lambda code: replace(form, filters={**form.filters, "municipality": (code,)}, page=1).address(),
        near=near.point,
    )


def _municipality(form: SearchForm, found: SearchResults) -> str:
    """Code of the municipality that was chosen, else of the one that the words name; empty unless it is one."""
    chosen = form.filters.get("municipality", ())
    named = {str(intent.key) for intent in found.intents if intent.kind == "place"}
    codes = set(chosen) or named
    return codes.pop() if len(codes) == 1 else ""
