"""The card of a listing: one view-model for lists, home, municipality pages, guides and search."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.browse.briefly import about_km, where_in_words, whom_in_words
from portal.browse.freshness import freshness_line, state_label
from portal.browse.times import DateLine, Times, date_lines, may_assert, past_date, times_of, was_in_words
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.catalogue.queries import next_occurrences
from portal.content.choices import KIND_LABELS
from portal.content.wording import OpenStateKind
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing, Part
from portal.listings.schedule import HELSINKI
from portal.localisation.languages import current_language, kept_in_each_language, own_name, path_in

MAX_FACTS = 3


KIND_ICONS = {
    Kind.MEETING_PLACE: "map-pin-house",
    Kind.PEER_GROUP: "users",
    Kind.SERVICE: "hand-helping",
    Kind.HELPLINE: "phone",
    Kind.EVENT: "calendar-days",
    Kind.GUIDE: "book-open",
    Kind.MATERIAL: "file-text",
    Kind.ORGANISATION: "building-2",
}
"""Names of lucide icons, always shown with the kind's word."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the component ``listing_card`` shows, all of it in words."""

    listing: Listing
    kind_label: str
    kind_icon: str
    whom: str = ""
    when: str = ""
    """Next date, or whether it is open, or the rule, or old times in words."""
    when_state: str = "unknown"
    """upcoming, cancelled, moved, old, open or unknown."""
    note: str = ""
    """Why it is cancelled, or when it was before it was moved."""
    after: str = ""
    """The next date that takes place, when the first one does not."""
    where: str = ""
    distance: str = ""
    """"noin 12 km", or empty."""
    facts: tuple[str, ...] = ()
    freshness: str = ""
    """How true it still is; of old information, that it is old."""
    foreign_lang: str = ""
    """That the texts are in another language than the reader's, in words; empty when they are not."""
    title: str = ""
    """Safe HTML with what matched a search, instead of the bare title."""
    snippet: str = ""
    """Safe HTML with what matched a search, instead of the summary."""
    part: Part | None = None
    """The part that matched a search."""

    @property
    def url(self) -> str:
        """Where the card leads: the part that matched, else the listing; in the reader's language."""
        return path_in(current_language(), self.part.url if self.part else self.listing.url)

    @property
    def kind(self) -> Kind:
        """Kind of the listing."""
        return self.listing.kind

    @property
    def is_open(self) -> bool:
        """Known to be open now, by times that may be trusted."""
        return self.when_state == "open"


def card_of(
    listing: Listing,
    rows: Sequence[OccurrenceRow] = (),
    *,
    now: dt.datetime,
    km: float | None = None,
    title: str = "",
    snippet: str = "",
    part: Part | None = None,
) -> Card:
    """The card of one listing in the active language.

    :param rows: its next dates, soonest first. :param now: aware. :param km: distance to show as "about".
    :param title: and :param snippet: safe HTML of a search's match. :param part: the part a search found.
    """
    lines = date_lines(rows, now) if may_assert(listing) else ()
    when = _when(listing, lines, now)
    return Card(
        listing=listing,
        kind_label=_kind_label(listing.kind),
        kind_icon=KIND_ICONS[listing.kind],
        whom=whom_in_words(listing.eligibility),
        when=when.text,
        when_state=when.state,
        note=when.note,
        after=when.after,
        where=where_in_words(listing),
        distance=about_km(km) if km is not None else "",
        facts=tuple(term.label for term in listing.first_visit[:MAX_FACTS]),
        freshness=state_label(listing) if listing.is_historical else freshness_line(listing, now.astimezone(HELSINKI).date()),
        foreign_lang=foreign_label(listing.lang),
        title=title,
        snippet=snippet,
        part=part,
    )


def cards_of(
    entries: Sequence[CatalogueEntry], *, now: dt.datetime | None = None, distances: dict[UUID, float] | None = None
) -> list[Card]:
    """Cards of entries in their order; their next dates cost one query."""
    now = now or timezone.now()
    dates = next_occurrences([entry.listing_id for entry in entries], now=now, per_listing=2)
    far = distances or {}
    return [card_of(entry.listing, dates[entry.listing_id], now=now, km=far.get(entry.listing_id)) for entry in entries]


def point_times(listing: Listing, now: dt.datetime) -> list[Times]:
    """What is said of the times of each delivery point that has any."""
    said = [times_of(point.schedule, now=now, opens=True, is_current=may_assert(listing)) for point in listing.delivery_points]
    return [times for times in said if times is not None]


@dataclass(frozen=True, slots=True)
class _When:
    text: str = ""
    state: str = "unknown"
    note: str = ""
    after: str = ""


def _when(listing: Listing, lines: Sequence[DateLine], now: dt.datetime) -> _When:
    past = past_date(listing, now)
    if listing.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}:
        return _off(listing, lines, past)
    if past:
        return _When(text=was_in_words(past), state="old")
    if listing.kind in {Kind.SERVICE, Kind.HELPLINE}:
        return _service_when(listing, lines, now)
    times = times_of(listing.schedule, now=now, opens=listing.kind is Kind.MEETING_PLACE, is_current=may_assert(listing))
    if lines and listing.kind is not Kind.MEETING_PLACE:
        return _next(lines)
    return _told(times) if times else _When()


def _off(listing: Listing, lines: Sequence[DateLine], past: str) -> _When:
    if listing.status is EventStatus.POSTPONED:
        text = gettext("postponed, the new time is not known")
        return _When(text=capfirst(text), state="moved", note=listing.status_note)
    return _When(text=lines[0].text if lines else past, state="cancelled", note=listing.status_note)


def _next(lines: Sequence[DateLine]) -> _When:
    first = lines[0]
    after = "" if first.takes_place else next((line.text for line in lines if line.takes_place), "")
    state = "upcoming" if first.status == "scheduled" else first.status
    return _When(text=first.text if state == "cancelled" else capfirst(first.text), state=state, note=first.note, after=after)


def _service_when(listing: Listing, lines: Sequence[DateLine], now: dt.datetime) -> _When:
    said = point_times(listing, now)
    best = next((times for times in said if times.is_open), None)
    if best is not None:
        return _told(best)
    if lines and listing.kind is Kind.SERVICE:
        return _next(lines)
    closed = next((times for times in said if times.open is not None and times.open.state is OpenStateKind.CLOSED), None)
    return _told(closed or said[0]) if said else _When()


def _told(times: Times) -> _When:
    if times.old:
        return _When(text=capfirst(times.old), state="old")
    if times.open is not None and times.open.state is not OpenStateKind.UNKNOWN:
        return _When(text=capfirst(times.open.text), state="open" if times.is_open else "upcoming")
    return _When(text=capfirst(next(iter(times.sentences), "")))


@kept_in_each_language
def _kind_label(kind: Kind) -> str:
    return str(KIND_LABELS[kind])


def foreign_label(lang: str) -> str:
    """ "Suomeksi": said of a text in another language than the reader's; empty in the reader's own."""
    if lang == current_language():
        return ""
    return {"fi": gettext("In Finnish"), "sv": gettext("In Swedish"), "en": gettext("In English")}.get(lang) or own_name(lang)
