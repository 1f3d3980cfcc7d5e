"""What calendar programs and feeds are told of a listing, in the active language. Of a sensitive one: that there is something, when, and
in which street; its address here is one that does not name it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from portal.browse.briefly import whom_in_words
from portal.browse.points import address_line, price_in_words
from portal.catalogue.models import CatalogueEntry
from portal.content.neutral import neutral_appointment
from portal.feeds.ical import Words
from portal.listings.kinds import EventStatus
from portal.listings.listing import Listing

NEUTRAL_FILE = "kalenteri"


def calendar_words(entry: CatalogueEntry, summary: str = "") -> Words:
    """Words of a listing's dates. ``summary``: instead of its title."""
    listing = entry.listing
    name = summary or neutral_appointment(listing)
    return Words(
        summary=name,
        summary_off=_off(listing.status, name),
        changed=entry.written_at,
        description="" if listing.sensitive else _description(listing),
        location=_location(listing),
        url=settings.SITE_URL + page_path(listing),
        is_off=listing.status in {EventStatus.CANCELLED, EventStatus.POSTPONED},
        is_private=listing.sensitive,
    )


def page_path(listing: Listing) -> str:
    """Path of its page; of a sensitive listing one that only leads there."""
    return reverse("browse:calendar_page", args=[listing.id]) if listing.sensitive else listing.url


def file_name(listing: Listing) -> str:
    """Name of a listing's calendar file without its ending: its address' last part, which has letters, digits and hyphens only."""
    return NEUTRAL_FILE if listing.sensitive else listing.url.rstrip("/").rsplit("/", 1)[-1]


def _off(status: EventStatus, name: str) -> str:
    if status is EventStatus.POSTPONED:
        return gettext("Postponed: %(title)s") % {"title": name}
    return gettext("Cancelled: %(title)s") % {"title": name}


def _description(listing: Listing) -> str:
    whom = whom_in_words(listing.eligibility)
    lines = [
        listing.status_note,
        listing.summary,
        gettext("For whom: %(whom)s") % {"whom": whom} if whom else "",
        listing.sign_up.text,
        price_in_words(listing.price.free, listing.price.text),
        # Programs keep what they have read for a while; the page is true.
        gettext("Check before you go: times may have changed."),
    ]
    return "\n".join(line for line in lines if line)


def _location(listing: Listing) -> str:
    place = listing.place
    if place is None:
        return gettext("Online") if listing.online else ""
    return address_line(place.model_copy(update={"name": ""}) if listing.sensitive else place)
