"""Lists per kind with filters. No cookie, no JavaScript needed; what is chosen is in the address only."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.browse.answers import plural_label
from portal.browse.calendar.links import news_path
from portal.browse.crisis import Subject, crisis_lines
from portal.browse.drawn_cards import drawn_cards
from portal.browse.drawn_filters import drawn_filters
from portal.browse.drawn_pages import DrawnPages
from portal.browse.labels import filter_labels
from portal.browse.list_filters import VIEW, are_known, has_dropped, list_query, read_filters, without_organisation
from portal.browse.map.panel import MAP, MAP_SIZE, MAPPED, allow_tiles, asks_for_map
from portal.browse.map.view import map_view, view_links
from portal.browse.organisation import organisation_of
from portal.browse.paging import page_number, pagination
from portal.browse.routes import search_url
from portal.browse.templatetags.drawn import PARTS
from portal.catalogue.counts import facet_counts
from portal.catalogue.filters import Filters
from portal.catalogue.queries import PAGE_SIZE, entries_of, list_keys
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.kept import keep

SENTENCES: dict[Kind, Any] = {
    Kind.MEETING_PLACE: gettext_lazy("Open places where you can come with a child or alone, usually without signing up."),
    Kind.PEER_GROUP: gettext_lazy("Groups where others are in the same situation."),
    Kind.SERVICE: gettext_lazy("Help and advice for families, and how to get it."),
    Kind.HELPLINE: gettext_lazy("Somebody to talk to: by phone, in a chat or by letter."),
    Kind.EVENT: gettext_lazy("What is on for families and those who work with them."),
    Kind.GUIDE: gettext_lazy("One subject from beginning to end, with the help there is near you."),
    Kind.MATERIAL: gettext_lazy("Guides, forms and methods to read, print and use."),
    Kind.ORGANISATION: gettext_lazy("Those who arrange all this."),
}


@require_safe
def listings(request: HttpRequest, kind: Kind) -> HttpResponse:
    """A list of one kind, and the map of it beside its cards: at most four queries.

    :raises Http404: beyond the last page.
    """
    now = timezone.now()
    filters = read_filters(request.GET, kind)
    dropped = has_dropped(request.GET, filters)
    organisation = organisation_of(filters.organisation)
    if filters.organisation is not None and organisation is None:
        filters, dropped = without_organisation(filters), True
    number = page_number(request.GET)
    on_map = kind in MAPPED and asks_for_map(request.GET)
    size, view = (MAP_SIZE, MAP) if on_map else (PAGE_SIZE, "")
    keys = list_keys(filters, lang=current_language(), number=number, now=now, size=size, seen=organisation is not None)
    if number > 1 and not keys:
        raise Http404
    entries = entries_of(keys[:size]) if on_map else []
    public = {entry.pk for entry in entries}
    shown = [key for key in keys[:size] if key.entry in public or not on_map]
    cards = drawn_cards(shown, level=3 if on_map else 2, now=now, entries=entries)
    counts = facet_counts(filters, now=now, seen=True)
    labels = filter_labels()
    drawn = drawn_filters(filters, kind, labels, counts, view=view, organisation=organisation.title if organisation else "")
    form = drawn.form
    # A list narrowed to a sensitive topic or organisation tells as much as its pages do.
    about = [card.sensitive for card in cards[:1] if filters.topic and card.sensitive]
    about += [Subject.of(organisation)] if organisation and organisation.sensitive else []
    sensitive = bool(about)
    context = {
        "crisis": crisis_lines(about, now=now),
        "kind": kind,
        "title": plural_label(kind),
        "sentence": SENTENCES[kind],
        "cards": [card.html for card in cards],
        "sensitive": sensitive,
        "total": counts.total,
        "view": view,
        "clear_url": f"{request.path}?{VIEW}={MAP}" if on_map else request.path,
        "tabs": view_links(lambda name: list_query(filters, view=name), view) if kind in MAPPED else (),
        "form": form,
        "groups": drawn.html,
        "dropped": dropped,
        "pagination": pagination(number, found=counts.total, size=size, url=partial(list_query, filters, view=view)),
        "chosen": ", ".join(chip.label for chip in form.chips),
        # The map is the picture there, and stands higher without another one.
        "illustration": "" if on_map else f"illustrations/{kind.value}.html",
        "search_link": search_url(kind=kind.value),
        "news_path": news_path(municipality=filters.municipality, kind=kind.value, organisation=str(filters.organisation or "")),
        # Facets in the address are for people: search engines are led to the list itself.
        "noindex": bool(form.chips) or dropped or number > 1 or on_map,
    }
    if on_map:
        context["map"] = map_view(
            [(entry.listing, card.html) for entry, card in zip(entries, cards, strict=True)],
            counts=counts.values["municipality"],
            chosen=filters.municipality,
            url=lambda code: list_query(replace(filters, municipality=code), view=MAP),
        )
    else:
        made_of = ([card.html for card in cards], drawn, counts.total, dropped, context["crisis"], sensitive)
        context[PARTS] = _drawn.parts((kind, filters, number, current_language()), *made_of)
    response = render(request, "pages/list.html", context)
    if on_map:
        allow_tiles(response)
    if sensitive:
        response["Cache-Control"] = "no-store"
    if are_known(filters, labels):
        keep(request, response, query=list_query(filters, number, view=view))
    return response


_drawn: DrawnPages[tuple[Kind, Filters, int, str]] = DrawnPages(50)
"""Lists below their frames; some 150 kB each."""
