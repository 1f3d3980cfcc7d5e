"""The saved list and the hand-out. Nothing is stored: what they show stands in their address, whose query no log keeps."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.cards import Card, cards_of
from portal.browse.short_ids import PARAMETER, GivenIds, read_ids, write_ids
from portal.browse.templatetags.portal_ui import LANGUAGES_IN_THEIR_OWN_WORDS
from portal.catalogue.queries import by_ids
from portal.localisation.languages import current_language, language_codes, path_in
from portal.saved.handout import handout_items


@dataclass(frozen=True, slots=True)
class ShownCard:
    """A card of a list and the address of the list without it."""

    card: Card
    without: str

    @property
    def alone(self) -> list[Card]:
        """The card as the list that the tag ``listing_cards`` draws."""
        return [self.card]


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A hand-out in one language, named in that language."""

    code: str
    label: str
    url: str
    is_current: bool


@require_safe
def saved(request: HttpRequest) -> HttpResponse:
    """The list in the address, or, without one, the list of this device, which the script ``saved.js`` draws without asking us."""
    given = read_ids(request.GET.get(PARAMETER, ""))
    entries = by_ids(given.ids, lang=current_language()) if given.ids else []
    shown = tuple(entry.listing_id for entry in entries)
    here = _address("saved:list", shown)
    context = _common(given, shown, request) | {
        "cards": [
            ShownCard(card, _address("saved:list", tuple(one for one in shown if one != card.listing.id))) for card in cards_of(entries)
        ],
        "is_given": not given.is_empty,
        "share_path": here,
        # Of a device's own list the server knows nothing: it may hold anything.
        "sensitive": given.is_empty or any(entry.listing.sensitive for entry in entries),
    }
    return _private(render(request, "pages/saved.html", context))


@require_safe
def handout(request: HttpRequest) -> HttpResponse:
    """The list in the address on paper: whom, when, where, how, whom to ask, for somebody who is given it. Two queries."""
    given = read_ids(request.GET.get(PARAMETER, ""))
    now = timezone.now()
    entries = by_ids(given.ids, lang=current_language()) if given.ids else []
    shown = tuple(entry.listing_id for entry in entries)
    context = _common(given, shown, request) | {
        "items": handout_items([entry.listing for entry in entries], now=now),
        "printed": timezone.localdate(now),
        "back": _address("saved:list", shown),
        "sensitive": any(entry.listing.sensitive for entry in entries),
    }
    return _private(render(request, "pages/handout.html", context))


def _common(given: GivenIds, shown: tuple[UUID, ...], request: HttpRequest) -> dict[str, Any]:
    path = _address("saved:handout", shown)
    asked = urlencode({PARAMETER: write_ids(given.ids)})
    return {
        "missing": given.unreadable + len(given.ids) - len(shown),
        "beyond": given.beyond,
        "languages_of_handout": [
            LanguageChoice(code, LANGUAGES_IN_THEIR_OWN_WORDS.get(code, code), path_in(code, path), code == current_language())
            for code in language_codes()
        ],
        "language_path": f"{request.path}?{asked}" if given.ids else request.path,
        "noindex": True,
    }


def _address(name: str, ids: tuple[UUID, ...]) -> str:
    path = reverse(name)
    return f"{path}?{urlencode({PARAMETER: write_ids(ids)})}" if ids else path


def _private(response: HttpResponse) -> HttpResponse:
    """What somebody has chosen stays in no cache, and no other address hears of it."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
