"""The map of a municipality: everything there that is somewhere, of whatever kind."""

from functools import partial
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from portal.browse.drawn_cards import drawn_cards
from portal.browse.list_filters import VIEW
from portal.browse.map.ground import towns
from portal.browse.map.panel import MAP, MAP_SIZE, MAPPED, allow_tiles
from portal.browse.map.view import map_view, view_links
from portal.browse.paging import PAGE, page_number, pagination
from portal.browse.routes import search_url
from portal.browse.tabs import Tab
from portal.catalogue.here import what_is_here
from portal.catalogue.queries import entries_of
from portal.localisation.languages import current_language
from portal.pagecache.kept import keep
from portal.regions.models import Municipality


def municipality_tabs(one: Municipality, view: str) -> tuple[Tab, ...]:
    """The page of a municipality and its map; none where the map would have no middle. ``view``: the one that is shown."""
    return view_links(partial(_address, one.slug), view) if one.coordinates else ()


def municipality_map(request: HttpRequest, one: Municipality) -> HttpResponse:
    """The map beside the cards of what is in the municipality: two queries of its own. Where nothing is, the page itself.

    It shows the state of the public content at which ``portal.catalogue.memory`` looked last.

    :raises Http404: beyond the last page.
    """
    now = timezone.now()
    number = page_number(request.GET)
    start = (number - 1) * MAP_SIZE
    stop = start + MAP_SIZE
    here = what_is_here(one.code, kinds=MAPPED, lang=current_language(), now=now, start=start, stop=stop, seen=True)
    if number > 1 and not here.keys:
        raise Http404
    if not here.keys:
        return redirect("browse:municipality", one.slug)  # it tells what is nearest
    entries = entries_of(here.keys)
    public = {entry.pk for entry in entries}
    cards = drawn_cards([key for key in here.keys if key.entry in public], level=3, now=now, entries=entries)
    slugs = {town.code: town.slug for town in towns()}
    context = {
        "municipality": one,
        "tabs": municipality_tabs(one, MAP),
        "total": here.counts.get(one.code, 0),
        "map": map_view(
            [(entry.listing, card.html) for entry, card in zip(entries, cards, strict=True)],
            counts=here.counts,
            chosen=one.code,
            url=lambda code: _address(slugs[code], MAP),
            with_everywhere=False,
        ),
        "pagination": pagination(number, found=here.counts.get(one.code, 0), size=MAP_SIZE, url=partial(_address, one.slug, MAP)),
        "narrow_url": search_url(municipality=one.code, **{VIEW: MAP}),
        "noindex": True,
    }
    response = render(request, "pages/municipality_map.html", context)
    allow_tiles(response)
    keep(request, response, query=_query(MAP, number))
    return response


def _address(slug: str, view: str, page: int = 1) -> str:
    return f"{reverse('browse:municipality', args=[slug])}{_query(view, page)}"


def _query(view: str, page: int) -> str:
    pairs = [*([(VIEW, view)] if view else []), *([(PAGE, str(page))] if page > 1 else [])]
    return f"?{urlencode(pairs)}" if pairs else ""
