"""Lists per kind with filters. No cookie, no JavaScript needed; what is chosen is in the address only."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portal.browse.answers import plural_label
from portal.browse.calendar.links import news_path
from portal.browse.crisis import crisis_lines
from portal.browse.drawn_cards import drawn_cards
from portal.browse.labels import filter_labels
from portal.browse.list_filters import filter_form, has_dropped, list_query, read_filters
from portal.browse.paging import page_number, pagination
from portal.browse.routes import search_url
from portal.catalogue.counts import facet_counts
from portal.catalogue.queries import PAGE_SIZE, list_keys, settled
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.kept import kept

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
@kept
def listings(request: HttpRequest, kind: Kind) -> HttpResponse:
    """A list of one kind: at most four queries.

    :raises Http404: beyond the last page.
    """
    now = timezone.now()
    filters = settled(read_filters(request.GET, kind), now)
    dropped = has_dropped(request.GET, filters)
    number = page_number(request.GET)
    keys = list_keys(filters, lang=current_language(), number=number, now=now)
    if number > 1 and not keys:
        raise Http404
    cards = drawn_cards(keys[:PAGE_SIZE], level=2, now=now)
    counts = facet_counts(filters, now=now, seen=True)
    form = filter_form(filters, kind, filter_labels(), counts)
    # A list narrowed to a sensitive topic tells as much as its pages do.
    about = [card.sensitive for card in cards[:1] if filters.topic and card.sensitive]
    sensitive = bool(about)
    context = {
        "crisis": crisis_lines(about, now=now),
        "kind": kind,
        "title": plural_label(kind),
        "sentence": SENTENCES[kind],
        "cards": [card.html for card in cards],
        "sensitive": sensitive,
        "total": counts.total,
        "form": form,
        "dropped": dropped,
        "pagination": pagination(number, found=counts.total, size=PAGE_SIZE, url=partial(list_query, filters)),
        "chosen": ", ".join(chip.label for chip in form.chips),
        "illustration": f"illustrations/{kind.value}.html",
        "search_link": search_url(kind=kind.value),
        "news_path": news_path(municipality=filters.municipality, kind=kind.value),
        # Facets in the address are for people: search engines are led to the list itself.
        "noindex": bool(form.chips) or dropped or number > 1,
    }
    response = render(request, "pages/list.html", context)
    if sensitive:
        response["Cache-Control"] = "no-store"
    return response
