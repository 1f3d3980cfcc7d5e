"""The page about this moment: who answers now. What is on today is the calendar's (``portal.browse.calendar``)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.helplines import lines_of, sorted_lines
from portal.catalogue.filters import Filters
from portal.catalogue.lifted import crisis_first
from portal.content.clock import clock
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.kept import kept


@require_safe
@kept
def help_now(request: HttpRequest) -> HttpResponse:
    """Helplines by whether somebody answers at this minute; 112 always. One query besides the site's own, one more for new ones."""
    now = timezone.now()
    filters = Filters(kinds=(Kind.HELPLINE,), current_only=True)
    keys = crisis_first(filters, lang=current_language(), now=now, all_crisis=True)
    context = {
        "answering": sorted_lines(lines_of.get(keys, now=now).values()),
        "time": clock(timezone.localtime(now).time()),
        "sensitive": True,
    }
    response = render(request, "pages/help_now.html", context)
    # A page that says "open now" may not be kept by anyone.
    response["Cache-Control"] = "no-store"
    return response
