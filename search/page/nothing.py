"""When nothing is found: what there is near the reader and online all the same. Honest: none of it is what was asked for."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from portal.browse.cards import Card, card_of
from portal.browse.for_whom import is_for_professionals_only
from portal.catalogue.queries import next_occurrences
from portal.localisation.languages import current_language
from search.documents import YES
from search.engines.base import Sort
from search.forms import SearchForm
from search.names import current_names
from search.page.nearby import Near
from search.service import SearchHit, SearchRequest, SearchResults, search_several

_FEW = 3
_READ = 3 * _FEW
"""Hits to choose them from: some are for professionals only, or are shown already."""


@dataclass(frozen=True, slots=True)
class Instead:
    """``place``: name of the municipality that was named, chosen or near, else empty, and its page. ``here``: something of
    what is there. ``online``: something of what is reached from home. ``wider_url``: the same words without any filter."""

    place: str
    place_url: str
    here: list[Card]
    online: list[Card]
    wider_url: str


def instead(form: SearchForm, found: SearchResults, near: Near, now: dt.datetime) -> Instead:
    """What to offer, by one request to the engine and two SQL queries. Raises EngineError."""
    lang = current_language()
    code = _municipality(form, found, near)
    anything = SearchRequest(lang=lang, limit=_READ, facets=(), now=now)
    asked = [replace(anything, filters={"online": frozenset({YES})})]
    if code:
        asked.append(replace(anything, filters={"municipality": frozenset({code})}))
    elif near.point is not None:
        asked.append(replace(anything, near=near.point, sort=Sort.DISTANCE))
    found_online, *found_here = search_several(asked)
    here = _for_families(found_here[0].hits if found_here else ())[:_FEW]
    known = {hit.listing_id for hit in here}
    online = _for_families(hit for hit in found_online.hits if hit.listing_id not in known)[:_FEW]
    dates = next_occurrences([hit.listing_id for hit in (*here, *online)], now=now, per_listing=2)

    def cards(hits: tuple[SearchHit, ...]) -> list[Card]:
        return [card_of(hit.listing, dates[hit.listing_id], now=now, km=hit.km) for hit in hits]

    names = current_names()
    return Instead(
        place=names.label("municipality", code, lang) if code else near.label,
        place_url=reverse("browse:municipality", args=[names.addresses[code]]) if code in names.addresses else "",
        here=cards(here),
        online=cards(online),
        wider_url=form.unfiltered.address() if form.pairs() else "",
    )


def _for_families(hits: Iterable[SearchHit]) -> tuple[SearchHit, ...]:
    return tuple(hit for hit in hits if not is_for_professionals_only(hit.listing))


def _municipality(form: SearchForm, found: SearchResults, near: Near) -> str:
    """Code of the municipality that was chosen, named or typed as the reader's place; empty when there is none."""
    chosen = form.filters.get("municipality", ())
    named = (intent.key for intent in found.intents if intent.kind == "place")
    return next(iter(chosen), "") or near.code or next(named, "")
