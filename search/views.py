"""The result page. It sets no cookie and remembers no query and no place."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.browse.briefly import about_km
from portal.browse.cards import Card
from portal.browse.drawn_cards import cards_of_versions
from portal.browse.helplines import EMERGENCY, Line, line_of
from portal.browse.list_filters import VIEW
from portal.browse.map.panel import MAP, allow_tiles
from portal.browse.map.view import view_links
from portal.browse.paging import pagination
from portal.browse.templatetags.cards import CardFrame, card_html
from portal.localisation.languages import current_language
from search.analytics.counter import count_search
from search.engines.base import EngineError, Sort
from search.forms import SearchForm
from search.page.chips import chosen_chips, understood_chips
from search.page.contact import human_contact
from search.page.facets import facet_groups, radius_options, when_group
from search.page.map import result_map
from search.page.nearby import Near, find_near
from search.page.nothing import instead
from search.service import DEEPEST, SearchResults, search

logger = logging.getLogger(__name__)
_CRISIS_LINES = 4
"""Beside 112: more numbers would be a list to choose from, and nobody chooses in a crisis."""
_LEVEL = 2
"""Of the cards' headings."""
_SORTS: dict[Sort, Any] = {
    Sort.RELEVANCE: gettext_lazy("Best match"),
    Sort.NEXT: gettext_lazy("Next date"),
    Sort.DISTANCE: gettext_lazy("Nearest"),
}


@dataclass(frozen=True, slots=True)
class SortLink:
    """An order of the results and the address that asks for it."""

    label: str
    url: str
    current: bool


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results for ``q`` and filters: three SQL queries of its own and one request to the engine; five and two when nothing is found.

    A failing engine gives a page that says so and shows ways to browse, never an error.

    :raises Http404: beyond the last page.
    """
    form = SearchForm.read(request.GET)
    now = timezone.now()
    context: dict[str, Any] = {
        "query": form.q,
        "form": form,
        "hidden": [*form.pairs(), *([(VIEW, form.view)] if form.view else [])],
        "radii": radius_options(form.radius, current_language()),
        "when": [when_group(form)],
        "noindex": True,
        "language_path": f"{request.path}{form.address(form.page)}".rstrip("?"),
        "failed": False,
        "contact": human_contact(now),
    }
    try:
        context |= _found(request, form, now)
    except EngineError as error:
        logger.error("Search cannot answer: %s", error)  # the error, never the query
        context["failed"] = True
    response = render(request, "search/results.html", context)
    if form.view == MAP:
        allow_tiles(response)
    response["Referrer-Policy"] = "no-referrer"  # nor do our own pages and their server's log hear what was searched
    if context.get("sensitive") or form.near:
        # What was asked, and where the reader is, stay in no cache: neither on the way nor on a shared computer.
        response["Cache-Control"] = "no-store"
    return response


def _found(request: HttpRequest, form: SearchForm, now: dt.datetime) -> dict[str, Any]:
    lang, today = current_language(), timezone.localdate(now)
    near = find_near(form.near, form.near_point, lang)
    asked = replace(form.to_request(lang, today=today, near=near.point), now=now)
    found = search(asked)
    if found.page > found.pages:
        raise Http404
    if not form.view:  # the map goes on from a list that was counted
        count_search(request, asked, found)
    framed = _cards(found, now)
    cards = [card for card, _frame in framed]
    chips = chosen_chips(form, found, near)
    return {
        # A search for help with something sensitive tells as much as the pages it finds: quick exit, neutral title.
        "sensitive": found.in_crisis or (bool(form.q or form.filters) and any(card.listing.sensitive for card in cards[:1])),
        "results": found,
        "crisis": _crisis_lines(found, now),
        "total": found.total,
        "near": near,
        "facets": facet_groups(form, found),
        "correction_url": replace(form, exact=True, page=1).address(),
        "understood": understood_chips(form, found),
        "chips": chips,
        "clear_url": form.unfiltered.address(),
        "sorts": _sorts(form, found, near),
        "cards": cards,
        "drawn": [card_html(card, _LEVEL, frame) for card, frame in framed] if form.view != MAP else [],
        "tabs": view_links(lambda view: replace(form, view=view, page=1).address(), form.view),
        "map": result_map(form, found, near, cards) if form.view == MAP and cards else None,
        "instead": None if cards else instead(form, found, near, now),
        "pagination": pagination(found.page, found=min(found.total, DEEPEST), size=form.size, url=form.address),
    }


def _cards(found: SearchResults, now: dt.datetime) -> list[tuple[Card, CardFrame | None]]:
    """Cards with what matched, each with its frame unless a distance stands in it."""
    kept = cards_of_versions([(hit.listing, hit.version) for hit in found.hits], now=now)
    return [
        (
            replace(each.card, distance="" if hit.km is None else about_km(hit.km), title=hit.title, snippet=hit.snippet, part=hit.part),
            each.frame if hit.km is None else None,
        )
        for each, hit in zip(kept, found.hits, strict=True)
    ]


def _crisis_lines(found: SearchResults, now: dt.datetime) -> list[Line]:
    """Whoever can be reached from the panel, in the order of the search; the panel has 112 by itself."""
    lines = [line_of(hit.listing, now) for hit in found.crisis]
    return [line for line in lines if line.phone != EMERGENCY and (line.phone or line.web)][:_CRISIS_LINES]


def _sorts(form: SearchForm, found: SearchResults, near: Near) -> Sequence[SortLink]:
    """Orders to choose from; by distance when a place is known, also one that the words named."""
    place = form.near if near.point else next((intent.label for intent in found.intents if intent.kind == "place"), "")
    current = Sort.RELEVANCE if form.sort is Sort.DISTANCE and near.point is None else form.sort
    return [
        SortLink(
            str(label),
            replace(form, sort=sort, near=str(place) if sort is Sort.DISTANCE else form.near).address(),
            current=sort is current,
        )
        for sort, label in _SORTS.items()
        if sort is not Sort.DISTANCE or place
    ]
