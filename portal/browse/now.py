"""Pages about this moment: who answers now, and what is on today and this week."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.cards import Card, card_of
from portal.browse.helplines import answering
from portal.browse.list_filters import read_filters
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import by_ids, dates_between, helplines
from portal.content.clock import clock, day_in_words
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.kept import kept
from portal.regions.models import Municipality

DAYS = 7


@require_safe
@kept
def help_now(request: HttpRequest) -> HttpResponse:
    """Helplines by whether somebody answers at this minute; 112 always. Two queries besides the site's own."""
    now = timezone.now()
    context = {
        "answering": answering(helplines(lang=current_language()), now=now),
        "time": clock(timezone.localtime(now).time()),
        "sensitive": True,
    }
    response = render(request, "pages/help_now.html", context)
    # A page that says "open now" may not be kept by anyone.
    response["Cache-Control"] = "no-store"
    return response


@dataclass(frozen=True, slots=True)
class Day:
    """A day and its cards by time."""

    title: str
    cards: list[Card]


@require_safe
@kept
def today(request: HttpRequest) -> HttpResponse:
    """Groups and events of today and the next six days; examples are among them, marked, for there may be nothing else."""
    now, lang = timezone.now(), current_language()
    code = read_filters(request.GET, Kind.EVENT).municipality
    rows = dates_between(now, now + dt.timedelta(days=DAYS), kinds=[Kind.EVENT.value, Kind.PEER_GROUP.value], municipality=code)
    entries = {entry.listing_id: entry for entry in by_ids([row.listing_id for row in rows], lang=lang)}
    context = {
        "days": days_of(rows, entries, now),
        "municipalities": Municipality.objects.filter(successor__isnull=True).order_by("is_example", "slug"),
        "chosen": code,
    }
    return render(request, "pages/today.html", context)


def days_of(rows: list[Occurrence], entries: dict[UUID, CatalogueEntry], now: dt.datetime) -> list[Day]:
    """Dates as days with cards, in order; what began earlier and goes on is under today."""
    first = timezone.localdate(now)
    shown = [row for row in rows if row.listing_id in entries]
    days = []
    for day, same in groupby(shown, key=lambda row: max(timezone.localdate(row.start), first)):
        cards = [card_of(entries[row.listing_id].listing, [row], now=now) for row in same]
        days.append(Day(title=day_in_words(day, first), cards=cards))
    return days
