"""Where a page leads to calendars and feeds. Nothing here asks the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.browse.times import Times, may_assert
from portal.catalogue.models import Occurrence
from portal.listings.kinds import Kind
from portal.listings.listing import Listing

WITH_DATES = {Kind.EVENT, Kind.PEER_GROUP, Kind.MEETING_PLACE}


@dataclass(frozen=True, slots=True)
class TakeAlong:
    """As the component ``take_along`` shows it; ``feed_url`` is a path, for the page's head as well."""

    webcal_url: str
    file_url: str
    feed_url: str


def take_along(**filters: str) -> TakeAlong:
    """Calendar and feed of a municipality, an organisation or whatever the calendar filters by."""
    query = f"?{urlencode(filters)}" if filters else ""
    return TakeAlong(webcal(file := reverse("browse:calendar_file") + query), file, news_path(**filters))


def webcal(path: str) -> str:
    """A path of ours as an address that calendar programs subscribe to."""
    return f"webcal://{urlsplit(settings.SITE_URL).netloc}{path}"


def news_path(**filters: str) -> str:
    """Path of a feed of news."""
    given = {name: value for name, value in filters.items() if value}
    return reverse("browse:news_feed") + (f"?{urlencode(given)}" if given else "")


def has_file(listing: Listing) -> bool:
    """Whether a listing's dates are offered to calendars: they are known, may be trusted, and are real."""
    schedule = listing.schedule
    return (
        schedule is not None
        and listing.kind in WITH_DATES
        and not schedule.round_the_clock
        and bool(schedule.rules or schedule.exceptions)
        and schedule.trusted_on(timezone.localdate())
        and may_assert(listing)
        and not listing.is_example
    )


def file_path(listing: Listing, rows: Sequence[Occurrence]) -> str:
    """Path of a listing's calendar file; empty when it has no dates to come that are offered."""
    return reverse("browse:listing_file", args=[listing.id]) if rows and has_file(listing) else ""


def with_files(times: Times | None, rows: Sequence[Occurrence], path: str) -> Times | None:
    """The same times, each date that takes place with a file of its own. ``path``: what ``file_path`` gave."""
    if times is None or not path or len(times.dates) != len(rows):
        return times
    folder = path.removesuffix(".ics")
    dates = tuple(
        line.model_copy(update={"file_url": f"{folder}/{row.uid}.ics"}) if line.takes_place else line
        for line, row in zip(times.dates, rows, strict=True)
    )
    return times.model_copy(update={"dates": dates})
