"""Calendar files (text/calendar): a listing with all its dates, one date, and to subscribe to: all of a municipality or an organisation.

Nothing is told of old information and of examples: who has it in a calendar does not see that it is marked.
"""

import datetime as dt
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe
from icalendar import Event

from portal.browse.calendar.address import Address, NoSuchDayError, has_dropped, read_address
from portal.browse.calendar.days import midnight
from portal.browse.calendar.links import has_file
from portal.browse.calendar.words import NEUTRAL_FILE, calendar_words, file_name
from portal.browse.labels import filter_labels
from portal.browse.times import may_assert, occurrence_value
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import by_ids, dates_of
from portal.catalogue.writer import HORIZON
from portal.content.neutral import neutral_title
from portal.feeds.ical import calendar, one_date
from portal.feeds.series import schedule_events
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.kept import keep

SUBSCRIBED = dt.timedelta(days=90)
"""How far a subscription tells: programs ask again, and nobody looks further."""
MOST = 400
"""Dates in a subscription: each costs 0.3 ms to write (measured)."""
MAX_AGE = 15 * 60
"""Seconds for which whoever asks may keep a file: a cancelled date is known within a quarter of an hour."""


@conditional_page
@require_safe
def listing_file(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Everything a listing does from today on, its rules as rules. Two queries at most.

    :raises Http404: it is not public, tells of no dates, or is old information or an example.
    """
    entry = _entry(listing_id)
    listing = entry.listing
    start = midnight(timezone.localdate())
    if listing.schedule is None:
        raise Http404
    events = schedule_events(listing.id, listing.schedule, calendar_words(entry), start=start, end=start + HORIZON)
    return _answer(request, neutral_title(listing), events, listing)


@conditional_page
@require_safe
def date_file(request: HttpRequest, listing_id: UUID, uid: UUID) -> HttpResponse:
    """One date of a listing. Two queries.

    :raises Http404: as for ``listing_file``, or the date is over or gone.
    """
    entry = _entry(listing_id)
    row = Occurrence.objects.filter(uid=uid, listing_id=listing_id).first()
    if row is None:
        raise Http404
    return _answer(request, neutral_title(entry.listing), [one_date(occurrence_value(row), row.uid, calendar_words(entry))], entry.listing)


@conditional_page
@require_safe
def calendar_file(request: HttpRequest) -> HttpResponse:
    """What happens in the coming weeks with the filters of the address, to subscribe to. Three queries at most.

    :raises Http404: something in the address is not understood: a calendar of something else would be worse than none.
    """
    try:
        address = read_address(request.GET)
    except NoSuchDayError as error:
        raise Http404 from error
    if has_dropped(request.GET, address):
        raise Http404
    name = subscription_name(address)
    now = timezone.now()
    rows = dates_of(address.filters, now, now + SUBSCRIBED, limit=MOST)
    entries = {entry.listing_id: entry for entry in by_ids([row.listing_id for row in rows], lang=current_language())}
    words = {key: calendar_words(entry, neutral_title(entry.listing)) for key, entry in entries.items() if _is_true(entry.listing)}
    events = [one_date(occurrence_value(row), row.uid, words[row.listing_id]) for row in rows if row.listing_id in words]
    return _answer(request, name, events, query=address.subscription())


@require_safe
def page(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Lead from an address that names nothing to the listing's page."""
    entries = by_ids([listing_id], lang=current_language())
    if not entries:
        raise Http404
    response = redirect(entries[0].listing.url)
    response["Cache-Control"] = "no-store"
    return response


def _entry(listing_id: UUID) -> CatalogueEntry:
    entry = next(iter(by_ids([listing_id], lang=current_language())), None)
    if entry is None or not has_file(entry.listing):
        raise Http404
    return entry


def _is_true(listing: Listing) -> bool:
    return may_assert(listing) and not listing.is_example


def subscription_name(address: Address) -> str:
    """Name of a subscription: the portal's, and what was chosen."""
    labels = filter_labels()
    chosen = []
    for name, value in (("municipality", address.municipality), ("age_band", address.age_band)):
        label = next((one.label for one in labels.get(name, []) if one.value == value), "")
        if value and not label:
            raise Http404
        chosen += [label] if label else []
    if address.organisation is not None:
        organisation = next(iter(by_ids([address.organisation], lang=current_language())), None)
        if organisation is None:
            raise Http404
        chosen.append(neutral_title(organisation.listing))
    return ": ".join([gettext("Family centre"), *([", ".join(chosen)] if chosen else [])])


def _answer(request: HttpRequest, name: str, events: list[Event], listing: Listing | None = None, *, query: str = "") -> HttpResponse:
    body = calendar(name, events, today=timezone.localdate())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    file = file_name(listing) if listing else NEUTRAL_FILE
    # Not as an attachment: telephones then offer to add it instead of storing a file.
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store" if listing and listing.sensitive else f"public, max-age={MAX_AGE}"
    keep(request, response, query=query)
    return response
