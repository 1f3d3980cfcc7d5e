"""The result page. It sets no cookie and remembers no query."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from portal.browse.cards import Card, card_of
from portal.browse.list_filters import Chip, Group, Option
from portal.browse.paging import pagination
from portal.catalogue.queries import next_occurrences
from portal.localisation.languages import current_language
from search.engines.base import EngineError
from search.forms import ONLY, PAGE_SIZE, SWITCHES, SearchForm
from search.names import current_names
from search.service import DEEPEST, SearchResults, search

logger = logging.getLogger(__name__)
GROUPS: dict[str, Any] = {
    "municipality": gettext_lazy("Municipality"),
    "kind": gettext_lazy("What"),
    "topic": gettext_lazy("Topic"),
    "age_band": gettext_lazy("Age"),
    "audience": gettext_lazy("For whom"),
    "language": gettext_lazy("Language"),
}
_ONE_OF = frozenset({"municipality"})
"""Filters of which the form offers one value at a time."""


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results for ``q`` and filters: two SQL queries of its own.

    A failing engine gives a page that says so and shows ways to browse, never an error.

    :raises Http404: beyond the last page.
    """
    form = SearchForm.read(request.GET)
    context: dict[str, Any] = {
        "query": form.q,
        "request_values": form.filters,
        "hidden": form.pairs(),
        "noindex": True,
        "failed": False,
    }
    try:
        found = search(form.to_request(current_language()))
    except EngineError as error:
        logger.error("Search cannot answer: %s", error)  # the error, never the query
        context["failed"] = True
    else:
        if found.page > found.pages:
            raise Http404
        cards = _cards(found)
        context |= {
            # A search for help with something sensitive tells as much as the pages it finds: quick exit, neutral title.
            "sensitive": bool(form.q or form.filters) and any(card.listing.sensitive for card in cards[:1]),
            "results": found,
            "total": found.total,
            "facets": _groups(form, found),
            "chips": _chips(form, found),
            "clear_url": SearchForm(form.q, {}, 1).address(),
            "cards": cards,
            "pagination": pagination(found.page, found=min(found.total, DEEPEST), size=PAGE_SIZE, url=form.address),
        }
    return render(request, "search/results.html", context)


def _cards(found: SearchResults) -> list[Card]:
    now = timezone.now()
    dates = next_occurrences([hit.listing_id for hit in found.hits], now=now, per_listing=2)
    return [card_of(hit.listing, dates[hit.listing_id], now=now, snippet=hit.snippet, part=hit.part) for hit in found.hits]


def _groups(form: SearchForm, found: SearchResults) -> list[Group]:
    groups = [_group(name, form, found) for name in GROUPS]
    switches = [
        Option(value=name, label=facet.label, count=facet.count, selected=facet.selected)
        for name in SWITCHES
        for facet in found.facets[name]
    ]
    is_open = any(option.selected for option in switches)
    groups.append(Group(ONLY, gettext("Only these"), tuple(switches), multiple=True, is_open=is_open))
    return [group for group in groups if group.options]


def _group(name: str, form: SearchForm, found: SearchResults) -> Group:
    facets = found.facets[name]
    options = tuple(Option(value=each.value, label=each.label, count=each.count, selected=each.selected) for each in facets)
    if name == "municipality":
        options += _example_options({each.value for each in facets})
    chosen = form.filters.get(name, ())
    multiple = name not in _ONE_OF or len(chosen) > 1
    if options and not multiple:
        options = (Option(value="", label=gettext("All"), count=None, selected=not chosen), *options)
    return Group(name, str(GROUPS[name]), options, multiple=multiple, is_open=bool(chosen))


def _example_options(known: set[str]) -> tuple[Option, ...]:
    """Municipalities of fictional examples: choosing one is the only way to find what is there, so they are always offered."""
    names = current_names()
    codes = names.in_order("municipality", names.example_codes - known, current_language())
    labels = {code: names.label("municipality", code, current_language()) for code in codes}
    return tuple(Option(code, gettext("%(name)s (fictional example)") % {"name": label}, None, False) for code, label in labels.items())


def _chips(form: SearchForm, found: SearchResults) -> list[Chip]:
    return [
        Chip(label=facet.label, remove_url=form.address(without=(name, facet.value)))
        for name, facets in found.facets.items()
        for facet in facets
        if facet.selected
    ]
