"""Frozen editions never change, but for an address that has become confidential since: no copy of it is kept."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from django.dispatch import receiver

from portal.content.signals import place_hidden
from portal.content.street_addresses import street_address_in, texts_in, without_street_addresses
from portal.guides.models import GuideEdition

_EMPTY: dict[str, Any] = {"street": "", "postal_code": "", "city": "", "way_in": "", "point": None, "confidential": True}


@receiver(place_hidden)
def on_place_hidden(page: Any, points: Collection[str], **kwargs: Any) -> None:
    """Empty the place in every edition that shows the page, or something that takes place there."""
    for edition in GuideEdition.objects.only("pk", "frozen").iterator():
        cards = edition.frozen.get("cards", {})
        hidden = {key: _hidden(card, str(page.listing_id), points) for key, card in cards.items()}
        if hidden != cards:
            edition.frozen = edition.frozen | {"cards": hidden}
            edition.save(update_fields=["frozen"])


def _hidden(card: dict[str, Any], listing_id: str, points: Collection[str]) -> dict[str, Any]:
    """A Listing as JSON, without the address of the page ``listing_id``."""
    card = deepcopy(card)
    is_own = card["id"] == listing_id
    removed = _hide(card.get("place"), listing_id, is_own=is_own)
    for point in card.get("delivery_points", ()):
        is_hidden = is_own and point["id"] in points
        removed |= _hide(point.get("place"), listing_id, is_own=is_hidden)
        if is_hidden:
            removed |= {text for text in texts_in(point) if street_address_in(text)}
            point.update(without_street_addresses(point))
    for name, value in card.items():
        if isinstance(value, list):  # texts told a second time, as ``finnish_texts``
            card[name] = [one for one in value if not (isinstance(one, str) and one in removed)]
    return card if points or not is_own else without_street_addresses(card)


def _hide(place: dict[str, Any] | None, listing_id: str, *, is_own: bool) -> set[str]:
    """Empty the place when it is the one; returns the texts it had."""
    if place is None or not (is_own or place.get("listing_id") == listing_id):
        return set()
    # A meeting place's name is the title of its page; any other name is that of the building.
    empty = _EMPTY if place.get("listing_id") else _EMPTY | {"name": ""}
    removed = {place[name] for name in empty if isinstance(place.get(name), str) and place[name]}
    place.update(empty)
    return removed
