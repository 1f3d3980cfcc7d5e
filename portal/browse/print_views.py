"""What is printed: a meeting place's poster, a whole guide, a frozen edition. Addresses written out, a QR code to the living page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.editions import frozen_cards, frozen_listing, noon_of
from portal.browse.freshness import state_label
from portal.browse.points import address_line
from portal.browse.printing import printed_guide
from portal.browse.programme import programme_days
from portal.browse.times import times_of
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import at_place, by_ids, next_occurrences
from portal.catalogue.running import entries_of_sections
from portal.content.public import is_public
from portal.guides.models import GuideEdition
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.kept import kept


@require_safe
@kept
def poster(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """The week at a meeting place on one A4 sheet."""
    listing = _public(listing_id, Kind.MEETING_PLACE)
    now = timezone.now()
    entries = at_place(listing.id, lang=current_language(), now=now)
    dates = next_occurrences([listing.id, *(entry.listing_id for entry in entries)], now=now, per_listing=8)
    context = {
        "listing": listing,
        "times": times_of(listing.schedule, now=now, opens=False, is_current=not listing.is_historical),
        "address": address_line(listing.place),
        "state_label": state_label(listing),
        "days": programme_days(entries, dates, now=now, by_date=True),
        "printed": timezone.localdate(),
    }
    return _print(request, "pages/poster.html", context, listing)


@require_safe
@kept
def guide(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """The whole guide as it is today."""
    listing = _public(listing_id, Kind.GUIDE)
    sections = [section for part in listing.parts for section in part.sections]
    found = entries_of_sections([*listing.sections, *sections], lang=current_language())
    cards = [[entry.listing for entry in entries] for entries in found]
    context = printed_guide(listing, cards, now=timezone.now(), lang=current_language())
    return _print(request, "pages/guide_print.html", context | {"printed": timezone.localdate()}, listing)


@require_safe
@kept
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    """A frozen edition: the words and the addresses of its day, whatever has changed since."""
    one = GuideEdition.objects.select_related("guide").filter(pk=edition_id).first()
    if one is None or not one.frozen or not is_public(one.guide):
        raise Http404
    listing = frozen_listing(one)
    context = printed_guide(listing, frozen_cards(one), now=noon_of(one.date), lang=one.lang)
    return _print(request, "pages/guide_print.html", context | {"edition": one, "printed": one.date}, listing)


def _public(listing_id: UUID, kind: Kind) -> Listing:
    entries: list[CatalogueEntry] = by_ids([listing_id], lang=current_language())
    if not entries or entries[0].kind_value is not kind:
        raise Http404
    return entries[0].listing


def _print(request: HttpRequest, template: str, context: dict[str, Any], listing: Listing) -> HttpResponse:
    response = render(request, template, context | {"listing": listing})
    if listing.sensitive:
        response["Cache-Control"] = "no-store"
    return response
