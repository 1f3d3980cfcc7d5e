"""The card of a listing: one view-model for lists, home, municipality pages, guides and search."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from portal.browse.freshness import freshness_line, state_label
from portal.browse.times import DateLine, Times, date_lines, may_assert, times_of
from portal.browse.wording import OpenStateKind
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.models import Occurrence as OccurrenceRow
from portal.catalogue.queries import next_occurrences
from portal.content.choices import KIND_LABELS
from portal.listings.kinds import DeliveryKind, EventStatus, Kind
from portal.listings.listing import Eligibility, Image, Listing
from portal.listings.value import Value

MAX_FACTS = 3
MAX_TOWNS = 4
"""More towns than this are told as a number."""


class Card(Value):
    """What a card shows, all of it in words."""

    id: UUID
    kind: Kind
    kind_label: str
    title: str
    url: str
    lang: str
    """Language of the texts."""
    summary: str = ""
    whom: str = ""
    when: str = ""
    """Next date, or the rule, or old times in words."""
    when_note: str = ""
    """Cancelled or moved."""
    cancelled: bool = False
    after: str = ""
    """The next date that takes place, when the first one does not."""
    where: str = ""
    distance: str = ""
    """"noin 12 km", or empty."""
    phone: str = ""
    """Number to show on a helpline's card."""
    open_now: bool = False
    """Known to be open now, by times that may be trusted."""
    facts: tuple[str, ...] = ()
    freshness: str = ""
    state: str = ""
    """cancelled, postponed, old, example, or empty."""
    state_label: str = ""
    image: Image | None = None


def card_of(listing: Listing, rows: Sequence[OccurrenceRow] = (), *, now: dt.datetime, km: float | None = None) -> Card:
    """The card of one listing.

    :param rows: its next dates, soonest first. :param km: distance to show as "about".
    """
    lines = date_lines(rows, now) if may_assert(listing) else ()
    off = listing.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    first = lines[0] if lines else None
    after = next((line.text for line in lines if not line.struck), "") if first and first.struck else ""
    when, is_open = _when(listing, first, now)
    return Card(
        id=listing.id,
        kind=listing.kind,
        kind_label=str(KIND_LABELS[listing.kind]),
        title=listing.title,
        url=listing.url,
        lang=listing.lang,
        summary=listing.summary,
        whom=whom_in_words(listing.eligibility),
        when=when,
        when_note=_when_note(listing, first),
        cancelled=off or bool(first and first.struck),
        after=after,
        where=where_in_words(listing),
        distance=about_km(km) if km is not None else "",
        phone=first_phone(listing) if listing.kind is Kind.HELPLINE else "",
        open_now=is_open,
        facts=tuple(term.label for term in listing.first_visit[:MAX_FACTS]),
        freshness=freshness_line(listing),
        state=_state(listing, off=off),
        state_label=state_label(listing),
        image=listing.image,
    )


def cards_of(entries: Sequence[CatalogueEntry], *, now: dt.datetime | None = None, distances: dict[UUID, float] | None = None) -> list[Card]:
    """Cards of entries in their order; their next dates cost one query."""
    now = now or timezone.now()
    dates = next_occurrences([entry.listing_id for entry in entries], now=now, per_listing=2)
    far = distances or {}
    return [card_of(entry.listing, dates[entry.listing_id], now=now, km=far.get(entry.listing_id)) for entry in entries]


def whom_in_words(eligibility: Eligibility) -> str:
    """For whom: the source's own words, else audiences and ages."""
    if eligibility.text:
        return eligibility.text
    ages = _ages(eligibility.age_min, eligibility.age_max) or ", ".join(band.label for band in eligibility.age_bands)
    return ", ".join([*(term.label for term in eligibility.audiences), *([ages] if ages else [])])


def _ages(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return gettext("from %(age)s years") % {"age": low}
    if low is None or low == 0:
        return ngettext("under %(age)s year", "under %(age)s years", high + 1) % {"age": high + 1}
    if low == high:
        return ngettext("%(age)s year", "%(age)s years", low) % {"age": low}
    return gettext("%(low)s–%(high)s years") % {"low": low, "high": high}


def where_in_words(listing: Listing) -> str:
    """Place and municipality, towns of a service, or how it is reached from home."""
    place = listing.place
    parts = []
    if place is not None:
        town = place.locality or (place.municipality.name if place.municipality else "")
        if place.municipality and place.locality and place.locality != place.municipality.name:
            town = f"{place.locality} ({place.municipality.name})"
        parts += [place.name, town]
    elif listing.delivery_points:
        parts.append(_towns([point.place.municipality.name for point in listing.delivery_points if point.place and point.place.municipality]))
        parts.append(_ways({point.kind for point in listing.delivery_points}))
    elif listing.locations:
        parts.append(_towns([reference.name for reference in listing.locations]))
    if listing.online and not listing.delivery_points:
        parts.append(gettext("online"))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _towns(names: Iterable[str]) -> str:
    once = list(dict.fromkeys(names))
    if len(once) > MAX_TOWNS:
        return ngettext("%(n)d municipality", "%(n)d municipalities", len(once)) % {"n": len(once)}
    return ", ".join(once)


def _ways(kinds: set[DeliveryKind]) -> str:
    words = {
        DeliveryKind.PHONE: gettext("by phone"),
        DeliveryKind.CHAT: gettext("in a chat"),
        DeliveryKind.WEB: gettext("on the web"),
        DeliveryKind.REMOTE: gettext("remotely"),
        DeliveryKind.HOME_VISIT: gettext("at your home"),
    }
    return ", ".join(word for kind, word in words.items() if kind in kinds)


def about_km(km: float) -> str:
    """A distance as the crow flies: whole kilometres, and under one told as such."""
    return gettext("less than 1 km") if km < 1 else gettext("about %(km)d km") % {"km": round(km)}


def first_phone(listing: Listing) -> str:
    """The number to call, or empty."""
    numbers = [point.phone for point in listing.delivery_points] + [contact.phone for contact in listing.contacts]
    return next((number for number in numbers if number), "")


def point_times(listing: Listing, now: dt.datetime) -> list[Times]:
    """What is said of the times of each delivery point that has any."""
    said = [times_of(point.schedule, now=now, opens=True, is_current=may_assert(listing)) for point in listing.delivery_points]
    return [times for times in said if times is not None]


def _when(listing: Listing, first: DateLine | None, now: dt.datetime) -> tuple[str, bool]:
    """When in words, and whether it is known to be open now."""
    if listing.kind in {Kind.SERVICE, Kind.HELPLINE}:
        said = point_times(listing, now)
        best = next((times for times in said if times.is_open), None)
        if best is not None and best.open is not None:
            return capfirst(best.open.text), True
        if first is not None and listing.kind is Kind.SERVICE:
            return first.text, False
        for times in said:
            if times.open is not None and times.open.state is OpenStateKind.CLOSED:
                return capfirst(times.open.text), False
        return _old_or_rule(said[0]) if said else "", False
    times = times_of(listing.schedule, now=now, opens=listing.kind is Kind.MEETING_PLACE, is_current=may_assert(listing))
    if first is not None and listing.kind is not Kind.MEETING_PLACE:
        return first.text, False
    if times is None:
        return "", False
    if times.open is not None and times.open.state is not OpenStateKind.UNKNOWN:
        return capfirst(times.open.text), times.is_open
    return _old_or_rule(times), False


def _old_or_rule(times: Times) -> str:
    return capfirst(times.old or next(iter(times.sentences), ""))


def _when_note(listing: Listing, first: DateLine | None) -> str:
    if listing.status is EventStatus.CANCELLED:
        return f"{gettext('cancelled')}: {listing.status_note}" if listing.status_note else gettext("cancelled")
    if listing.status is EventStatus.POSTPONED:
        return f"{gettext('postponed')}: {listing.status_note}" if listing.status_note else gettext("postponed")
    return first.note if first else listing.status_note


def _state(listing: Listing, *, off: bool) -> str:
    if listing.is_example:
        return "example"
    if listing.is_historical:
        return "old"
    return listing.status.value if off else ""
