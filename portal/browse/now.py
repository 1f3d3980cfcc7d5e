"""The page about this moment: who answers now. What is on today is the calendar's (``portal.browse.calendar``)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.drawn_pages import DrawnPages
from portal.browse.helplines import answering_now
from portal.browse.templatetags.drawn import PARTS
from portal.content.clock import clock
from portal.localisation.languages import current_language
from portal.pagecache.kept import kept


@require_safe
@kept
def help_now(request: HttpRequest) -> HttpResponse:
    """Helplines by whether somebody answers at this minute; 112 always. One query besides the site's own, one more for new ones."""
    now = timezone.now()
    answering = answering_now(now=now)
    context = {
        "answering": answering,
        PARTS: _drawn.parts(current_language(), answering),
        "time": clock(timezone.localtime(now).time()),
        "sensitive": True,
    }
    response = render(request, "pages/help_now.html", context)
    # A page that says "open now" may not be kept by anyone.
    response["Cache-Control"] = "no-store"
    return response


_drawn: DrawnPages[str] = DrawnPages(10)
"""By language; a line takes some 1 kB."""
