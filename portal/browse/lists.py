"""Lists per kind with filters. No cookie, no JavaScript needed; what is chosen is in the address only."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from portal.browse.cards import cards_of
from portal.browse.labels import filter_labels
from portal.browse.list_filters import filter_form, query_string, read_filters
from portal.browse.paging import page_links, page_number
from portal.catalogue.counts import facet_counts
from portal.catalogue.queries import PAGE_SIZE, list_page
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language

TITLES: dict[Kind, Any] = {
    Kind.MEETING_PLACE: gettext_lazy("Meeting places"),
    Kind.PEER_GROUP: gettext_lazy("Peer groups"),
    Kind.SERVICE: gettext_lazy("Services"),
    Kind.HELPLINE: gettext_lazy("Helplines"),
    Kind.EVENT: gettext_lazy("Events"),
    Kind.GUIDE: gettext_lazy("Guides"),
    Kind.MATERIAL: gettext_lazy("Materials"),
    Kind.ORGANISATION: gettext_lazy("Organisations"),
}
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
    """A list of one kind: at most five queries, one more with "open today".

    :raises Http404: beyond the last page.
    """
    now = timezone.now()
    filters = read_filters(request.GET, kind)
    number = page_number(request.GET)
    page = list_page(filters, lang=current_language(), number=number, now=now)
    if number > 1 and not page.entries:
        raise Http404
    counts = facet_counts(filters, now=now)
    form = filter_form(filters, kind, filter_labels(), counts)
    context = {
        "kind": kind,
        "title": TITLES[kind],
        "sentence": SENTENCES[kind],
        "cards": cards_of(page.entries, now=now),
        "total": counts.total,
        "form": form,
        "filters": filters,
        "pagination": page_links(number, counts.total, PAGE_SIZE, lambda page: query_string(filters, **({"page": str(page)} if page > 1 else {}))),
        "chosen": ", ".join(chip.label for chip in form.chips),
        "help_text": gettext("Perheneuvo helps you find the right place."),
    }
    return render(request, "pages/list.html", context)
